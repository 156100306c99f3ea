import { joiners, tiers } from '../domain/programme.ts'
import type { Sections } from './parts.ts'
import type { Reader } from './reader.ts'

/** Notes rungs that stand twice, and helpers who would join after the days of grace, or before the renewal opens. */
export const checkReminders = (reader: Reader, { reminders, cadences }: Sections): void => {
  if (!reminders) return
  const lists = [
    ['review', 'before', reminders.review.before],
    ['review', 'in_grace', reminders.review.in_grace],
    ['conditions', 'before', reminders.conditions.before],
    ['hand_overs', 'before', reminders.hand_overs.before],
    ['steps', 'after', reminders.steps.after],
  ] as const
  for (const [part, list, days] of lists)
    for (const [index, day] of days.entries())
      if (days.indexOf(day) < index)
        reader.mistake(['reminders', part, list, index], `${day} stands here twice; keep one`)
  for (const tier of tiers) {
    const cadence = cadences?.[tier]
    if (!cadence) continue
    for (const who of joiners) {
      const day = reminders.review.joins[tier][who]
      if (day === undefined) continue
      const at = ['reminders', 'review', 'joins', tier, who]
      if (day > cadence.grace_days)
        reader.mistake(
          at,
          `nobody would be asked: at tier ${tier} the certificate ends ${cadence.grace_days} days after its day; write at most ${cadence.grace_days}`,
        )
      else if (-day > cadence.window_days)
        reader.mistake(
          at,
          `the renewal opens only ${cadence.window_days} days before; write ${-cadence.window_days} or later`,
        )
    }
  }
}
