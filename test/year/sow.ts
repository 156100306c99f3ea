import type { Asset } from '../../src/domain/asset.ts'
import { addDays, addMonths } from '../../src/domain/calendar.ts'
import type { Certification } from '../../src/domain/certification.ts'
import { checkTimer } from '../../src/domain/certification-timer.ts'
import type { Context } from '../../src/domain/context.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Tier } from '../../src/domain/programme.ts'
import { about } from '../../src/domain/registration.ts'
import type { Step } from '../../src/domain/step.ts'
import { timersFor } from '../../src/domain/timer.ts'
import type { Address } from '../../src/ports/channel.ts'
import type { Session, Store } from '../../src/ports/store.ts'
import type { Chance } from './chance.ts'
import type { Pattern } from './patterns.ts'
import type { Inhabitant } from './people.ts'
import { accountOf, isCollector } from './people.ts'

/** Things written in one commit. */
const chunk = 100

/** Shares of the tiers, in a hundred. */
const tierShares: readonly (readonly [Tier, number])[] = [
  ['low', 55],
  ['moderate', 35],
  ['high', 10],
]

const kinds = ['app', 'flow', 'bot', 'automation', 'report'] as const
const nouns = [
  'stock',
  'leave',
  'visitor',
  'invoice',
  'shift',
  'tool',
  'parking',
  'order',
  'permit',
  'budget',
]

export type Sown = {
  readonly store: Store
  readonly chance: Chance
  /** A context of a moment; the journal says that the system did it, on the command line. */
  readonly at: (now: string) => Context
  readonly start: string
  readonly people: readonly Inhabitant[]
  readonly addressOf: (inhabitant: Inhabitant) => Address
}

/** Writes everybody with their account, as if they had been met before the year. */
export const sowPeople = async ({ store, at, start, people, addressOf }: Sown): Promise<void> => {
  const context = at(addDays(start, -2))
  for (const some of chunks(people))
    await store.transact(async (session) => {
      for (const one of some) {
        const { person } = one
        const { id } = person
        await session.people.save(
          person,
          [
            { type: 'person-seeded', subject: id, person: id },
            ...person.roles.map((role): Event => ({ type: 'role-granted', subject: id, person: id, role })),
          ],
          context,
        )
        await session.people.putAccount({
          account: accountOf(one.platform, one.user),
          person: id,
          address: addressOf(one),
          lastActiveAt: context.now,
        })
      }
    })
}

/**
 * Writes so many certified things: each is one of the patterns, which people certified by their buttons, with other people in it, at another
 * time, under its own name. It goes through the store's own shelf, so journal, digests, search and texts are as after a real one; its timers
 * are those that its event sets. Where its review should have opened before the start, it opens then.
 */
export const sowCertifications = async (
  sown: Sown,
  count: number,
  patterns: ReadonlyMap<Tier, Pattern>,
): Promise<void> => {
  const { store, chance, people } = sown
  const collectors = people.filter((_, index) => isCollector(index))
  for (const some of chunks(Array.from({ length: count }, (_, index) => index)))
    await store.transact(async (session) => {
      for (const index of some) {
        const pattern = patterns.get(tierBy(chance))
        const isCollected = index % 10 === 9
        const owner = isCollected
          ? collectors[Math.floor(index / 10) % collectors.length]
          : people[index % people.length]
        if (!pattern || !owner) throw new Error('nothing to sow')
        await sowOne(session, sown, pattern, owner, isCollected)
      }
    })
}

const tierBy = (chance: Chance): Tier => {
  let left = chance.next() * 100
  for (const [tier, share] of tierShares) if ((left -= share) < 0) return tier
  return 'low'
}

