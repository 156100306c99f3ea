import { isZone } from '../domain/calendar.ts'
import { tiers } from '../domain/programme.ts'
import { nearest } from '../domain/spelling.ts'
import type { Sections } from './parts.ts'
import type { Reader } from './reader.ts'

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Notes spans that contradict each other, and days, hours and zones that do not exist. */
export const checkTimes = (reader: Reader, part: Sections): void => {
  const { cadences, draft, existing, go_live: goLive, working_hours: hours, quiet_hours: quiet } = part
  for (const tier of tiers) {
    const cadence = cadences?.[tier]
    if (!cadence) continue
    const at = ['cadences', tier]
    if (tier === 'low' && cadence.approval_working_days !== 0)
      reader.mistake([...at, 'approval_working_days'], 'nobody approves at tier low; write 0')
    if (tier !== 'low' && cadence.approval_working_days === 0)
      reader.mistake(
        [...at, 'approval_working_days'],
        'approvers need at least one working day; write 1 or more',
      )
    if (cadence.window_days >= cadence.validity_months * 28)
      reader.mistake(
        [...at, 'window_days'],
        'the renewal would open before the certificate is given; write fewer days',
      )
  }
  const high = cadences?.high
  if (high && goLive && goLive.window_days + goLive.hypercare_days >= high.validity_months * 28)
    reader.mistake(
      ['go_live', 'hypercare_days'],
      'hypercare could end after the certificate itself; write fewer days here or in "window_days"',
    )
  if (draft && draft.lapse_after_days <= draft.ask_after_days)
    reader.mistake(
      ['draft', 'lapse_after_days'],
      'a draft would lapse before anybody was asked; write more days than "ask_after_days"',
    )
  if (existing && !existing.days.includes(existing.usual))
    reader.mistake(
      ['existing', 'usual'],
      `${existing.usual} is none of "days"; write one of ${existing.days.join(', ')}`,
    )
  if (hours && hours.from >= hours.to)
    reader.mistake(
      ['working_hours', 'to'],
      `working hours end at ${hours.to}, not after ${hours.from}; write a later time`,
    )
  if (hours && !isZone(hours.zone)) {
    const near = nearest(hours.zone, Intl.supportedValuesOf('timeZone'))
    reader.mistake(
      ['working_hours', 'zone'],
      `"${hours.zone}" is no time zone; write a name such as Europe/Paris or UTC${near === undefined ? '' : `. Did you mean "${near}"?`}`,
    )
  }
  if (quiet && quiet.from === quiet.to)
    reader.mistake(['quiet_hours', 'to'], 'quiet hours begin and end at the same time; write another end')
  const seen = new Set<string>()
  for (const [index, day] of (part.holidays ?? []).entries()) {
    if (!isDate(day))
      reader.mistake(['holidays', index], `"${day}" is no day; write year-month-day, such as 2027-01-01`)
    else if (seen.has(day)) reader.mistake(['holidays', index], `${day} stands here twice; keep one`)
    seen.add(day)
  }
}
