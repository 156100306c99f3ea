import type { Rule } from '../../src/domain/schedule.ts'
import type { Day } from './oracle.ts'

/** Holidays of the made-up organisation: among them such as fall on working days, on weekends, side by side and at the end of months. */
export const holidays: readonly string[] = [2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032].flatMap(
  (year) =>
    ['01-01', '01-06', '03-29', '03-30', '03-31', '05-01', '12-24', '12-25', '12-26', '12-31'].map(
      (day) => `${year}-${day}`,
    ),
)

const isWorking = (day: Day): boolean => day.weekday < 6 && !holidays.includes(day.text)

const shift = (text: string, days: number): Day => {
  const date = new Date(Date.parse(`${text}T00:00:00Z`) + days * 86_400_000)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  return {
    text: date.toISOString().slice(0, 10),
    year,
    month: month + 1,
    date: date.getUTCDate(),
    weekday: date.getUTCDay() || 7,
    length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
  }
}
const isLastWorking = (day: Day): boolean => {
  for (let later = 1; day.date + later <= day.length; later += 1)
    if (isWorking(shift(day.text, later))) return false
  return isWorking(day)
}

/** One rule said twice: as the code has it, and as which occurrences a day has, by the words of the rule alone. */
export type Case = { readonly rule: Rule; readonly on: (day: Day) => readonly string[] }

const when =
  (is: (day: Day) => boolean) =>
  (day: Day): readonly string[] =>
    is(day) ? [day.text] : []

const ladder = (at: string, anchor: string, steps: readonly number[]): Case => {
  const days = new Map<string, string[]>()
  for (const step of steps) {
    let back = 0
    while (!isWorking(shift(anchor, step - back))) back += 1
    const { text } = shift(anchor, step - back)
    days.set(text, [...(days.get(text) ?? []), `${anchor} ${step}`])
  }
  return { rule: { kind: 'ladder', at, day: anchor, steps }, on: (day) => days.get(day.text) ?? [] }
}

const once = (day: string, at: string): Case => ({
  rule: { kind: 'once', day, at },
  on: (one) => (one.text === day ? [`${day} ${at}`] : []),
})

const daily = (at: string): Case => ({ rule: { kind: 'daily', at }, on: (day) => [day.text] })

/** Hours on purpose: those in which clocks are changed (00:00 to 03:30), the last minute of a day, and ordinary ones. */
export const cases: readonly Case[] = [
  daily('00:00'),
  daily('00:30'),
  daily('01:30'),
  daily('02:00'),
  daily('02:30'),
  daily('03:17'),
  daily('09:30'),
  daily('23:59'),
  { rule: { kind: 'working-days', at: '09:30' }, on: when(isWorking) },
  { rule: { kind: 'working-days', at: '00:00' }, on: when(isWorking) },
  { rule: { kind: 'weekly', weekdays: [7], at: '02:30' }, on: when((day) => day.weekday === 7) },
  {
    rule: { kind: 'weekly', weekdays: [5, 6], at: '00:15' },
    on: when((day) => day.weekday === 5 || day.weekday === 6),
  },
  { rule: { kind: 'weekly', weekdays: [1], at: '08:00' }, on: when((day) => day.weekday === 1) },
  { rule: { kind: 'weekly', weekdays: [1, 2, 3, 4], at: '09:30' }, on: when((day) => day.weekday <= 4) },
  { rule: { kind: 'monthly', on: { day: 1 }, at: '00:00' }, on: when((day) => day.date === 1) },
  { rule: { kind: 'monthly', on: { day: 31 }, at: '02:15' }, on: when((day) => day.date === day.length) },
  {
    rule: { kind: 'monthly', on: { day: 29 }, at: '02:45' },
    on: when((day) => day.date === Math.min(29, day.length)),
  },
  {
    rule: { kind: 'monthly', on: { nth: 1, weekday: 1 }, at: '09:00' },
    on: when((day) => day.weekday === 1 && day.date <= 7),
  },
  {
    rule: { kind: 'monthly', on: { nth: 'last', weekday: 7 }, at: '01:00' },
    on: when((day) => day.weekday === 7 && day.date > day.length - 7),
  },
  {
    rule: { kind: 'monthly', on: { nth: 2, weekday: 7 }, at: '02:00' },
    on: when((day) => day.weekday === 7 && Math.ceil(day.date / 7) === 2),
  },
  { rule: { kind: 'monthly', on: 'last-working-day', at: '16:45' }, on: when(isLastWorking) },
  {
    rule: { kind: 'monthly', months: [1, 4, 7, 10], on: { day: 15 }, at: '10:00' },
    on: when((day) => day.date === 15 && day.month % 3 === 1),
  },
  {
    rule: { kind: 'monthly', months: [3, 6, 9, 12], on: 'last-working-day', at: '12:00' },
    on: when((day) => day.month % 3 === 0 && isLastWorking(day)),
  },
  {
    rule: { kind: 'monthly', months: [2], on: { day: 29 }, at: '09:30' },
    on: when((day) => day.month === 2 && day.date === day.length),
  },
  {
    rule: { kind: 'monthly', months: [10], on: { nth: 4, weekday: 7 }, at: '02:30' },
    on: when((day) => day.month === 10 && day.weekday === 7 && Math.ceil(day.date / 7) === 4),
  },
  ladder('09:30', '2027-01-01', [-60, -30, -14, -7, -2, 0, 2, 5, 10]),
  ladder('00:00', '2026-03-31', [-14, -7, -2, 0, 2, 5, 10]),
  ladder('02:30', '2030-04-07', [-14, -7, -2, 0, 7, 21]),
  once('2026-03-29', '02:30'),
  once('2029-10-28', '02:30'),
]
