import { approve } from '../actions/approval/approve.ts'
import { passOn } from '../actions/approval/not-me.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { plain } from './plain.ts'
import { capital, deadline, footer, list, plural, subject, tierWords } from './words.ts'

export const requestCard = card('request', {
  line: (view, reader) =>
    `${view.certification} ${view.name}: ${view.developer} asks ${view.may ? 'you ' : ''}to approve${view.due === null ? '' : ` by ${deadline(view.due, reader)}`}. Type approve ${view.certification} or reject ${view.certification} and your reason.`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: `${view.developer} asks ${view.may ? 'you' : `the ${view.asRole} role`} to approve${view.due === null ? '' : ` by ${deadline(view.due, reader)}`}.`,
    purpose: view.purpose,
    facts: [
      { name: 'Tier', value: `${capital(tierWords(view.tier))}, score ${view.score}` },
      { name: 'What it is', value: `${view.assetKind} on ${view.platform}` },
      { name: 'Owner', value: view.owner },
      {
        name: 'Who else can decide',
        value: view.others.length === 0 ? 'nobody at the moment' : list(view.others, 'or'),
      },
    ],
    hasDrivers: view.drivers.length > 0,
    drivers: view.drivers
      .slice(0, 3)
      .map((one) => ({ text: `${capital(one.question)}: ${one.answer}. It ${one.why}.` })),
    hasChanged: view.changed.length > 0 || view.changedAnswers.length > 0,
    changed: [
      ...view.changed.map((text) => ({ text: capital(text) })),
      ...view.changedAnswers.map((one) => ({
        text: `After the result: ${one.question} was "${one.from}", is "${one.to}"`,
      })),
    ].slice(0, 6),
    hasChecks: view.checks.length > 0,
    checksLine: `Steps: all ${view.checks.length} passed, with ${plural(view.evidence.length, 'answer')} on record (see Details).`,
    hasPrevious: view.previous.length > 0,
    previous: `So far: ${list(view.previous)}.`,
    effect: `If you approve, it may be used for ${view.validMonths} months from now.`,
    cannotDecide: !view.may,
    cannot:
      view.others.length === 0
        ? 'This is not yours to decide.'
        : `This is not yours to decide. ${list(view.others, 'or')} can.`,
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
