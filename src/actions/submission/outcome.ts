import { appealUntil } from '../../domain/appeal.ts'
import type { Certification } from '../../domain/certification.ts'
import { contactOf, makers } from '../../domain/certification.ts'
import { can, isAmong, isSelf } from '../../domain/person.ts'
import { isRevocable } from '../../domain/revocation.ts'
import { awaitsWord, isForOthers } from '../../domain/stop.ts'
import { transitions } from '../../domain/transition.ts'
import { mayAskWaiver } from '../../domain/waiver-request.ts'
import type { ViewOf } from '../../domain/view.ts'
import { deciderNames } from '../approval/deciders.ts'
import { offersPack } from '../evidence-pack/offer-pack.ts'
import { headed } from '../headed.ts'
import { nameOf, questionName } from '../load.ts'
import type { Look } from '../look.ts'
import { stewardsFor } from '../stewards.ts'

const outcomes = [
  'changes_requested',
  'rejected',
  'withdrawn',
  'suspended',
  'expired',
  'revoked',
  'retired',
] as const
type Outcome = ViewOf<'outcome'>['outcome']

/** Where the way back leads over a steward. */
const needsSteward: readonly Outcome[] = ['suspended', 'expired', 'revoked']

const isOutcome = (state: string): state is (typeof outcomes)[number] => outcomes.some((one) => one === state)

/** Where a certification stopped, and the way on; undefined where it has not. A request that ran out stands there too: its certification is in preparation again. */
export const outcomeOf = async (
  look: Look,
  certification: Certification,
): Promise<ViewOf<'outcome'> | undefined> => {
  const isPreparing = certification.state === 'preparing' || certification.state === 'recertifying'
  const ranOut = isPreparing && (await lastRequestExpired(look, certification))
  const outcome: Outcome | undefined = ranOut
    ? 'request_expired'
    : isOutcome(certification.state)
      ? certification.state
      : undefined
  if (!outcome) return undefined
  const until = appealUntil(certification, look.programme)
  const { stop } = certification
  const isOver = outcome === 'suspended' || outcome === 'revoked'
  const mayEnd =
    outcome === 'suspended' &&
    certification.stopped === null &&
    can(look.person, { deed: 'certification.lift', certification })
  return {
    kind: 'outcome',
    ...(await headed(look, certification)),
    outcome,
    ...(await wordOf(look, certification, outcome)),
    at: certification.since,
    validUntil: certification.validUntil,
    stewards: needsSteward.includes(outcome)
      ? (await stewardsFor(look.session, certification)).map((person) => person.name.body)
      : [],
    appealUntil: until !== null && until >= look.now ? until : null,
    mayProve: await offersPack(look, certification),
    waiver: outcome === 'suspended' ? waiverThatEnded(look, certification) : null,
    hasConditions:
      outcome === 'suspended' && certification.conditions.some((condition) => condition.state !== 'met'),
    mine: isAmong(look.person, makers(certification)),
    mayRecertify:
      can(look.person, { deed: 'certification.edit', certification }) &&
      transitions.recertify.from.some((from) => from === certification.state),
    awaitsWord: awaitsWord(certification) && isSelf(look.person, certification.owner),
    told: isOver && stop?.told ? await nameOf(look.session, stop.told.by) : '',
    missed: certification.conditions.find((one) => one.state === 'missed')?.words.body ?? '',
    changed: outcome === 'suspended' && stop !== null && stop.by === null && certification.change !== null,
    contact: contactOf(certification),
    mayLift: mayEnd && !isForOthers(certification, look.person),
    othersLift: mayEnd && isForOthers(certification, look.person),
    mayRevoke:
      outcome === 'suspended' &&
      isRevocable(certification, look.now) &&
      can(look.person, { deed: 'certification.revoke', certification }),
    mayRetire:
      (outcome === 'suspended' || outcome === 'expired' || outcome === 'revoked') &&
      can(look.person, { deed: 'certification.retire', certification }),
  }
}

/** The waiver whose end suspended it. */
const waiverThatEnded = (look: Look, certification: Certification): ViewOf<'outcome'>['waiver'] => {
  const waiver = certification.waivers.find((one) => one.id === certification.stopped?.waiver)
  return waiver
    ? {
        question: questionName(look.programme, waiver.question),
        id: waiver.id,
        mayAsk:
          can(look.person, { deed: 'waiver.ask', certification }) &&
          mayAskWaiver(certification, waiver.question, look),
      }
    : null
}

/** Who brought it there, and their words. */
const wordOf = async (
  look: Look,
  certification: Certification,
  outcome: Outcome,
): Promise<{ readonly who: string; readonly reason: string }> => {
  const { decision, disposal, revocation, sample, stop } = certification
  const said = async (id: string | null | undefined, reason: string | undefined) => ({
    who: id ? await nameOf(look.session, id) : '',
    reason: reason ?? '',
  })
  switch (outcome) {
    case 'changes_requested':
    case 'rejected':
      return {
        who: (await deciderNames(look.session, certification)).at(-1) ?? '',
        reason: decision?.reason?.body ?? '',
      }
    case 'suspended': {
      // One that was suspended before reasons were kept there has them at its sample.
      const found = stop ? undefined : sample?.looked
      return stop
        ? said(stop.by, stop.reason?.body)
        : said(found?.found ? found.by : null, found?.found?.body)
    }
    case 'revoked': {
      const [by, second] = [revocation?.by, revocation?.second]
      const first = await said(by, revocation?.reason.body)
      return second ? { ...first, who: `${first.who} and ${await nameOf(look.session, second)}` } : first
    }
    case 'retired':
      return said(disposal?.by, disposal?.note.body)
    case 'withdrawn':
    case 'expired':
    case 'request_expired':
      return said(null, '')
    default:
      outcome satisfies never
      return said(null, '')
  }
}

const lastRequestExpired = async (look: Look, certification: Certification): Promise<boolean> =>
  certification.approval !== null &&
  (await look.session.approvals.find(certification.approval))?.state === 'expired'
