import type { Event } from '../../domain/event.ts'
import { isCampaigning } from '../../domain/campaign-event.ts'
import { isLeaving } from '../../domain/leaving-notice.ts'
import { isPeriodic, isReviewing } from '../../domain/review-event.ts'
import { isStanding } from '../../domain/standing-event.ts'
import type { Text } from '../../domain/text.ts'
import { roleWords } from '../../domain/role-words.ts'
import { campaignHappened } from '../campaign/happened.ts'
import { rolloutHappened } from '../rollout/happened.ts'
import { leavingHappened } from './leaving-happened.ts'
import type { Happened, Naming } from './naming.ts'
import { reminded } from './reminded.ts'
import { requestWords } from './request-words.ts'
import { reviewHappened } from './review-happened.ts'
import { standingHappened } from './standing-happened.ts'

/** The only place that says in words what an event was. An event without words does not compile. */
export const happened = (event: Event, name: Naming): Happened => {
  const said = (what: string, words?: Text | null): Happened => ({ what, why: words?.body ?? '' })
  const step = (): string => ('step' in event ? `"${name.step(event.step)}"` : '')
  if (isCampaigning(event)) return campaignHappened(event, name)
  if (isLeaving(event)) return leavingHappened(event, name)
  if (isReviewing(event) || isPeriodic(event)) return reviewHappened(event, name)
  if (isStanding(event)) return standingHappened(event, name)
  switch (event.type) {
    case 'person-met':
      return said(`${name.person(event.person)} spoke to Assay for the first time`)
    case 'person-named':
      return said(`${name.person(event.person)} got the name that the platform gives`)
    case 'person-seeded':
      return said(`${name.person(event.person)} is known from now on, and has not spoken to Assay yet`)
    case 'accounts-linked':
      return said(`${name.person(event.person)} linked a second account`)
    case 'person-joined':
      return said(`the account turned out to be that of ${name.person(event.to)}`)
    case 'role-granted':
      return said(
        `${name.person(event.person)} got the ${roleWords(event.role)} role${event.lead === true ? ' as a lead' : ''}${event.upTo === undefined ? '' : ` up to ${event.upTo} risk`}${event.unit === undefined ? '' : ` in ${event.unit}`}${event.until === undefined ? '' : ` until ${event.until.slice(0, 10)}`}${event.asked === undefined ? '' : `, asked for by ${name.person(event.asked)}`}`,
      )
    case 'role-requested':
      return said(`asked to give ${name.person(event.person)} the ${roleWords(event.role)} role`)
    case 'role-request-closed':
      return said(`the request for the ${roleWords(event.role)} role was ${event.state}`)
    case 'role-ended':
      return said(`the ${roleWords(event.role)} role of ${name.person(event.person)} ended`)
    case 'role-end-reminded':
      return said(`the administrators heard that the ${roleWords(event.role)} role ends soon`)
    case 'role-revoked':
      return said(`${name.person(event.person)} lost the ${roleWords(event.role)} role`)
    case 'away-set':
      return said(
        `${name.person(event.person)} is away from ${event.from} to ${event.to}; ${name.person(event.delegate)} decides meanwhile`,
      )
    case 'away-began':
      return said(`${name.person(event.delegate)} decides for ${name.person(event.person)} from now on`)
    case 'away-ended':
      return said(`${name.person(event.person)} decides again, not ${name.person(event.delegate)}`)
    case 'settings-changed':
      return said(`${name.person(event.person)} changed their settings`)
    case 'policy-acknowledged':
      return said(`${name.person(event.person)} agreed to policy version ${event.version}`)
    case 'skill-passed':
      return said(`${name.person(event.person)} passed ${event.skill} with ${event.score} %`)
    case 'rollout-set':
    case 'rollout-asked':
      return said(rolloutHappened(event))
    case 'steward-channel-set':
      return said('chose the steward channel')
    case 'messages-undelivered':
      return said('the administrators heard that messages reached nobody')
    case 'message-resent':
      return said(`sent message ${event.message} again, which had reached nobody`)
    case 'message-dropped':
      return said(`dropped message ${event.message}, which had reached nobody`)
    case 'asset-registered':
      return said(`registered it; the owner is ${name.person(event.owner)}`)
    case 'asset-reused':
      return said(`${name.person(event.person)} chose it instead of building it again`)
    case 'asset-changed':
      return said('changed its details')
    case 'owner-asked':
      return said(`${name.person(event.person)} asked the owner a question`, event.words)
    case 'existing-drafted':
      return said(
        `${event.by === 'list' ? 'brought in by a list' : 'in use already'}: ${event.days} days to certify it`,
      )
    case 'existing-told':
      return said(
        `${name.person(event.person)} was told what came into the register: ${event.assets.join(', ')}`,
      )
    case 'existing-unowned':
      return said(`came into the register, and nobody is known to own it: ${event.assets.join(', ')}`)
    case 'asset-disowned':
    case 'existing-disowned':
      return said(`${name.person(event.person)} said that it is not theirs`)
    case 'existing-reminded':
      return said(`the owner was reminded to certify it by ${event.due.slice(0, 10)}`)
    case 'existing-overdue':
      return said('its days to be certified are over; it goes on meanwhile')
    case 'certification-drafted':
      return said('began its certification')
    case 'certification-classified':
      return said(`answered the risk questions: ${event.tier} risk, score ${event.score}`)
    case 'answers-changed':
      return said(
        `changed answers (${event.changed.join(', ') || 'judged by a newer policy'}): ${event.tier} risk, score ${event.score}`,
      )
    case 'tier-set':
      return said(
        `the tier was set ${event.from === null ? '' : `from ${event.from} `}to ${event.tier} risk${event.second === null ? '' : `, asked for by ${name.person(event.by)}`}`,
        event.reason,
      )
    case 'tier-lowering-asked':
      return said(`asked to lower the tier to ${event.tier} risk`, event.reason)
    case 'tier-lowering-declined':
      return said('did not agree to a lower tier')
    case 'waiver-asked':
      return said(
        `asked ${event.longer ? 'to make the waiver longer' : 'for a waiver'}: the answer on ${event.question}, until ${event.until}`,
        { ...event.reason, body: `${event.reason.body} Meanwhile: ${event.controls.body}` },
      )
    case 'waiver-unmanned':
      return said(`nobody could decide on the waiver: the ${roleWords(event.role)} role has nobody for it`)
    case 'waiver-reseated':
      return said(
        event.roles.length === 0
          ? event.joined === true
            ? `${name.person(event.person)} decides for one part of the waiver alone: two accounts were linked`
            : `${name.person(event.person)} decides on the waiver no more`
          : `${event.lead === true ? 'a steward lead' : event.roles.map(roleWords).join(' and ')} asked to decide on the waiver instead of ${name.person(event.person)}`,
      )
    case 'waiver-maker-added':
      return said(`${name.person(event.person)} owns it now, so others decide on the waiver`)
    case 'waiver-agreed':
      return said(event.asOwner ? 'agreed to the waiver as the owner' : 'agreed to the waiver')
    case 'waiver-granted':
      return said(`granted the waiver for the answer on ${event.question}, until ${event.until}`)
    case 'waiver-refused':
      return said(event.longer ? 'refused to make the waiver longer' : 'refused the waiver', event.reason)
    case 'waiver-undone':
      return said('took the decision on the waiver back: it waits for one again')
    case 'waiver-settled':
      return said(
        `the time for undoing passed: ${event.verdict === 'granted' ? `the waiver for the answer on ${event.question} holds until ${event.until}` : 'the waiver stays refused'}`,
      )
    case 'waiver-lapsed':
      return said('nobody decided on the waiver in time')
    case 'waiver-closed':
      return said(
        `the waiver for the answer on ${event.question} was closed: ${closedBecause[event.because]}`,
      )
    case 'waiver-reminded':
      return said(`reminded that the waiver ends on ${event.until}`)
    case 'waiver-ended':
      return said(`the waiver for the answer on ${event.question} ended`)
    case 'waiver-expired':
      return said(
        `the days of grace after the waiver passed: ${event.suspended ? 'suspended' : 'it counts no more until it is renewed'}`,
      )
    case 'suspension-lifted':
      return said('the suspension was lifted: it counts again')
    case 'certification-started':
      return said(`started the steps, ${event.steps.length} of them`)
    case 'step-answered':
      return said(`worked on ${step()}`)
    case 'step-passed':
      return said(`passed ${step()}`)
    case 'step-asked':
      return said(
        'person' in event.of
          ? `asked ${name.person(event.of.person)} to confirm ${step()}`
          : `asked the ${roleWords(event.of.role)} role to confirm ${step()}`,
      )
    case 'step-refused':
      return said(`said that ${step()} is not right`, event.reason)
    case 'step-declined':
      return said(`handed ${step()} back`)
    case 'certification-submitted':
      return said(`submitted version ${event.version} (content ${event.hash.slice(0, 12)})`)
    case 'review-opened':
      return said('the review was opened')
    case 'approval-requested':
    case 'approval-unmanned':
    case 'approval-voted':
    case 'approval-closed':
    case 'approval-reopened':
    case 'approval-climbed':
    case 'approval-nudged':
    case 'approval-taken':
    case 'approval-given-back':
      return said(requestWords(event, name))
    case 'decision-undone':
      return said('the decision was undone: in review again')
    case 'decision-settled':
      return said('the time for undoing passed: the decision stands')
    case 'rejection-appealed':
      return said('appealed against the rejection', event.reason)
    case 'reciprocity-flagged':
      return said(
        `${name.person(event.by)} and ${name.person(event.maker)} approve each other's work: ${event.there} and ${event.back} times`,
      )
    case 'certification-certified':
      return said(
        `certified as ${event.tier} risk, valid until ${event.validUntil.slice(0, 10)}${event.sampled ? '; drawn for a look by a steward' : ''}`,
      )
    case 'certification-certified-on-conditions':
      return said(
        `certified on conditions, valid until ${event.validUntil.slice(0, 10)}`,
        joined(event.conditions),
      )
    case 'go-live-set':
      return said(`goes live on ${event.day}; ${name.person(event.responsible)} is responsible`)
    case 'condition-evidenced':
      return said(`said how condition ${event.condition} was met`, event.words)
    case 'condition-met':
      return said(`accepted that condition ${event.condition} is met`)
    case 'condition-missed':
      return said(`condition ${event.condition} was missed: suspended`)
    case 'sample-looked-at':
      return said('had a look at the sampled certificate: it is fine')
    case 'sample-failed':
      return said(`found something at the sampled certificate: ${event.to}`, event.reason)
    case 'sample-reminded':
      return said('the stewards were reminded to look at the sampled certificate')
    case 'changes-requested':
      return said('asked for changes', event.reason)
    case 'certification-rejected':
      return said('rejected it', event.reason)
    case 'certification-withdrawn':
      return said('withdrew it')
    case 'certification-lapsed':
      return said('the draft lapsed: nothing had happened on it')
    case 'review-reminded':
    case 'hand-over-reminded':
    case 'condition-reminded':
    case 'step-reminded':
      return said(reminded(event, name.person))
    case 'draft-reminded':
      return said('the developer was asked whether it is still wanted')
    case 'approval-expired':
      return said('nobody decided in time: back in preparation')
    case 'review-window-opened':
      return said(`due for review, valid until ${event.validUntil.slice(0, 10)}`)
    case 'certification-expired':
      return said('expired')
    case 'evidence-packed':
      return said(`took the evidence pack (${event.pack.slice(0, 12)})`)
    case 'evidence-key-added':
      return said(`evidence packs are signed by key ${event.fingerprint.slice(0, 12)} from now on`)
    case 'occurrences-missed':
      return said(`${event.what} was missed, last on ${event.when}`)
    case 'feedback-given':
      return said('gave feedback')
    default:
      event satisfies never
      return { what: 'something that this version of Assay has no words for', why: '' }
  }
}

const closedBecause = {
  'answer-changed': 'the answer does not block any more',
  'tier-changed': 'the risk tier changed',
  over: 'the certification is over',
} as const

/** Several texts as one, for a line. */
const joined = (some: readonly { readonly due: string; readonly words: Text }[]): Text | null => {
  const [first] = some
  return first
    ? { ...first.words, body: some.map(({ words, due }) => `${words.body} (by ${due})`).join('; ') }
    : null
}
