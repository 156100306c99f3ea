import { describe, expect, it } from 'vitest'
import type { Cause } from '../../src/domain/cause.ts'
import { atOnce } from '../../src/domain/change-reminder.ts'
import type { Event } from '../../src/domain/event.ts'
import { noticesFor } from '../../src/domain/notice.ts'
import { reminderKinds, reminderRules } from '../../src/domain/reminder.ts'
import { fields, table } from './by-clock-table.ts'
import { emittedBy } from './emitted.ts'

const cause = (by: Cause['by']): Cause => ({ nth: 'n', by, at: '2026-11-25T02:00:00.000Z' })

/** The kinds of reminders that the messages of an event are, each once; 'at once' for one that is none. */
const messagesOf = (type: Event['type'], by: Cause['by']): readonly string[] => {
  // The fields of every event are among them.
  const event = {
    ...fields,
    ...(type === 'occurrences-missed' ? { person: null } : {}),
    ...(/^p.*-review-/.test(type) ? { kind: 'policy' } : {}),
    type,
  } as unknown as Event
  const messages = noticesFor(event, cause(by)).filter(({ to }) => !('copies' in to || 'channel' in to))
  return [...new Set(messages.map(({ reminder }) => reminder?.kind ?? 'at once'))].sort()
}

// The keys of the table are the types of events.
const types = Object.keys(table) as Event['type'][]

describe('what the clock causes', () => {
  it.each(types)('%s', (type) => {
    expect(messagesOf(type, 'clock').join(' ')).toBe(table[type])
  })

  it('is governed, or goes out at once for a reason', () => {
    const outright = types.filter((type) => messagesOf(type, 'clock').includes('at once'))
    expect(outright.sort()).toEqual(Object.keys(atOnce).sort())
  })

  it('has words of its own: no event that a timer, a nightly look or what recurs comes to is told as just news', () => {
    const caused = new Set([
      ...emittedBy('actions/elapse.ts', 'elapse'),
      ...emittedBy('actions/leaving/depart.ts', 'depart'),
      ...emittedBy('domain/leaving.ts', 'comeBack'),
      ...emittedBy('actions/recur.ts', 'recur'),
    ])
    expect([...caused].filter((type) => !(type in table))).toEqual([])
    expect(caused.size).toBeGreaterThan(40)
    for (const type of ['certification-expired', 'existing-overdue', 'waiver-expired', 'approval-climbed'])
      expect(caused).toContain(type)
    expect([...caused].filter((type) => table[type as Event['type']] === 'news')).toEqual([])
  })

  it('and what a person causes goes out at once, unless it reminds', () => {
    for (const type of types.filter((one) => messagesOf(one, 'person').some((kind) => kind !== 'at once')))
      expect(table[type]).toBe(messagesOf(type, 'person').join(' '))
  })

  it('repaints the cards that are up, whenever the message comes', () => {
    const repainted = [
      'certification-expired',
      'condition-missed',
      'change-overdue',
      'waiver-expired',
    ] as const
    for (const type of [
      ...repainted,
      'approval-expired',
      'certification-lapsed',
      'validity-ended',
    ] as const) {
      const copies = noticesFor({ ...fields, type } as unknown as Event, cause('clock')).filter(
        ({ to }) => 'copies' in to,
      )
      expect(copies.map(({ matter }) => matter)).toContain('certification:CRT-1')
      expect(copies.every(({ reminder }) => reminder === undefined)).toBe(true)
    }
  })

  it('is heard of by whoever uses it, where nobody may rely on it any more, as they hear of what a person stops', () => {
    const byClock = ['condition-missed', 'change-overdue', 'waiver-expired', 'sample-failed'] as const
    const ranOut = ['certification-expired', 'validity-ended', 'decision-settled'] as const
    for (const type of [
      ...byClock,
      ...ranOut,
      'certification-suspended',
      'certification-certified',
    ] as const) {
      const event = { ...fields, type } as unknown as Event
      expect(
        noticesFor(event, cause('clock')).filter(({ to }) => 'person' in to && to.person === 'uma'),
      ).toMatchObject([{ ref: { show: 'asset', asset: 'AST-1' }, matter: 'users:CRT-1' }])
    }
  })

  it('says what it is about and why somebody gets it', () => {
    for (const kind of reminderKinds) {
      const { what, why, goes, line, isNews } = reminderRules[kind]
      expect(what).toMatch(/^[a-z].*[^.]$/)
      expect(why).toMatch(/^(?:You|It) .*\.$/)
      // What nothing in the inbox says would not be told at all where the digest has no line for it.
      if (goes === 'digest' && isNews) expect(line).not.toBe('')
    }
  })
})
