import { z } from 'zod'
import { isDay } from '../domain/calendar.ts'
import { Rollout } from '../domain/rollout.ts'
import { isProgrammeReview } from '../domain/reviewed.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Ref } from '../domain/ref.ts'
import type { Button } from './action.ts'
import { action, noInputs } from './action.ts'

/** Opens another card. `what` names it, `id` and `part` say of what; whether the person may see it is asked when it is shown. */
export const open = action('card.open', {
  carries: z.strictObject({ what: z.string(), id: z.string(), part: z.string() }),
  asks: noInputs,
  run: async (_scope, { what, id, part }) => {
    const ref = refOf(what, id, part)
    if (!ref)
      throw new Refusal(
        'unknown-button',
        'This button is from an older version. Type inbox to see what is open now.',
      )
    return { ref, as: stays(what) ? 'new' : 'replace' }
  },
})

/** The same from a card with a list, which stays: the next line on it has its button too. */
export const openBeside = action('card.open-beside', {
  carries: open.carries,
  asks: noInputs,
  run: async (scope, carries) => ({ ...(await open.run(scope, carries, {})), as: 'new' }),
})

/** What is only looked at leaves the card that it was opened from where it is. */
const stays = (what: string): boolean =>
  ['why', 'policy', 'asset', 'rate', 'settings', 'away', 'help', 'reminders', 'new-owner'].includes(what)

/** What a button of this action opens; undefined for a name that no card has. */
export const refOf = (what: string, id: string, part: string): Ref | undefined => {
  switch (what) {
    case 'home':
    case 'register':
    case 'similar':
    case 'settings':
    case 'away':
    case 'policy':
    case 'reminders':
    case 'unowned':
    case 'deliveries':
    case 'campaigns':
    case 'campaign-form':
    case 'campaign-filter':
    case 'campaign-preview':
      return { show: what }
    case 'campaign':
      return { show: what, campaign: id }
    case 'campaign-end':
      return part === 'close' || part === 'cancel' ? { show: what, campaign: id, how: part } : undefined
    case 'reminder':
    case 'snooze':
      return /^\d{1,12}$/.test(id) ? { show: what, reminder: Number(id) } : undefined
    case 'help':
      return { show: 'help', more: part === '1' }
    case 'rollout':
      return { show: what }
    case 'rollout-preview': {
      const read = Rollout.safeParse(part === '' ? { scope: id } : { scope: id, unit: part })
      return read.success ? { show: what, rollout: read.data } : undefined
    }
    case 'digest':
    case 'week':
      return isDay(id) ? { show: what, day: id } : undefined
    case 'certification':
    case 'result':
    case 'why':
    case 'steps':
    case 'submitted':
    case 'outcome':
    case 'certificate':
    case 'conditions':
    case 'rate':
    case 'rate-words':
    case 'draft-reminder':
    case 'withdraw':
    case 'submit-unchanged':
    case 'appeal':
    case 'go-live':
    case 'sample-found':
    case 'edit':
    case 'review':
    case 'no-change':
    case 'check':
    case 'change':
      return { show: what, certification: id }
    case 'questions':
      return { show: what, certification: id, page: /^\d{1,2}$/.test(part) ? Number(part) : 0 }
    case 'trail':
      return { show: what, certification: id, before: /^\d{1,9}$/.test(part) ? Number(part) : 0 }
    case 'step':
    case 'confirm':
    case 'not-right':
      return { show: what, certification: id, step: part }
    case 'condition':
    case 'accept-condition':
      return { show: what, certification: id, condition: part }
    case 'tier-change':
      return { show: what, certification: id, change: part }
    case 'settle':
    case 'change-answer':
      return { show: what, certification: id, question: part }
    case 'revocation':
      return { show: what, certification: id, revocation: part }
    case 'stop':
      return part === 'suspend' || part === 'lift' || part === 'revoke' || part === 'retire'
        ? { show: what, certification: id, deed: part }
        : undefined
    case 'set-tier':
      return { show: what, certification: id }
    case 'waiver':
    case 'refuse-waiver':
      return { show: what, certification: id, waiver: part }
    case 'ask-waiver':
      return { show: what, certification: id, question: part }
    case 'role-request':
      return { show: what, person: id, request: part }
    case 'stand-in':
      return { show: what, person: id }
    case 'role-end':
      return { show: what, person: id, role: part }
    case 'asset':
    case 'ask-owner':
    case 'hand-over':
    case 'decline-hand-over':
    case 'disown':
    case 'new-owner':
      return { show: what, asset: id }
    case 'leaver':
    case 'existing':
      return { show: what, person: id }
    case 'programme-review':
    case 'remark':
      return isProgrammeReview(id) ? { show: what, of: id } : undefined
    case 'request':
    case 'post':
    case 'approve':
      return { show: what, approval: id }
    case 'decide-approve_on_conditions':
      return { show: 'decide', approval: id, verdict: 'approve_on_conditions' }
    case 'decide-request_changes':
      return { show: 'decide', approval: id, verdict: 'request_changes' }
    case 'decide-reject':
      return { show: 'decide', approval: id, verdict: 'reject' }
    default:
      return undefined
  }
}

