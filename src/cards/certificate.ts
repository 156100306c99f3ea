import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { capital, day, footer, list, subject, tierWords } from './words.ts'

export const certificateCard = card('certificate', {
  line: (view, reader) =>
    `${view.certification} ${view.name} is certified (${tierWords(view.tier)}) and valid until ${day(view.validUntil, reader)}. You can use it now.`,
  fields: (view, reader) => ({
    subject: subject(view),
    picture: `${reader.publicUrl}/verify/${view.verify}/certificate.svg`,
    alt: `Certificate of ${view.name}: ${tierWords(view.tier)}, valid until ${day(view.validUntil, reader)}, reference ${view.certification}.`,
    headline: view.mine
      ? `You can use it now, until ${day(view.validUntil, reader)}.`
      : `It may be used until ${day(view.validUntil, reader)}.`,
    facts: [
      { name: 'Tier', value: capital(tierWords(view.tier)) },
      { name: 'Version', value: view.version },
      {
        name: 'Approved by',
        value: view.approvedBy.length === 0 ? 'the programme, by its rules' : list(view.approvedBy),
      },
      { name: 'Certified', value: day(view.validFrom, reader) },
    ],
    hasConditions: view.conditions.length > 0,
    conditions: view.conditions.map((one) => ({
      text: `${one.words}, by ${day(one.due, reader)}: ${conditionWords[one.state]}`,
    })),
    hasOpenConditions: view.mine && view.conditions.some((one) => one.state !== 'met'),
    conditionsCard: open.with({ what: 'conditions', id: view.certification, part: '' }),
    isSampled: view.sampled,
    sampled: 'It is one of those that a steward looks at afterwards. You do not have to wait for that.',
    verify: `${reader.publicUrl}/verify/${view.verify}`,
    calendar: `${reader.publicUrl}/verify/${view.verify}/calendar.ics`,
    footer: footer(view),
  }),
})

const conditionWords = {
  open: 'open',
  evidenced: 'waits for a steward',
  met: 'met',
  missed: 'missed',
} as const
