import { describe, expect, it } from 'vitest'
import type { Certification } from '../../src/domain/certification.ts'
import { timersFor } from '../../src/domain/timer.ts'
import { endWaiver, expireWaiver } from '../../src/domain/waiver-time.ts'
import { programme } from './context.ts'
import { ask, blocked, decide, grant, live, on, priya, rhea, settled } from './waiver-cast.ts'

describe('when a waiver is spoken of', () => {
  it.each([
    ['moderate', '2027-01-24', ['2026-12-25', '2027-01-17', '2027-01-23', '2027-01-25', '2027-02-08']],
    ['moderate', '2026-11-26', ['2026-11-25', '2026-11-27', '2026-12-11']],
    // Without grace its end is the certificate's: one word about both.
    ['high', '2026-12-10', ['2026-12-03', '2026-12-09', '2026-12-11']],
  ] as const)('at %s until %s: on %j', (tier, until, days) => {
    const asked = ask(blocked(tier), until, on(0))
    const by = tier === 'high' ? rhea : priya
    const { events } = settled(decide(asked, by, on(0)), on(0))
    const due = events
      .flatMap((event) => timersFor(event, on(0).now, programme).set)
      .filter(({ kind }) => kind.startsWith('waiver-'))
      .map((timer) => timer.due.slice(0, 10))

    expect(due).toEqual(days)
  })
})

describe('when a waiver has ended', () => {
  const timed = (certification: Certification) => ({
    waiver: certification.waivers[0]?.id ?? '',
    until: certification.waivers[0]?.until ?? '',
  })
  it.each(['certified', 'review_due', 'conditionally_certified'] as const)(
    'suspends what is %s once its grace is over, and not before',
    (state) => {
      const given = {
        ...live(grant(ask(blocked('moderate'), '2026-12-04', on(0)), priya, on(0))),
        state,
      }
      const ended = endWaiver(given, timed(given), on(11)).next
      expect(ended).toMatchObject({ state, waivers: [{ state: 'ended' }] })
      expect(expireWaiver(ended, { ...timed(given), users: [] }, on(24)).next.state).toBe(state)
      const stopped = expireWaiver(ended, { ...timed(given), users: [] }, on(25)).next
      expect(stopped).toMatchObject({ state: 'suspended', inForceUntil: null, stopped: { from: state } })

      const again = grant(ask(stopped, '2027-01-10', on(26)), priya, on(26))
      expect(again).toMatchObject({ state, inForceUntil: given.inForceUntil, stopped: null })
    },
  )

  it('takes a renewal that is under way out of force, and leaves it where it is', () => {
    for (const state of ['recertifying', 'submitted', 'in_review', 'changes_requested'] as const) {
      const given = { ...live(grant(ask(blocked('moderate'), '2026-12-04', on(0)), priya, on(0))), state }
      expect(expireWaiver(given, { ...timed(given), users: [] }, on(30)).next).toMatchObject({
        state,
        inForceUntil: null,
      })
    }
  })

  it('leaves alone what was never certified, or what was made longer meanwhile', () => {
    const given = grant(ask(blocked('moderate'), '2026-12-04', on(0)), priya, on(0))
    expect(expireWaiver(given, { ...timed(given), users: [] }, on(60)).next.state).toBe('classified')
    const longer = live(grant(ask(given, '2027-02-01', on(1)), priya, on(1)))
    expect(expireWaiver(longer, { ...timed(given), users: [] }, on(30))).toEqual({ next: longer, events: [] })
  })

  it('does not give back what has run out by itself, or was stopped by something else', () => {
    const given = {
      ...live(grant(ask(blocked('moderate'), '2026-12-04', on(0)), priya, on(0))),
      inForceUntil: '2026-12-25T00:00:00.000Z',
    }
    const stopped = expireWaiver(given, { ...timed(given), users: [] }, on(25)).next
    expect(grant(ask(stopped, '2027-02-01', on(40)), priya, on(40)).state).toBe('suspended')
    const held = {
      ...stopped,
      stopped: stopped.stopped && { ...stopped.stopped, inForceUntil: '2028-01-01' },
    }
    expect(grant(ask(held, '2027-02-01', on(26)), priya, on(26)).state).toBe('certified')
    const another = { ...held, stopped: held.stopped && { ...held.stopped, waiver: 'another' } }
    expect(grant(ask(another, '2027-02-01', on(26)), priya, on(26)).state).toBe('suspended')
    const anew = { ...held, state: 'certified' as const, inForceUntil: '2027-11-01T00:00:00.000Z' }
    expect(grant(ask(anew, '2027-02-01', on(26)), priya, on(26)).inForceUntil).toBe(anew.inForceUntil)
    const other = { ...stopped, stopped: null }
    expect(grant(ask(other, '2027-02-01', on(26)), priya, on(26)).state).toBe('suspended')
  })
})
