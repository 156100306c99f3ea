import { describe, expect, it } from 'vitest'
import type { Certification } from '../../src/domain/certification.ts'
import type { Context } from '../../src/domain/context.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Role, Tier } from '../../src/domain/programme.ts'
import { timersFor } from '../../src/domain/timer.ts'
import { blocking, grantedAsk, lastAsk, WaiverAsk } from '../../src/domain/waiver.ts'
import { fitWaivers } from '../../src/domain/waiver-fit.ts'
import { ownWaivers, refuseWaiverDecider } from '../../src/domain/waiver-owner.ts'
import { endWaits, expireWaiver, settleWaiver } from '../../src/domain/waiver-time.ts'
import { mayUndoWaiver, undoWaiver } from '../../src/domain/waiver-undo.ts'
import { person } from './cast.ts'
import { programme } from './context.ts'
import {
  ask,
  at,
  blocked,
  dayMinutes,
  decide,
  gone,
  grant,
  holders,
  live,
  nobody,
  olga,
  on,
  priya,
  refuse,
  rhea,
  said,
  settled,
  today,
  twin,
} from './waiver-cast.ts'

/** So many seconds after the beginning of a day. */
const after = (seconds: number, days = 0): Context => at(days * dayMinutes + seconds / 60)
const first = (certification: Certification) => {
  const waiver = certification.waivers[0]
  if (!waiver) throw new Error('there is no waiver')
  return { waiver, ask: lastAsk(waiver) }
}
const undo = (
  certification: Certification,
  by: Person,
  context: Context,
  { decided = first(certification).ask.decision?.at ?? '', count = holders } = {},
) => {
  const { waiver, ask: asked } = first(certification)
  const seen = { waiver: waiver.id, ask: asked.id, decided }
  return undoWaiver(certification, seen, by, { nameOf: (id) => id, holders: count }, context)
}
const asked = (tier: Tier = 'moderate') => ask(blocked(tier), '2026-12-10', on(0))
const timeless = ({ ask: one }: { readonly ask: WaiverAsk }): WaiverAsk => ({ ...one, due: '' })

describe('a decision on a waiver', () => {
  it('changes nothing but the ask until it stands', () => {
    const before = asked()
    const granted = decide(before, priya, on(0))

    expect(first(granted).waiver).toMatchObject({ state: 'asked', until: null, tier: null, grantedBy: [] })
    expect(blocking(granted, on(0))).toHaveLength(1)
    expect(blocking(settled(granted, after(60)).next, after(60))).toEqual([])
    const refused = refuse(before, priya, on(0))
    expect(first(refused).waiver.state).toBe('asked')
    expect(first(settled(refused, after(60)).next).waiver.state).toBe('refused')
  })

  it('gives back what its end had stopped once it stands, and not before', () => {
    const given = live(grant(asked(), priya, on(0)))
    const { waiver } = first(given)
    const timed = { waiver: waiver.id, until: waiver.until ?? '', users: [] }
    const stopped = expireWaiver(given, timed, on(40)).next
    const decided = decide(ask(stopped, '2027-01-20', on(41)), priya, on(41))

    expect(decided).toMatchObject({ state: 'suspended', inForceUntil: null })
    expect(undo(decided, priya, after(30, 41)).next).toMatchObject({ state: 'suspended' })
    const { next, events } = settled(decided, after(60, 41))
    expect(next).toMatchObject({ state: 'certified', inForceUntil: given.inForceUntil, stopped: null })
    expect(events.map(({ type }) => type)).toEqual(['waiver-settled', 'suspension-lifted'])
  })

  it('on more time leaves the terms that hold as they are until it stands', () => {
    const given = grant(asked(), priya, on(0))
    const longer = decide(ask(given, '2027-01-20', on(1)), priya, on(1))

    expect(first(longer).waiver).toMatchObject({ state: 'granted', until: '2026-12-10' })
    expect(grantedAsk(first(longer).waiver).until).toBe('2026-12-10')
    const stands = settled(longer, after(60, 1)).next
    expect(first(stands).waiver.until).toBe('2027-01-20')
    expect(grantedAsk(first(stands).waiver).until).toBe('2027-01-20')
    const no = settled(refuse(ask(given, '2027-01-20', on(1)), priya, on(1)), after(60, 1)).next
    expect(first(no).waiver).toMatchObject({ state: 'granted', until: '2026-12-10' })
  })

  it('is settled once, and only the one that was made then', () => {
    const decided = decide(asked(), priya, on(0))
    const stands = settled(decided, after(60)).next
    expect(settled(stands, after(61)).events).toEqual([])
    const again = decide(undo(decided, priya, after(10)).next, priya, after(20))
    const timer = timersFor(
      { ...eventOf(decided), by: 'priya', asked: 'dana', tier: 'moderate', until: '', longer: false },
      on(0).now,
      programme,
    ).set.find(({ kind }) => kind === 'waiver-settles')
    expect(timer).toMatchObject({
      due: after(60).now,
      occurrence: `${first(decided).waiver.id} ${first(decided).ask.id} ${on(0).now}`,
    })
    const stale = {
      waiver: first(again).waiver.id,
      ask: first(again).ask.id,
      decided: on(0).now,
    }
    expect(settleWaiver(again, stale, after(60)).events).toEqual([])
    expect(settleWaiver(again, { ...stale, decided: after(20).now }, after(80)).events).toHaveLength(1)
  })

  it('keeps its asker from asking anew, and says so', () => {
    for (const decided of [decide(asked(), priya, on(0)), refuse(asked(), priya, on(0))])
      expect(said(() => ask(decided, '2026-12-05', after(30)))).toContain('Somebody decided on this a moment')
  })
})

