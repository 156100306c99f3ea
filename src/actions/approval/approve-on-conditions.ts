import { z } from 'zod'
import { addDays, dayOf } from '../../domain/calendar.ts'
import { invalid, readDayAhead, readFields } from '../../domain/form.ts'
import type { Field } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Scope } from '../action.ts'
import { action, anyInputs } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { approvalCarries, decide } from './decide.ts'
import { readReason } from './reason.ts'

/** How many conditions the form has room for: each is a sentence and a day, and a card asks at most five things. */
export const conditionInputs = [
  { words: 'condition1', day: 'day1' },
  { words: 'condition2', day: 'day2' },
] as const

/** The last day that the programme allows for a condition, in the approver's zone. */
export const lastConditionDay = (mostDays: number, now: string, zone: string): string =>
  dayOf(addDays(now, mostDays, zone), zone)

/** Approves, on conditions that each have their day. */
export const approveOnConditions = action('approval.approve-on-conditions', {
  // Cards from before buttons carried the hash name none.
  carries: approvalCarries.extend({ hash: z.string().default('') }),
  asks: anyInputs,
  form: ({ approval }) => ({
    ...forms.decide(approval, 'approve_on_conditions'),
    again: { show: 'decide', approval, verdict: 'approve_on_conditions' },
  }),
  run: async (scope, { hash, ...carries }, values) => {
    const shown = await decide(scope, carries, () => ({
      verdict: 'approve_on_conditions',
      hash: hash === '' ? undefined : hash,
      ...readAll(scope, values),
    }))
    await dropDraft(scope, forms.decide(carries.approval, 'approve_on_conditions'))
    return shown
  },
})

/** Reads the reason and every condition that was begun, and says at each field at once what is wrong with it. */
const readAll = (scope: Scope, values: Readonly<Record<string, string>>) => {
  const { now, programme } = scope.context
  const last = lastConditionDay(programme.conditions.mostDays, now, scope.person.zone)
  const faults: Record<string, string> = {}
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read()
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused
      Object.assign(faults, refused.fields)
      return undefined
    }
  }
  const conditions = conditionInputs.flatMap(({ words, day }, index) => {
    const begun = (values[words] ?? '').trim() !== '' || (values[day] ?? '').trim() !== ''
    if (!begun && index > 0) return []
    const said = attempt(() => readFields([condition(words)], values)[words])
    const due = attempt(() => readDayAhead(values[day] ?? '', day, now, last, scope.person.zone))
    return said === undefined || due === undefined ? [] : [{ words: said, due }]
  })
  const reason = attempt(() => readReason(values)) ?? ''
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return { conditions, reason }
}

const condition = (id: string): Field => ({
  id,
  label: 'The condition',
  help: '',
  kind: 'words',
  required: true,
  most: 300,
  options: [],
})