const sowOne = async (
  session: Session,
  { chance, at, start, people }: Sown,
  pattern: Pattern,
  owner: Inhabitant,
  endsSoon: boolean,
): Promise<void> => {
  const { programme } = at(start)
  const tier = pattern.certification.assessment?.tier ?? 'low'
  const cadence = programme.cadences[tier]
  // What is collected ends soon, or is to be looked at just before its review opens.
  const soon = chance.percent(50) ? chance.between(2, 40) : cadence.windowDays + chance.between(4, 12)
  const daysLeft = endsSoon ? soon : chance.between(2, Math.floor(cadence.validityMonths * 30.4))
  const validUntil = addDays(start, daysLeft)
  const context = at(addMonths(validUntil, -cadence.validityMonths))
  const id = await session.reference('CRT')
  const assetId = await session.reference('AST')
  const shiftMs = Date.parse(context.now) - Date.parse(pattern.certification.validFrom ?? '')
  const known = people.filter(({ person, leaves }) => leaves === null && person.roles.length > 0)
  const holder = (role: string): string =>
    known.find(({ person }) => person.id !== owner.person.id && person.roles.some((one) => one === role))
      ?.person.id ?? ''
  const recast = (was: string): string => {
    const part = pattern.cast.get(was)
    if (part === undefined) return was
    return part === 'maker' ? owner.person.id : part === 'steward' ? holder('steward') : holder(part)
  }
  const names = new Map<string, string>()
  /** Ids and hashes of the pattern, each by another one: those that it has are chance that nobody can have again. */
  const rename = (was: string): string => {
    const name = names.get(was) ?? `${chance.id()}${chance.id()}`.slice(0, was.length)
    names.set(was, name)
    return name
  }
  const copy = <T>(value: T): T => fresh(value, { context, shiftMs, recast, rename }) as T
  const by = (step: Step): string =>
    step.by === 'developer' || step.by === 'owner'
      ? owner.person.id
      : step.by === 'deputy' || step.by === 'peer'
        ? owner.deputy
        : step.by === 'manager'
          ? owner.manager
          : holder(step.by)
  const steps = pattern.certification.steps.map((step): Step => {
    const made = copy(step)
    const deputy = step.answers['deputy'] === undefined ? {} : { deputy: context.text(owner.deputy) }
    return {
      ...made,
      answers: { ...made.answers, ...deputy },
      asked: step.asked === null ? null : by(step),
      passedBy: by(step),
    }
  })
  const certification: Certification = {
    ...copy(pattern.certification),
    id,
    asset: assetId,
    rev: 1,
    state: 'certified',
    unit: owner.person.unit,
    steps,
    approval: null,
    policy: { version: programme.version, hash: programme.hash },
    conditions: copy(pattern.certification.conditions).map((one) => ({ ...one, state: 'met' as const })),
    goLive:
      tier === 'high'
        ? {
            day: context.now.slice(0, 10),
            responsible: owner.person.id,
            by: owner.person.id,
            at: context.now,
          }
        : null,
    sample: null,
    validFrom: context.now,
    validUntil,
    windowOpens: addDays(validUntil, -cadence.windowDays),
    inForceUntil: addDays(validUntil, cadence.graceDays),
    verify: context.newId(),
    createdAt: context.now,
    since: context.now,
  }
  const asset: Asset = {
    ...copy(pattern.asset),
    id: assetId,
    rev: 1,
    name: context.text(`${chance.pick(nouns)} ${chance.pick(kinds)} ${assetId.slice(4)}`),
    deputy: tier === 'low' && chance.percent(60) ? null : owner.deputy,
    certification: id,
    registeredAt: context.now,
  }
  await session.assets.save(
    asset,
    [
      {
        type: 'asset-registered',
        subject: assetId,
        asset: assetId,
        owner: asset.owner,
        developer: asset.developer,
      },
    ],
    context,
  )
  const certified: Event = {
    type: 'certification-certified',
    ...about(certification),
    tier,
    sampled: false,
    seed: null,
    validUntil,
    windowOpens: certification.windowOpens ?? validUntil,
    inForceUntil: certification.inForceUntil ?? validUntil,
    users: [],
  }
  await session.certifications.save(certification, [certified], context)
  const set = timersFor(certified, context.now, programme).set.filter(({ kind }) => kind !== 'check-due')
  const mostChecked = Math.floor(cadence.checkMonths * 30.4)
  const checked = addDays(start, -(endsSoon ? mostChecked - 2 : chance.between(0, mostChecked)))
  for (const timer of [...set, checkTimer(id, tier, checked, programme)])
    await session.timers.set(timer.due > start ? timer : { ...timer, due: start })
}

/** The same value with its texts written anew, its instants and days moved, and other people in it. */
const fresh = (
  value: unknown,
  how: {
    readonly context: Context
    readonly shiftMs: number
    readonly recast: (id: string) => string
    readonly rename: (id: string) => string
  },
): unknown => {
  if (Array.isArray(value)) return value.map((one) => fresh(one, how))
  if (typeof value === 'string') {
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value))
      return new Date(Date.parse(value) + how.shiftMs).toISOString()
    if (/^\d{4}-\d\d-\d\d$/.test(value))
      return new Date(Date.parse(`${value}T00:00:00.000Z`) + how.shiftMs).toISOString().slice(0, 10)
    const cast = how.recast(value)
    return cast === value && /^[0-9a-f]{12,64}$/.test(value) ? how.rename(value) : cast
  }
  if (typeof value !== 'object' || value === null) return value
  if ('text' in value && 'hash' in value && 'body' in value)
    return how.context.text(how.recast(String(value.body)))
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fresh(member, how)]))
}

const chunks = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / chunk) }, (_, index) =>
    items.slice(index * chunk, (index + 1) * chunk),
  )