const eventOf = (certification: Certification) => ({
  type: 'waiver-granted' as const,
  subject: certification.id,
  certification: certification.id,
  asset: certification.asset,
  developer: certification.developer,
  owner: certification.owner,
  waiver: first(certification).waiver.id,
  ask: first(certification).ask.id,
  question: 'connectors',
})

describe('who takes a decision on a waiver back, and when', () => {
  const second: Person = { ...person('second', 'steward'), joined: ['priya'] }
  const rows: readonly (readonly [string, Person, number, string])[] = [
    ['whoever decided', priya, 0, 'done'],
    ['whoever decided, in the last second', priya, 59, 'done'],
    ['whoever decided, by another account', second, 30, 'done'],
    ['whoever decided, a minute later', priya, 60, 'The time for undoing has passed'],
    ['another steward', gone, 30, 'Undoing this is for priya, who decided it'],
    ['the board', rhea, 30, 'Undoing this is for priya, who decided it'],
    ['the owner', olga, 30, 'Undoing this is for priya, who decided it'],
    ['the developer by another account', twin, 30, 'Undoing this is for priya, who decided it'],
    ['somebody', nobody, 30, 'Undoing this is for priya, who decided it'],
  ]
  it.each(rows)('%s', (_who, by, seconds, expected) => {
    for (const decided of [decide(asked(), priya, on(0)), refuse(asked(), priya, on(0))]) {
      const context = after(seconds)
      expect(said(() => undo(decided, by, context))).toContain(expected)
      expect(mayUndoWaiver(decided, first(decided).waiver, by, context)).toBe(expected === 'done')
    }
  })

  it('not what stands, even within the minute, nor what is open or on an old card', () => {
    const decided = decide(asked(), priya, on(0))
    const stands = settled(decided, after(60)).next
    expect(said(() => undo(stands, priya, after(30)))).toContain('does not stand as it did')
    expect(said(() => undo(stands, priya, after(90)))).toContain('dana has been told. If it must not')
    const refused = settled(refuse(asked(), priya, on(0)), after(60)).next
    expect(said(() => undo(refused, priya, after(90)))).toContain('dana has been told, and can ask for it')
    expect(said(() => undo(asked(), priya, after(30)))).toContain('there is nothing to undo')
    const again = decide(undo(decided, priya, after(10)).next, priya, after(20))
    expect(said(() => undo(again, priya, after(30), { decided: on(0).now }))).toContain('changed after')
  })

  it('not what an earlier version decided, which did not write down whose word it was', () => {
    const stands = settled(decide(asked(), priya, on(0)), after(60)).next
    const { decision: _unknown, ...old } = first(stands).ask
    const read = { ...stands, waivers: [{ ...first(stands).waiver, asks: [WaiverAsk.parse(old)] }] }
    expect(first(read).ask.decision).toBeNull()
    expect(said(() => undo(read, priya, on(9), { decided: on(0).now }))).toContain('has been told')
    expect(said(() => undo(read, rhea, on(9)))).toContain('Undoing this is for priya, who decided it')
    expect(settled(read, on(9)).events).toEqual([])
    expect(blocking(read, on(9))).toEqual([])
  })

  it('not the first of two words: it counts, and others decide', () => {
    const both = ask(blocked('moderate', 'olga'), '2026-12-10', on(0))
    const half = decide(both, priya, on(0))
    expect(said(() => undo(half, priya, after(10)))).toContain('Your approval counts already')
    expect(said(() => undo(decide(both, olga, on(0)), olga, after(10)))).toContain('counts already')
    const whole = decide(half, olga, after(20))
    expect(said(() => undo(whole, priya, after(30)))).toContain('Undoing this is for olga, who decided it')
    const back = undo(whole, olga, after(30)).next
    expect(timeless(first(back))).toEqual(timeless(first(half)))
  })

  it('not where it was overtaken: the answer or the tier has changed, or it is over', () => {
    const decided = decide(asked(), priya, on(0))
    const changed = (change: Partial<Certification>) =>
      fitWaivers({ ...decided, ...change }, after(10).now).next
    const { assessment } = decided
    for (const over of [
      changed({ assessment: assessment && { ...assessment, blocked: [] } }),
      changed({ assessment: assessment && { ...assessment, tier: 'high' } }),
      changed({ state: 'withdrawn' }),
      changed({ state: 'retired' }),
    ]) {
      expect(said(() => undo(over, priya, after(20)))).toContain('This decision does not stand any more')
      expect(settled(over, after(60))).toEqual({ next: over, events: [] })
      expect(first(over).waiver.state).toBe('closed')
    }
  })

  it('not where somebody else owns it by now: it stands as it was decided', () => {
    const decided = decide(asked(), priya, on(0))
    const owned = { ...decided, owner: 'olga', waivers: [...ownWaivers(decided, olga).waivers] }
    expect(said(() => undo(owned, priya, after(20)))).toContain('does not stand as it did when you decided')
    expect(mayUndoWaiver(owned, first(owned).waiver, priya, after(20))).toBe(false)
    expect(first(settled(owned, after(60)).next).waiver.state).toBe('granted')
    expect(said(() => refuseWaiverDecider(decided, priya))).toContain('You had a part in deciding')
    expect(said(() => refuseWaiverDecider(settled(decided, after(60)).next, priya))).toBe('done')
  })
})

