import { afterQuiet, instantOf, isZone, timeOf } from './calendar.ts'
import { invalid, tidy } from './form.ts'
import type { Person } from './person.ts'
import { nearest } from './spelling.ts'

/** What a person sets for themselves: their zone, their quiet hours, and the hour (HH:MM) for what can wait. */
export type Settings = Pick<Person, 'zone' | 'quietFrom' | 'quietTo' | 'digestAt'>

/**
 * Reads what somebody typed as their settings; what is not there stays. Refuses with a sentence at each field that is wrong,
 * and says the nearest that is possible.
 */
export const readSettings = (values: Readonly<Record<string, string>>, person: Settings): Settings => {
  const zone = readZone(values['zone'] ?? person.zone)
  const quietFrom = readHour(values['quietFrom'] ?? person.quietFrom)
  const quietTo = readHour(values['quietTo'] ?? person.quietTo)
  const digestAt = readHour(values['digestAt'] ?? person.digestAt)
  const faults: Record<string, string> = {}
  const note = (field: string, sentence: string | undefined): void => {
    if (sentence !== undefined) faults[field] = sentence
  }
  note('quietFrom', hourFault(quietFrom, '18:00'))
  note('quietTo', hourFault(quietTo, '09:00'))
  note('digestAt', hourFault(digestAt, '09:30'))
  if (Object.keys(faults).length === 0) note('digestAt', quietFault(digestAt, quietFrom, quietTo))
  note('zone', zoneFault(zone))
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return { zone, quietFrom, quietTo, digestAt }
}

/** A name in small letters, or with spaces, is a name too. */
const readZone = (value: string): string => {
  const zone = tidy(value).replaceAll(' ', '_')
  zones ??= new Map(Intl.supportedValuesOf('timeZone').map((one) => [one.toLowerCase(), one]))
  return zones.get(zone.toLowerCase()) ?? zone
}

/** Names by their small letters; made when somebody first gives one, since making it takes longer than a press. */
let zones: ReadonlyMap<string, string> | undefined

/** 9, 9:30 and 9.30 are times too. */
const readHour = (value: string): string => {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?$/.exec(tidy(value))
  return match ? `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}` : tidy(value)
}

const hourFault = (time: string, example: string): string | undefined => {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return undefined
  const match = /^(\d\d):(\d\d)$/.exec(time)
  if (!match) return `Please give a time such as ${example}.`
  if (time === '24:00') return 'A day begins with 00:00: please write midnight like that.'
  const hour = Math.min(Number(match[1]), 23)
  const near = `${String(hour).padStart(2, '0')}:${Number(match[1]) > 23 || Number(match[2]) > 59 ? '59' : match[2]}`
  return `There is no ${time}. The nearest time is ${near}.`
}

/** The hour for what can wait has to lie outside the quiet hours, or it would never come then. */
const quietFault = (time: string, quietFrom: string, quietTo: string): string | undefined => {
  // Any working day will do: a Wednesday.
  const at = instantOf('2026-01-14', time, 'UTC')
  const open = afterQuiet(at, { zone: 'UTC', quietFrom, quietTo }, [])
  return open === at
    ? undefined
    : `${time} lies in your quiet hours, ${quietFrom} to ${quietTo}. The next time after them is ${timeOf(open, 'UTC')}.`
}

const zoneFault = (zone: string): string | undefined => {
  if (isZone(zone)) return undefined
  if (/^(utc|gmt)?[+-]?\d/i.test(zone))
    return 'A difference to UTC does not know summer time. Please give the zone by its name, for example Europe/Berlin.'
  const near = nearestZone(zone)
  const known = `I do not know "${zone.slice(0, 40)}".`
  return near === undefined
    ? `Please give a time zone by its name, for example Europe/Berlin. ${known}`
    : `${known} Did you mean ${near}?`
}

/** By its place alone (Berlin), else by a slip of the fingers in the whole name or in the place. */
const nearestZone = (zone: string): string | undefined => {
  const zones = Intl.supportedValuesOf('timeZone')
  const place = (name: string): string => name.slice(name.lastIndexOf('/') + 1)
  const wanted = place(zone).toLowerCase()
  const named = zones.find((one) => place(one).toLowerCase() === wanted)
  if (named !== undefined || wanted.length < 3) return named
  const near = nearest(zone, zones)
  if (near !== undefined) return near
  const like = nearest(wanted, zones.map(place))
  return zones.find((one) => place(one) === like)
}
