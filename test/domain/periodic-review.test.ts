import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PeriodicReview, ReviewWish } from '../../src/domain/periodic-review.ts'
import { ask, close } from '../../src/domain/periodic-review.ts'
import { reviewedKinds, reviewReasons } from '../../src/domain/reviewed.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { runsFrom } from '../../src/domain/submission.ts'
import { contextAt } from './context.ts'

const day = fc.integer({ min: 0, max: 3000 }).map((days) => new Date(1.8e12 + days * 864e5).toISOString())
const wish: fc.Arbitrary<ReviewWish> = fc.record({
  kind: fc.constantFrom(...reviewedKinds),
  subject: fc.constantFrom('CRT-1', 'CRT-2', 'policy'),
  certification: fc.constant(null),
  because: fc.constantFrom(...reviewReasons),
  due: fc.option(day),
})

describe('the review of something', () => {
  it('is never open twice, whatever asks for it, and keeps the nearest day and every reason', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof({ weight: 4, arbitrary: wish }, { weight: 1, arbitrary: fc.constant('close' as const) }),
        ),
        (steps) => {
          const all = new Map<string, PeriodicReview>()
          const asked = new Map<string, ReviewWish[]>()
          const openOf = (subject: string) =>
            [...all.values()].filter((one) => one.subject === subject && one.state === 'open')
          for (const step of steps) {
            if (step === 'close') {
              for (const one of openOf('CRT-1'))
                all.set(one.id, close(one, 'unchanged', 'dana', contextAt()).next)
              asked.delete('CRT-1')
              continue
            }
            const [open] = openOf(step.subject)
            const { next } = ask(open, step, open?.id ?? `RVW-${all.size + 1}`, contextAt())
            all.set(next.id, next)
            asked.set(step.subject, [...(asked.get(step.subject) ?? []), step])
            expect(openOf(step.subject)).toHaveLength(1)
            const wishes = asked.get(step.subject) ?? []
            expect(next.due).toBe(wishes.flatMap(({ due }) => due ?? []).sort()[0] ?? null)
            expect(new Set(next.because)).toEqual(new Set(wishes.map(({ because }) => because)))
            if (wishes.some(({ kind }) => kind === 'certification')) expect(next.kind).toBe('certification')
          }
        },
      ),
    )
  })

  it('is closed once', () => {
    const wishes = {
      kind: 'policy',
      subject: 'policy',
      certification: null,
      because: 'cadence',
      due: null,
    } as const
    const open = ask(undefined, wishes, 'RVW-1', contextAt()).next
    const closed = close(open, 'unchanged', 'priya', contextAt()).next
    expect(() => close(closed, 'unchanged', 'priya', contextAt())).toThrow(Refusal)
  })
})

describe('from when a renewal runs', () => {
  const validUntil = '2028-11-24T08:00:00.000Z'
  const certificate = {
    validFrom: '2026-11-24T08:00:00.000Z',
    validUntil,
    windowOpens: '2028-10-25T08:00:00.000Z',
    inForceUntil: '2028-12-24T08:00:00.000Z',
  }
  it.each([
    ['before its window: the decision', '2028-06-01T08:00:00.000Z', 'now'],
    ['as its window opens: the old expiry', '2028-10-25T08:00:00.000Z', 'expiry'],
    ['on the last day: the old expiry', '2028-11-24T07:59:59.999Z', 'expiry'],
    ['late, within grace: the old expiry', '2028-12-24T07:59:59.999Z', 'expiry'],
    ['after grace: the decision', '2028-12-24T08:00:00.000Z', 'now'],
  ])('%s', (_name, now, from) => {
    expect(runsFrom(certificate, now)).toBe(from === 'now' ? now : validUntil)
  })
  it('a first certification runs from its decision', () => {
    const first = { validFrom: null, validUntil: null, windowOpens: null, inForceUntil: null }
    expect(runsFrom(first, '2028-11-01T00:00:00.000Z')).toBe('2028-11-01T00:00:00.000Z')
  })
})