describe('a decision on a waiver that was taken back', () => {
  it.each(['low', 'moderate', 'high'] as const)('at %s leaves it as it was, its time anew', (tier) => {
    const by = tier === 'high' ? rhea : priya
    const before = asked(tier)
    for (const decided of [decide(before, by, on(0)), refuse(before, by, on(0))]) {
      const { next, events } = undo(decided, by, after(40))
      expect(timeless(first(next))).toEqual(timeless(first(before)))
      expect({ ...next, rev: 0, waivers: [] }).toEqual({ ...before, rev: 0, waivers: [] })
      expect(events).toMatchObject([{ type: 'waiver-undone', by: by.id }])
      const timers = events.map((event) => timersFor(event, after(40).now, programme))
      expect(timers[0]?.over).toMatchObject({ kinds: ['waiver-settles', 'waiver-lapses'] })
      expect(timers[0]?.set).toMatchObject([{ kind: 'waiver-lapses' }])
      expect(settled(next, after(60)).events).toEqual([])
      expect(first(decide(next, by, after(50))).ask.state).toBe('approved')
    }
  })

  it('is asked of others where nobody who holds the role may decide by now, and told where nobody may', () => {
    const decided = decide(asked(), priya, on(0))
    const boardOnly = (role: Role): number => (role === 'board' ? 1 : 0)
    const moved = undo(decided, priya, after(20), { count: boardOnly })
    expect(first(moved.next).ask.stages[0]?.seats[0]).toMatchObject({ asked: 'board', votes: [] })
    expect(moved.events).toMatchObject([
      { type: 'waiver-undone' },
      { type: 'waiver-reseated', roles: ['board'], asked: 'dana', person: 'priya' },
    ])
    const empty = undo(decided, priya, after(20), { count: () => 0 })
    expect(empty.events).toMatchObject([
      { type: 'waiver-undone' },
      { type: 'waiver-unmanned', role: 'steward' },
    ])
  })
})

describe('the end of a waiver for which more time was granted a moment ago', () => {
  it('waits until that stands or is taken back', () => {
    const until = today(on(5))
    const given = live(grant(ask(blocked('high'), until, on(0)), rhea, on(0)))
    const timed = { waiver: first(given).waiver.id, until }
    expect(endWaits(given, timed, on(5))).toBeUndefined()
    const asks = ask(given, '2026-12-20', on(1))
    expect(endWaits(asks, timed, on(5))).toBeUndefined()
    expect(endWaits(refuse(asks, rhea, on(5)), timed, on(5))).toBeUndefined()
    const decided = decide(asks, rhea, on(5))
    // A moment after the decision stands.
    expect(endWaits(decided, timed, on(5))).toBe(after(60.001, 5).now)
    expect(endWaits(settled(decided, after(60, 5)).next, timed, on(6))).toBeUndefined()
    const back = undo(decided, rhea, after(10, 5)).next
    expect(endWaits(back, timed, on(6))).toBeUndefined()
    expect(expireWaiver(back, { ...timed, users: [] }, on(6)).next.state).toBe('suspended')
  })
})
