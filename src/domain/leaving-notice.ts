import type { Event } from './event.ts'
import type { LeavingEvent } from './leaving-event.ts'
import {
  approvalMatter,
  certificationMatter,
  decliningMatter,
  handOverMatter,
  leaverMatter,
  stepMatter,
} from './matter.ts'
import type { Role } from './programme.ts'
import type { Ref } from './ref.ts'

/** One that is not here does not compile. */
const kinds: Readonly<Record<LeavingEvent['type'], true>> = {
  'lead-ended': true,
  'unit-set': true,
  'person-left': true,
  'person-returned': true,
  'leaver-settled': true,
  'asset-unit-set': true,
  'hand-over-offered': true,
  'hand-over-accepted': true,
  'hand-over-lapsed': true,
  'hand-over-declined': true,
  'hand-over-withdrawn': true,
  'asset-orphaned': true,
  'owner-sought': true,
  'owner-kept': true,
  'step-returned': true,
  'owner-changed': true,
  'developer-left': true,
  'go-live-passed': true,
  'unit-changed': true,
  'approval-reseated': true,
  'maker-added': true,
}

/** Whether an event is about who belongs where, who left, or what is handed over. */
export const isLeaving = (event: Event): event is Event & LeavingEvent => event.type in kinds

/** Assets of one leaver that stewards hear of one by one. */
const mostOrphans = 5

type To =
  | { readonly person: string }
  | { readonly role: Role; readonly except: readonly string[] }
  | { readonly copies: true }

/** Who is told where somebody left, or where an asset is to have another owner. */
export const leavingNotices = <Notice>(
  event: Event & LeavingEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const copies = { copies: true } as const
  switch (event.type) {
    case 'hand-over-offered':
    case 'hand-over-accepted':
    case 'hand-over-declined':
    case 'hand-over-lapsed':
    case 'hand-over-withdrawn': {
      const ref: Ref = { show: 'hand-over', asset: event.asset }
      const matter = handOverMatter(event.asset)
      const offers = event.type === 'hand-over-offered'
      const by = event.type === 'hand-over-withdrawn' || offers ? null : event.by
      return [
        owe(copies, ref, matter),
        owe(copies, ref, decliningMatter(event.asset)),
        // What stewards were told of the one who left says how it stands; once for all that came with their leaving.
        ...(offers && event.amid !== undefined
          ? []
          : [owe(copies, { show: 'leaver', person: event.from }, leaverMatter(event.from))]),
        ...(offers ? [owe({ person: event.to }, ref, matter)] : []),
        ...(by === null ? [] : [owe({ person: by }, ref, matter)]),
      ]
    }
    case 'asset-orphaned':
      // The card about who left names them all.
      if (event.amid !== undefined && event.amid > mostOrphans) return []
      return (['steward', 'admin'] as const).map((role) =>
        owe(
          { role, except: [event.owner] },
          { show: 'hand-over', asset: event.asset },
          handOverMatter(event.asset),
        ),
      )
    case 'owner-sought':
    case 'owner-kept': {
      const ref: Ref = { show: 'hand-over', asset: event.asset }
      const matter = handOverMatter(event.asset)
      const asked = event.type === 'owner-sought' ? (['steward', 'admin'] as const) : []
      return [
        owe(copies, ref, matter),
        ...asked.map((role) => owe({ role, except: [event.owner] }, ref, matter)),
      ]
    }
    case 'person-left':
      return (['steward', 'admin'] as const).map((role) =>
        owe(
          { role, except: [event.person] },
          { show: 'leaver', person: event.person },
          leaverMatter(event.person),
        ),
      )
    case 'leaver-settled':
      return [owe(copies, { show: 'leaver', person: event.person }, leaverMatter(event.person))]
    case 'person-returned': {
      const ref: Ref = { show: 'leaver', person: event.person }
      const matter = leaverMatter(event.person)
      return [owe(copies, ref, matter), owe({ person: event.person }, ref, matter)]
    }
    case 'step-returned': {
      const { certification, step, developer, person } = event
      const matter = stepMatter(certification, step)
      return [
        owe(copies, { show: 'confirm', certification, step }, matter),
        owe({ person: developer }, { show: 'step-word', certification, step, person }, matter),
        owe(copies, { show: 'certification', certification }, certificationMatter(certification)),
      ]
    }
    case 'developer-left':
      return [
        owe(
          { person: event.owner },
          { show: 'certification', certification: event.certification },
          certificationMatter(event.certification),
        ),
      ]
    case 'go-live-passed': {
      const ref: Ref = { show: 'certificate', certification: event.certification }
      const matter = certificationMatter(event.certification)
      const concerned = [event.responsible, event.owner, event.developer]
      return [
        owe(copies, ref, matter),
        ...[...new Set(concerned)]
          .filter((person) => person !== event.person)
          .map((person) => owe({ person }, ref, matter)),
      ]
    }
    case 'owner-changed': {
      const ref: Ref = { show: 'certification', certification: event.certification }
      const matter = certificationMatter(event.certification)
      return [
        owe(copies, ref, matter),
        // Whoever gave it away reads on the offer's card that it was accepted.
        ...(event.developer === event.owner || event.developer === event.from
          ? []
          : [owe({ person: event.developer }, ref, matter)]),
      ]
    }
    case 'approval-reseated': {
      const request: Ref = { show: 'request', approval: event.approval }
      const standing: Ref = { show: 'certification', certification: event.certification }
      const matter = certificationMatter(event.certification)
      const isMoved = event.roles.length > 0 || event.short.length > 0
      return [
        owe(copies, request, approvalMatter(event.approval)),
        ...event.roles.map((role) =>
          owe({ role, except: event.except }, request, approvalMatter(event.approval)),
        ),
        isMoved ? owe({ person: event.developer }, standing, matter) : owe(copies, standing, matter),
      ]
    }
    case 'lead-ended':
    case 'unit-set':
    case 'unit-changed':
    case 'asset-unit-set':
    case 'maker-added':
      return []
    default:
      event satisfies never
      return []
  }
}
