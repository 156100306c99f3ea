import { dayOf, isDay } from './calendar.ts'
import type { Field } from './programme.ts'
import { Refusal } from './refusal.ts'

/** Characters that turn the reading direction, hide, or steer a terminal; nobody types them on purpose into a name. */
const invisible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu

/** One typed value as it is kept: trimmed, composed, without control characters. Lines are kept only where `multiline`. */
export const tidy = (value: string, multiline = false): string => {
  const composed = value.normalize('NFC').replace(/\r\n?/g, '\n').replace(invisible, '')
  return (multiline ? composed.replace(/\n{3,}/g, '\n\n') : composed.replace(/\s+/g, ' ')).trim()
}

/** Length as people count: characters, not UTF-16 code units. */
const length = (value: string): number => Array.from(value).length

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** Whether it is a single word, in any script: "No.", "because". */
const isOneWord = (value: string): boolean =>
  [...segmenter.segment(value)].filter(({ isWordLike }) => isWordLike).length < 2

const fault = (field: Field, value: string): string | undefined => {
  if (value === '') return field.required ? empty[field.kind] : undefined
  if (length(value) > field.most)
    return `This is ${length(value)} characters long; at most ${field.most} fit. What you typed is kept, please shorten it.`
  if (field.isReason && isOneWord(value))
    return 'Please write a few words more: whoever reads this has to understand why, and what they can do.'
  if (field.kind === 'date' && !isDay(value))
    return 'Please give a day as year-month-day, for example 2027-03-31.'
  if (field.kind === 'choice' && !field.options.some((option) => option.id === value))
    return 'Please choose one of the answers shown.'
  return undefined
}

/** What stands at a field that was left empty. */
const empty: Readonly<Record<Field['kind'], string>> = {
  line: 'Please write something here; a few words are enough.',
  words: 'Please write a sentence or two here.',
  person: 'Please choose somebody from the list.',
  date: 'Please choose a day.',
  choice: 'Please choose one of the answers.',
}

/**
 * Reads what was typed into a form's fields. Throws an `invalid` Refusal with a sentence at each field that is wrong.
 * Values of inputs that the form does not have are ignored.
 */
export const readFields = (
  fields: readonly Field[],
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const read = fields.map((field) => [field, tidy(values[field.id] ?? '', field.kind === 'words')] as const)
  const faults = read.flatMap(([field, value]) => {
    const wrong = fault(field, value)
    return wrong === undefined ? [] : [[field.id, wrong] as const]
  })
  if (faults.length > 0) throw invalid(Object.fromEntries(faults))
  return Object.fromEntries(read.map(([field, value]) => [field.id, value]))
}

/** The refusal of a form: the sentence at the top, and one at each field. */
export const invalid = (fields: Readonly<Record<string, string>>): Refusal => {
  const count = Object.keys(fields).length
  const top =
    count === 1
      ? 'One answer needs another look. Everything you typed is kept.'
      : `${count} answers need another look. Everything you typed is kept.`
  return new Refusal('invalid', top, fields)
}

/** Reads a web link. Only https is taken: a link is shown to approvers as something to open. */
export const readLink = (value: string, field: string): string => {
  const link = tidy(value)
  const url = URL.canParse(link) ? new URL(link) : undefined
  if (!url || url.protocol !== 'https:' || url.username !== '' || !url.hostname.includes('.'))
    throw invalid({
      [field]:
        'Please give a link that starts with https://, for example https://contoso.sharepoint.com/runbook.',
    })
  if (length(link) > 1000)
    throw invalid({ [field]: 'This link is longer than 1,000 characters; please use a shorter one.' })
  return url.href
}

/** Reads a day after today and not after `lastDay` (both YYYY-MM-DD, in `zone`); refuses others at `field`. */
export const readDayAhead = (
  value: string,
  field: string,
  now: string,
  lastDay: string,
  zone: string,
): string => {
  const day = tidy(value)
  if (!isDay(day)) throw invalid({ [field]: 'Please give a day as year-month-day, for example 2027-03-31.' })
  if (day <= dayOf(now, zone))
    throw invalid({ [field]: `Please choose a day after today, at the latest ${lastDay}.` })
  if (day > lastDay) throw invalid({ [field]: `The latest day that the programme allows is ${lastDay}.` })
  return day
}