/** The press that shows the same card again, as it is by then; undefined for one that is shown once only. */
export const pressOf = (ref: Ref): Button | undefined => {
  const to = (id: string, part = ''): Button => open.with({ what: ref.show, id, part })
  switch (ref.show) {
    case 'home':
    case 'register':
    case 'similar':
    case 'settings':
    case 'away':
    case 'policy':
    case 'reminders':
    case 'unowned':
    case 'deliveries':
    case 'campaigns':
    case 'campaign-form':
    case 'campaign-filter':
    case 'campaign-preview':
      return to('')
    case 'campaign':
      return to(ref.campaign)
    case 'campaign-end':
      return to(ref.campaign, ref.how)
    case 'reminder':
    case 'snooze':
      return to(String(ref.reminder))
    case 'help':
      return to('', ref.more ? '1' : '')
    case 'rollout':
      return to('')
    case 'rollout-preview':
      return to(ref.rollout.scope, ref.rollout.scope === 'unit' ? ref.rollout.unit : '')
    case 'digest':
    case 'week':
      return to(ref.day)
    case 'certification':
    case 'result':
    case 'why':
    case 'steps':
    case 'submitted':
    case 'outcome':
    case 'certificate':
    case 'conditions':
    case 'rate':
    case 'rate-words':
    case 'draft-reminder':
    case 'withdraw':
    case 'submit-unchanged':
    case 'appeal':
    case 'go-live':
    case 'sample-found':
    case 'edit':
    case 'review':
    case 'no-change':
    case 'check':
    case 'change':
      return to(ref.certification)
    case 'questions':
      return to(ref.certification, String(ref.page))
    case 'trail':
      return to(ref.certification, ref.before === 0 ? '' : String(ref.before))
    case 'step':
    case 'confirm':
    case 'not-right':
      return to(ref.certification, ref.step)
    case 'condition':
    case 'accept-condition':
      return to(ref.certification, ref.condition)
    case 'tier-change':
      return to(ref.certification, ref.change)
    case 'settle':
    case 'change-answer':
      return to(ref.certification, ref.question)
    case 'revocation':
      return to(ref.certification, ref.revocation)
    case 'stop':
      return to(ref.certification, ref.deed)
    case 'set-tier':
      return to(ref.certification)
    case 'waiver':
    case 'refuse-waiver':
      return to(ref.certification, ref.waiver)
    case 'ask-waiver':
      return to(ref.certification, ref.question)
    case 'role-request':
      return to(ref.person, ref.request)
    case 'stand-in':
      return to(ref.person)
    case 'role-end':
      return to(ref.person, ref.role)
    case 'asset':
    case 'ask-owner':
    case 'hand-over':
    case 'decline-hand-over':
    case 'disown':
    case 'new-owner':
      return to(ref.asset)
    case 'leaver':
    case 'existing':
      return to(ref.person)
    case 'programme-review':
    case 'remark':
      return to(ref.of)
    case 'request':
    case 'post':
    case 'approve':
      return to(ref.approval)
    case 'decide':
      return open.with({ what: `decide-${ref.verdict}`, id: ref.approval, part: '' })
    case 'welcome':
    case 'search':
    case 'step-word':
    case 'owner-asked':
    case 'unmanned':
    case 'evidence-pack':
    case 'link':
    case 'line':
      return undefined
  }
}
