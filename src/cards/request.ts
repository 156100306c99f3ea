import { approve } from '../actions/approval/approve.ts'
import { passOn } from '../actions/approval/not-me.ts'
import { giveBack, take } from '../actions/approval/take.ts'
import { open } from '../actions/open.ts'
import type { Unknown } from '../domain/view-parts.ts'
import { deadline, moment } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { waivedInFull } from './blocked.ts'
import { aheadLine, soFarLine } from './ladder.ts'
import { plain } from './plain.ts'
import { capital, footer, list, plural, seats, stageFact, subject, tierWords } from './words.ts'

export const requestCard = card('request', {
  line: (view, reader) =>
    view.may
      ? `${view.certification} ${view.name}: ${view.developer} asks you to approve${by(view, reader)}${instead(view)}. Type approve ${view.certification} or reject ${view.certification} and your reason.`
      : `${view.certification} ${view.name}: ${headline(view, reader)}`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: headline(view, reader),
    purpose: view.purpose,
    facts: [
      { name: 'What it is', value: `${view.assetKind} on ${view.platform}, owned by ${view.owner}` },
      { name: 'Tier', value: `${capital(tierWords(view.tier))}, score ${view.score}` },
      ...stageFact(view.stage),
    ],
    drivers: view.drivers
      .slice(0, 3)
      .map((one) => ({ text: `${capital(one.question)}: ${one.answer} (${one.why})` })),
    ...changes(view),
    hasWaived: view.waived.length > 0,
    waived: waivedInFull(view.waived, reader),
    hasChecks: view.checks.length > 0,
    checksLine: `Steps: all ${view.checks.length} passed, with ${plural(view.evidence.length, 'answer')} on record (see Details).`,
    hasPairs: view.pairs.length > 0,
    pairs: view.pairs
      .map(
        ({ name, there, back }) =>
          `Within a year you approved ${there} of ${name} and ${name} approved ${back} of yours. That is noted and blocks nothing; somebody else may see more.`,
      )
      .join(' '),
    hasAppeal: view.appeal !== null,
    appeal:
      view.appeal === null
        ? ''
        : `This is an appeal: ${quoted(view.appeal.words)} ${view.appeal.who} had rejected it: ${quoted(view.appeal.reason)}`,
    hasUnknowns: view.unknowns.length > 0,
    unknowns: view.unknowns.map((one) => unknownLine(one, reader)).join(' '),
    hasPrevious: view.previous.length > 0,
    previous: `So far: ${list(view.previous)}.`,
    hasBefore: view.before.length > 0,
    before: `On the version before: ${list(view.before)}.`,
    effect: effect(view),
    hasTime: view.ladder !== null,
    time: `${soFarLine(view.ladder, reader)} ${aheadLine(view.ladder, reader, `it goes back to ${view.developer}, with nothing lost`)}`.trim(),
    isSnoozed: view.snoozedUntil !== null,
    snoozed:
      view.snoozedUntil === null
        ? ''
        : `Snoozed until ${moment(view.snoozedUntil, reader)}. ${view.due === null ? '' : 'Its deadline stays.'}`.trim(),
    mayTake: view.may && view.ladder !== null && view.ladder.isFree && !view.ladder.mine,
    take: take.with({ approval: view.approval }),
    mayGiveBack: view.ladder?.mine === true,
    giveBack: giveBack.with({ approval: view.approval }),
    may: view.may,
    mayCondition: view.mayCondition,
    approve: approve.with({ approval: view.approval, rev: view.rev }),
    conditions: open.with({ what: 'decide-approve_on_conditions', id: view.approval, part: '' }),
    changes: open.with({ what: 'decide-request_changes', id: view.approval, part: '' }),
    reject: open.with({ what: 'decide-reject', id: view.approval, part: '' }),
    notMe: passOn.with({ approval: view.approval }),
    answers: view.answers.map((one) => ({ text: `${capital(one.question)}: ${one.answer}` })),
    checks: view.checks.slice(0, 24).map((one) => ({ text: plain(`${short(one.title)}: ${one.line}`, 120) })),
    evidence: view.evidence.slice(0, 16).map((one) => ({
      text: plain(`${short(one.step)}: ${one.label}${one.label === '' ? '' : ' '}${one.words}`, 240),
    })),
    hash: `Version ${view.version}, content ${view.hash.slice(0, 8)}`,
    footer: footer(view, view.whyYou),
  }),
})

const by = ({ due }: ViewOf<'request'>, reader: Reader): string =>
  due === null ? '' : ` by ${deadline(due, reader)}`

const instead = ({ standsFor }: ViewOf<'request'>): string => (standsFor === '' ? '' : `, for ${standsFor}`)

const headline = (view: ViewOf<'request'>, reader: Reader): string => {
  if (view.may) return `${view.developer} asks you to approve${by(view, reader)}${instead(view)}.`
  if (view.voted === '') return `${view.developer} asks for approval${by(view, reader)}.`
  return `You ${view.voted} it. It now waits for ${seats(view.also, 'the')}.`
}

/** What somebody wrote, as a sentence of its own. */
const quoted = (words: string): string => {
  const said = plain(words, 400)
  return `"${said}"${/[.!?…]$/.test(said) ? '' : '.'}`
}

/** An answer that its developer did not know. */
const unknownLine = ({ question, due, answer, who }: Unknown, reader: Reader): string =>
  due === null
    ? `${who} settled ${question}: "${answer}".`
    : `Not known yet: ${question}. A steward settles it by ${deadline(due, reader)}; until then it counts as moderate at least.`

/** A step's title as far as its first comma: in Details each line begins with one. */
const short = (title: string): string => title.split(',')[0] ?? title

/** What is different from the version before: on the card as much as can be read at a glance, else the whole in Details. */
const changes = (view: ViewOf<'request'>) => {
  const changed = [
    ...(view.unchanged ? [{ text: 'Nothing changed since the last version' }] : []),
    ...view.changed.map((text) => ({ text: capital(text) })),
    ...view.changedAnswers.map((one) => ({
      text: `Answer changed after the result: ${one.question}, from "${one.from}" to "${one.to}"`,
    })),
  ]
  const isLong = changed.length > 4
  return {
    hasChanged: changed.length > 0,
    changed: isLong
      ? [...changed.slice(0, 3), { text: `And ${changed.length - 3} more, in Details` }]
      : changed,
    hasMoreChanged: isLong,
    moreChanged: isLong ? changed.slice(0, 20) : [],
  }
}

/** What comes of it, who else has to approve, and who could in the reader's place. */
const effect = ({ may, also, others, voted, validMonths, tier }: ViewOf<'request'>): string => {
  const months =
    tier === 'high'
      ? `it is certified for ${validMonths} months and can go live.`
      : `it may be used for ${validMonths} months from then on.`
  if (voted !== '') return `Once all have approved, ${months}`
  if (!may) return `Once approved, ${months} This is not yours to decide; it waits for ${seats(also, 'the')}.`
  const instead =
    others.length === 0
      ? 'Nobody else can decide in your place at the moment.'
      : `${list(others, 'or')} can decide in your place.`
  return also.length === 0
    ? `If you approve, ${months} ${instead}`
    : `It also needs ${seats(also, 'a')}. Once all have approved, ${months} ${instead}`
}
