import type { Certification } from '../../src/domain/certification.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Person } from '../../src/domain/person.ts'
import { hasLeft } from '../../src/domain/person.ts'
import type { Programme, Tier } from '../../src/domain/programme.ts'
import type { Deadlines } from './deadlines.ts'
import type { Edition } from './editions.ts'
import { workingDaysLater } from './hours.ts'
import type { Tally } from './tally.ts'

const dayMs = 86_400_000
const graceDays: Readonly<Record<Tier, number>> = { low: 30, moderate: 14, high: 0 }
/** A rung comes on the working day before its own: so many days earlier at most, with a weekend and holidays. */
const movedDays = 6
/** A submitted renewal counts on for so many working days after its validity. */
const renewalWorkingDays = 15

type Kept = Pick<
  Certification,
  'state' | 'owner' | 'asset' | 'validUntil' | 'inForceUntil' | 'windowOpens'
> & {
  readonly tier: Tier
  readonly end: string | null
  readonly rungs: Set<number>
  readonly isDisturbed: boolean
}

/** Watches that each certificate is reviewed, reminded of and ended in its time. */
export const watchCertificates = ({
  programme,
  editionAt,
  people,
  deadlines,
  tally: { note, count },
}: {
  readonly programme: Programme
  /** What the policy says at a moment. */
  readonly editionAt: (ms: number) => Edition
  readonly people: ReadonlyMap<string, Person>
  readonly deadlines: Deadlines
  readonly tally: Tally
}) => {
  const { holidays } = programme
  const certifications = new Map<string, Kept>()
  const ofAsset = new Map<string, Set<string>>()
  let beginMs = 0

  const hear = (
    { id, state, owner, asset, validUntil, inForceUntil, windowOpens, assessment, change }: Certification,
    events: readonly Event[],
  ): void => {
    ofAsset.set(asset, (ofAsset.get(asset) ?? new Set<string>()).add(id))
    const before = certifications.get(id)
    const tier = assessment?.tier ?? 'low'
    const isNew = before === undefined || before.validUntil !== validUntil
    const isExtended = events.some(
      (event) =>
        (event.type === 'no-change-confirmed' || event.type === 'certification-submitted') &&
        event.inForceUntil !== undefined,
    )
    const graced = validUntil === null ? null : later(validUntil, graceDays[tier] * dayMs)
    let end = isNew ? graced : before.end
    if (isExtended && validUntil !== null && tier !== 'high') {
      const extended = workingDaysLater(validUntil, renewalWorkingDays, {
        ...programme.workingHours,
        holidays,
      })
      if (end === null || extended > end) end = extended
    }
    const disturbs = events.some((event) =>
      [
        'owner-changed',
        'tier-set',
        'change-declared',
        'no-change-confirmed',
        'recertification-started',
        'suspension-lifted',
        'certification-lifted',
      ].includes(event.type),
    )
    const kept: Kept = {
      state,
      owner,
      asset,
      validUntil,
      inForceUntil,
      windowOpens,
      tier,
      end: change?.until && end !== null && change.until < end ? change.until : end,
      rungs: isNew ? new Set() : before.rungs,
      isDisturbed: (isNew ? false : before.isDisturbed) || disturbs,
    }
    certifications.set(id, kept)
    if (kept.end !== null && kept.end !== before?.end) expectEnd(id, kept, kept.end)
    if (isNew && windowOpens !== null) expectWindow(id, windowOpens)
    hearEvents(id, before, kept, events)
  }

  const hearEvents = (id: string, before: Kept | undefined, kept: Kept, events: readonly Event[]): void => {
    for (const event of events) {
      switch (event.type) {
        case 'certification-certified':
        case 'certification-certified-on-conditions':
          count('certified')
          break
        case 'certification-renewed':
          count('renewed')
          break
        case 'certification-expired': {
          count('expired')
          if (before?.end && Date.parse(before.end) > deadlines.now())
            note('late', `${id} expired before ${before.end}`)
          // Without grace it may end before the hour of the last one.
          const validMs = Date.parse(kept.validUntil ?? before?.validUntil ?? '')
          const expected = rungsUntil(validMs).filter(
            (days) =>
              (days < graceDays[kept.tier] || days < 0) &&
              validMs + days * dayMs > beginMs + movedDays * dayMs,
          )
          const missing = expected.filter((days) => !kept.rungs.has(days))
          const wasThere = !hasLeft(people.get(kept.owner) ?? { left: null })
          if (missing.length > 0 && !kept.isDisturbed && wasThere)
            note('ladder', `${id} (${kept.tier}) had no reminder at ${missing.join(', ')}`)
          break
        }
        case 'validity-ended':
          count('ended while being decided')
          break
        case 'certification-suspended':
        case 'condition-missed':
          count('suspended')
          break
        case 'certification-retired':
          count('retired')
          break
        case 'check-confirmed':
          count('checks confirmed')
          break
        case 'review-reminded':
          if (event.who === 'owner' && !event.isWarning) kept.rungs.add(Number(event.rung.split(' ')[2]))
          break
        default:
      }
    }
  }

  /** The rungs of a certificate, each by the policy of its day; those around the day on which another one came into force left out. */
  const rungsUntil = (validMs: number): readonly number[] => {
    const sure = (edition: Edition): readonly number[] =>
      edition.rungs.filter((days) =>
        [-movedDays, 1].every((off) => editionAt(validMs + (days + off) * dayMs) === edition),
      )
    return [...new Set([editionAt(beginMs), editionAt(deadlines.now())].flatMap(sure))]
  }

  const expectEnd = (id: string, kept: Kept, due: string): void =>
    deadlines.lookAfter(Date.parse(due), () => {
      const now = certifications.get(id)
      if (now?.end === due && now.validUntil === kept.validUntil && isLive(now, due) && deadlines.isLate(due))
        note('late', `${id} (${now.tier}, ${now.state}) still counts after ${due}`)
    })

  const expectWindow = (id: string, opens: string): void =>
    deadlines.lookAfter(Date.parse(opens), () => {
      const now = certifications.get(id)
      if (now?.state === 'certified' && now.windowOpens === opens && deadlines.isLate(opens))
        note('late', `the review of ${id} did not open at ${opens}`)
    })

  return {
    hear,
    begin: (): void => {
      beginMs = deadlines.now()
    },
    stateOf: (id: string) => certifications.get(id)?.state,
    /** Whether something that is certified counts for the asset. */
    isCertified: (asset: string): boolean =>
      [...(ofAsset.get(asset) ?? [])].some((id) => (certifications.get(id)?.inForceUntil ?? null) !== null),
  }
}

const isLive = ({ state, inForceUntil }: Kept, now: string): boolean =>
  inForceUntil !== null &&
  (inForceUntil <= now || ['certified', 'conditionally_certified', 'review_due'].includes(state))

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString()
