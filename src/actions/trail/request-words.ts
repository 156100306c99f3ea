import type { Event } from '../../domain/event.ts'
import { roleWords } from '../../domain/role-words.ts'
import type { Naming } from './naming.ts'

type RequestEvent = Extract<
  Event,
  {
    type:
      | 'approval-requested'
      | 'approval-unmanned'
      | 'approval-voted'
      | 'approval-closed'
      | 'approval-reopened'
      | 'approval-climbed'
      | 'approval-nudged'
      | 'approval-taken'
      | 'approval-given-back'
  }
>

/** What became of an approval request, in plain words. */
export const requestWords = (event: RequestEvent, name: Naming): string => {
  switch (event.type) {
    case 'approval-requested':
      return `stage ${event.stage + 1}: ${event.roles.map(roleWords).join(' and ')}${event.lead === true ? ' lead' : ''} asked to decide`
    case 'approval-unmanned':
      return `nobody could decide: the ${roleWords(event.role)} role has nobody for it`
    case 'approval-voted':
      return `${verdictWords[event.verdict] ?? event.verdict} (content ${event.hash.slice(0, 12)})`
    case 'approval-closed':
      return `the request was closed: ${event.state.replaceAll('_', ' ')}`
    case 'approval-reopened':
      return `took back their vote (${verdictWords[event.verdict] ?? event.verdict})`
    case 'approval-climbed':
      return `${passed[event.rung]}: ${event.people.length === 0 ? 'nobody was there to ask' : `asked ${event.people.map(name.person).join(', ')}`}`
    case 'approval-nudged':
      return `asked ${event.people.map(name.person).join(', ')} to have a look`
    case 'approval-taken':
      return 'took the request on'
    case 'approval-given-back':
      return 'gave the request back'
    default:
      event satisfies never
      return ''
  }
}

const passed = {
  nudge: 'half of the time to decide had passed',
  deputy: 'the time to decide was over',
  lead: 'the time to decide was over by half',
} as const

const verdictWords: Readonly<Record<string, string>> = {
  approve: 'approved',
  approve_on_conditions: 'approved on conditions',
  request_changes: 'voted for changes',
  reject: 'voted to reject',
}
