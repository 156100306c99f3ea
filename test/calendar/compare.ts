import type { Rule } from '../../src/domain/schedule.ts'
import { firstOccurrence, nextOccurrence } from '../../src/domain/schedule.ts'
import { walk } from './oracle.ts'
import type { Case } from './rules.ts'
import { cases, holidays } from './rules.ts'

const iso = (at: number): string => new Date(at).toISOString()
const minuteOf = ({ at }: Rule): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3))
const line = (one: { readonly key: string; readonly due: string }): string => `${one.key} at ${one.due}`

export type Difference = {
  readonly zone: string
  readonly rule: Rule
  readonly lost: readonly string[]
  readonly extra: readonly string[]
}

/**
 * Compares the chain of occurrences, each computed from the one before, with what the wall clock of a zone shows, over whole years.
 * Gives the differences, and how many occurrences agreed. Order counts: a key that comes late or twice is a difference.
 */
export const compare = (
  zone: string,
  from: string,
  to: string,
): { readonly agreed: number; readonly differences: readonly Difference[] } => {
  const place = { zone, holidays }
  const expected = new Map<Case, { key: string; due: string }[]>(cases.map((one) => [one, []]))
  const byMinute = Map.groupBy(cases, ({ rule }) => minuteOf(rule))
  walk(zone, Date.parse(from), Date.parse(to), new Set(byMinute.keys()), (day, minute, at) => {
    for (const one of byMinute.get(minute) ?? [])
      for (const key of one.on(day)) expected.get(one)?.push({ key, due: iso(at) })
  })
  let agreed = 0
  const differences: Difference[] = []
  for (const [{ rule }, wanted] of expected) {
    const found: { key: string; due: string }[] = []
    for (
      let one = firstOccurrence(rule, place, from);
      one && one.due < to && found.length <= wanted.length + 5;
      one = nextOccurrence(rule, place, one.key)
    )
      found.push(one)
    const [lost, extra] = [wanted.map(line), found.map(line)]
    if (lost.join() === extra.join()) agreed += found.length
    else
      differences.push({
        zone,
        rule,
        lost: lost.filter((one) => !extra.includes(one)).slice(0, 5),
        extra: extra.filter((one) => !lost.includes(one)).slice(0, 5),
      })
    // From anywhere in between the next one is the same as by the chain.
    for (let nth = 0; nth < wanted.length; nth += Math.ceil(wanted.length / 40)) {
      const before = wanted[nth - 1]
      const here = wanted[nth]
      if (!here || (before && before.due === here.due)) continue
      const starts = [here.due, ...(before ? [iso(Date.parse(before.due) + 1)] : [])]
      for (const start of starts) {
        const first = firstOccurrence(rule, place, start)
        if (!first || line(first) !== line(here))
          differences.push({
            zone,
            rule,
            lost: [`${line(here)}, from ${start}`],
            extra: first ? [line(first)] : [],
          })
      }
    }
  }
  return { agreed, differences }
}
