import { onIt } from '../actions/reminders/on-it.ts'
import { open } from '../actions/open.ts'
import type { ChangeKind } from '../domain/change-rule.ts'
import { isChange, reminderRules } from '../domain/reminder.ts'
import { day, moment } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { capital } from './words.ts'

type View = ViewOf<'reminder'>

export const reminderCard = card('reminder', {
  line: (view, reader) => [subjectOf(view), headline(view, reader)].filter(Boolean).join(': '),
  fields: (view, reader) => ({
    title: isChange(view.reminds) ? capital(reminderRules[view.reminds].what) : titles[view.reminds],
    subject: subjectOf(view),
    headline: headline(view, reader),
    hasWhat: view.what !== '',
    what: view.what,
    hasOtherwise: otherwise(view, reader) !== '',
    otherwise: otherwise(view, reader),
    hasNext: next(view, reader) !== '',
    next: next(view, reader),
    openIt: open.with({ what: view.way.what, id: view.way.id, part: view.way.part }),
    canTake: view.onItUntil === null,
    onIt: onIt.with({ reminder: view.reminder }),
    snooze: open.with({ what: 'snooze', id: String(view.reminder), part: '' }),
    canHandOver: view.handOver !== '',
    handOver: open.with({ what: 'new-owner', id: view.handOver, part: '' }),
    why: open.with({ what: 'reminders', id: '', part: '' }),
    footer: `You get this because ${because(view)}`,
  }),
})

const subjectOf = ({ reference, name }: View): string => [reference, name].filter(Boolean).join(' · ')

const titles: Readonly<Record<Exclude<View['reminds'], ChangeKind>, string>> = {
  window: 'A review opens',
  review: 'Review due',
  warning: 'Review due',
  'help-asked': 'Can you help with a review?',
  condition: 'A condition is due',
  draft: 'Still on it?',
  sample: 'A sample to look at',
  settling: 'An answer to settle',
  waiver: 'A waiver ends',
  'role-end': 'A role ends',
  missed: 'Something did not happen',
  'hand-over': 'Something was offered to you',
  nudge: 'A decision waits',
  step: 'A step waits for you',
  'on-it': 'Still on it?',
  campaign: 'A steward asks for a review',
  'programme-review': 'A review of the programme',
}

const headline = (view: View, reader: Reader): string => {
  const { due } = view
  const on = due === null ? '' : day(due, reader)
  const isPast = due !== null && due < reader.now.slice(0, due.length)
  if (isChange(view.reminds)) return 'Have a look at how it stands now.'
  switch (view.reminds) {
    case 'window':
    case 'review':
    case 'warning':
      if (due === null) return 'Its certificate is due for review.'
      return isPast
        ? `Its certificate ran out on ${on}. It still counts for a while, so that you can renew it.`
        : `Its certificate is valid until ${on}. Please review it by then.`
    case 'help-asked':
      return isPast
        ? `Its certificate ran out on ${on}, and ${view.owner} has not reviewed it yet.`
        : `Its certificate is valid until ${on}, and ${view.owner} has not reviewed it yet.`
    case 'campaign':
      return `Has anything changed?${due === null ? '' : ` Please answer by ${on}.`}`
    case 'condition':
      return `A condition of its approval is due ${on}.`
    case 'waiver':
      return `Its waiver ends on ${on}.`
    case 'hand-over':
      return 'It waits for your answer.'
    case 'step':
      return `${view.owner} waits for your word on a step.`
    case 'programme-review':
      return due === null ? 'It waits for the stewards.' : `It waits for the stewards, until ${on}.`
    case 'on-it':
      return 'You said that you are on it. Are you still?'
    case 'sample':
      return 'It was drawn for a look, and nobody has had one yet.'
    case 'settling':
      return 'An answer that nobody knew waits for a steward.'
    case 'nudge':
      return due === null
        ? 'It waits for your decision.'
        : `It waits for your decision, until ${moment(due, reader)}.`
    case 'draft':
    case 'role-end':
    case 'missed':
      return 'It waits for you.'
  }
}

const otherwise = (view: View, reader: Reader): string => {
  const on = view.ends === null ? '' : ` on ${day(view.ends, reader)}`
  switch (view.otherwise) {
    case 'expires':
      return `If nothing is done, it expires${on} and must not be used any more.`
    case 'suspended':
      return `If it is not met, the certificate is suspended after that day.`
    case 'blocks':
      return 'After that the answer that it waives blocks again. You can ask for more time before.'
    case 'lapses':
      return view.ends === null ? '' : `Without an answer the offer lapses${on}.`
    case 'nothing':
      return ''
  }
}

const next = (view: View, reader: Reader): string => {
  if (view.onItUntil !== null)
    return `Somebody is on it, so nobody else is asked until ${moment(view.onItUntil, reader)}.`
  if (view.next === null) return ''
  const { who, name } = view.next
  const helper = who === 'steward' ? 'the stewards' : name === '' ? `the ${who}` : `${name}, the ${who},`
  return `If you are away: on ${day(view.next.day, reader)} I ask ${helper} too. Press "I'm on it" and I ask nobody.`
}

const because = (view: View): string => `${view.why.charAt(0).toLowerCase()}${view.why.slice(1)}`
