import { offerPack } from '../actions/evidence-pack/offer-pack.ts'
import { open } from '../actions/open.ts'
import { lookAtSample } from '../actions/submission/look-at-sample.ts'
import { certificateDay, date, day } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { capital, footer, list, subject, tierWords } from './words.ts'

export const certificateCard = card('certificate', {
  line: (view, reader) =>
    `${view.certification} ${view.name} is certified (${tierWords(view.tier)}) and valid until ${certificateDay(view.validUntil)}. ${view.goLive ? hypercare(view.goLive, view.mine, reader) : 'You can use it now.'}`,
  fields: (view, reader) => ({
    subject: subject(view),
    picture: `${reader.publicUrl}/verify/${view.verify}/certificate.png`,
    alt: `Certificate of ${view.name}: ${tierWords(view.tier)}, valid until ${certificateDay(view.validUntil)}, reference ${view.certification}.`,
    headline: view.goLive
      ? hypercare(view.goLive, view.mine, reader)
      : view.mine
        ? `You can use it now, until ${certificateDay(view.validUntil)}.`
        : `It may be used until ${certificateDay(view.validUntil)}.`,
    facts: [
      { name: 'Tier', value: capital(tierWords(view.tier)) },
      ...(view.version === '' ? [] : [{ name: 'Version', value: view.version }]),
      {
        name: 'Approved by',
        value: view.approvedBy.length === 0 ? 'the programme, by its rules' : list(view.approvedBy),
      },
      { name: 'Certified', value: date(view.validFrom, reader) },
      ...(view.goLive?.responsible
        ? [{ name: 'Looks after it until then', value: view.goLive.responsible }]
        : []),
      ...(view.contact === '' ? [] : [{ name: 'Where users get help', value: view.contact }]),
    ],
    hasWaived: view.waived.length > 0,
    waived: view.waived.map((one) => ({
      text: `${capital(one.question)}: ${one.answer}, waived until ${day(one.until, reader)}`,
      press: open.with({ what: 'waiver', id: view.certification, part: one.id }),
    })),
    hasConditions: view.conditions.length > 0,
    conditions: view.conditions.map((one) => ({
      text: `${one.words}, by ${date(one.due, reader)}: ${conditionWords[one.state]}`,
    })),
    hasOpenConditions: view.mine && view.conditions.some((one) => one.state !== 'met'),
    conditionsCard: open.with({ what: 'conditions', id: view.certification, part: '' }),
    mayGoLive: view.goLive?.may ?? false,
    goLiveTitle: view.goLive?.phase === 'ahead' ? 'Move the go-live day' : 'Set the go-live day',
    goLive: open.with({ what: 'go-live', id: view.certification, part: '' }),
    isSampled: view.sampled,
    sampled: sampledLine(view),
    mayLook: view.mayLook,
    // Five buttons at most: whoever has to prove or to meet a condition finds the calendar's date on the card.
    mayKeep:
      !view.mayLook && !(view.mayProve && view.mine && view.conditions.some((one) => one.state !== 'met')),
    mayProve: view.mayProve && !view.mayLook,
    prove: offerPack.with({ certification: view.certification }),
    found: open.with({ what: 'sample-found', id: view.certification, part: '' }),
    look: lookAtSample.with({ certification: view.certification }),
    why: open.with({ what: 'why', id: view.certification, part: '' }),
    verify: `${reader.publicUrl}/verify/${view.verify}`,
    calendar: `${reader.publicUrl}/verify/${view.verify}/calendar.ics`,
    footer: footer(view),
  }),
})

/** How far it is on its way from approval to everyday use. */
const hypercare = (
  { phase, day: when, last, until }: NonNullable<ViewOf<'certificate'>['goLive']>,
  mine: boolean,
  reader: Reader,
): string => {
  if (mine && phase === 'unset')
    return `You can go live now: set the day, at the latest ${day(last, reader)}.`
  if (phase === 'unset' || when === null)
    return `It can go live until ${day(last, reader)}, once its go-live day is set.`
  return phase === 'ahead'
    ? `It goes live on ${day(when, reader)}. Hypercare begins then and ends on ${day(until, reader)}.`
    : `It went live on ${day(when, reader)} and is in hypercare until ${day(until, reader)}.`
}

const sampledLine = ({ looked, mayLook, developer }: ViewOf<'certificate'>): string => {
  if (looked) return 'It was one of those that a steward looks at afterwards, and one has.'
  return mayLook
    ? `Nobody approved this beforehand, and it was drawn for a look: please see whether what it says is true. If it is not, say what you found: ${developer} reads it.`
    : 'It is one of those that a steward looks at afterwards. You do not have to wait for that.'
}

const conditionWords = {
  open: 'open',
  evidenced: 'waits for a steward',
  met: 'met',
  missed: 'missed',
} as const
