import { approve } from '../actions/approval/approve.ts'
import { passOn } from '../actions/approval/not-me.ts'
import { open } from '../actions/open.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { plain } from './plain.ts'
import { capital, deadline, footer, list, plural, subject, tierWords } from './words.ts'

export const requestCard = card('request', {
  line: (view, reader) =>
    `${view.certification} ${view.name}: ${view.developer} asks ${view.may ? 'you ' : ''}to approve${view.due === null ? '' : ` by ${deadline(view.due, reader)}`}. Type approve ${view.certification} or reject ${view.certification} and your reason.`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: `${view.developer} asks ${view.may ? 'you to approve' : 'for approval'}${view.due === null ? '' : ` by ${deadline(view.due, reader)}`}.`,
    purpose: view.purpose,
    facts: [
      { name: 'What it is', value: `${view.assetKind} on ${view.platform}, owned by ${view.owner}` },
      { name: 'Tier', value: `${capital(tierWords(view.tier))}, score ${view.score}` },
    ],
    drivers: view.drivers
      .slice(0, 3)
      .map((one) => ({ text: `${capital(one.question)}: ${one.answer} (${one.why})` })),
    ...changes(view),
    hasChecks: view.checks.length > 0,
    checksLine: `Steps: all ${view.checks.length} passed, with ${plural(view.evidence.length, 'answer')} on record (see Details).`,
    hasPrevious: view.previous.length > 0,
    previous: `So far: ${list(view.previous)}.`,
    effect: `${view.may ? 'If you approve' : 'Once approved'}, it may be used for ${view.validMonths} months from then on. ${deciders(view)}`,
    may: view.may,
    approve: approve.with({ approval: view.approval, rev: view.rev }),
    conditions: open.with({ what: 'decide-approve_on_conditions', id: view.approval, part: '' }),
    changes: open.with({ what: 'decide-request_changes', id: view.approval, part: '' }),
    reject: open.with({ what: 'decide-reject', id: view.approval, part: '' }),
    notMe: passOn.with({ approval: view.approval }),
    answers: view.answers.map((one) => ({ text: `${capital(one.question)}: ${one.answer}` })),
    checks: view.checks.slice(0, 24).map((one) => ({ text: plain(`${one.title}: ${one.line}`, 120) })),
    evidence: view.evidence.slice(0, 16).map((one) => ({ text: plain(`${one.step}: ${one.words}`, 240) })),
    hash: `Version ${view.version}, content ${view.hash.slice(0, 8)}`,
    footer: footer(view, view.whyYou),
  }),
})

/** What is different from the version before: on the card as much as can be read at a glance, else the whole in Details. */
const changes = (view: ViewOf<'request'>) => {
  const changed = [
    ...view.changed.map((text) => ({ text: capital(text) })),
    ...view.changedAnswers.map((one) => ({
      text: `After the result: ${one.question} was "${one.from}", is "${one.to}"`,
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

/** Who else can decide. */
const deciders = ({ may, others }: ViewOf<'request'>): string => {
  if (!may && others.length === 0) return 'This is not yours to decide.'
  if (!may) return `This is not yours to decide; ${list(others, 'or')} can.`
  return others.length === 0
    ? 'Nobody else can decide at the moment.'
    : `${list(others, 'or')} can decide too.`
}
