import { z } from 'zod'
import { readSnooze } from '../../domain/snooze.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ReminderRow } from '../../ports/reminders.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { readReference } from '../load.ts'
import { cardOf, deadlineFor, latestAbout, subjectOf } from './about.ts'
import { openReminderFor } from './still-open.ts'
import { sayMoment } from './say.ts'
import { waysOn } from './views.ts'

const how =
  'Type snooze, the reference, and until when: an hour, tomorrow, Monday, or a day such as 2027-01-15. For example: snooze CRT-12 tomorrow.'

/** Puts one reminder off, once, for oneself. What falls due meanwhile falls due all the same. */
export const snooze = action('reminder.snooze', {
  carries: z.strictObject({ reminder: z.number() }),
  asks: z.object({ snooze: z.string().default(''), day: z.string().default('') }),
  words: ['snooze', 'remind me'],
  help: 'be reminded later: snooze CRT-12 tomorrow',
  form: ({ reminder }) => ({
    ...forms.snooze(String(reminder)),
    again: { show: 'snooze', reminder },
  }),
  typed: async (rest, scope) => {
    const read = readReference(rest)
    const row = await latestAbout(scope, read?.reference)
    if (!row)
      throw new Refusal(
        'unknown-thing',
        read ? `I have not reminded you of ${read.reference}, so there is nothing to put off.` : how,
      )
    const words = (read?.rest ?? rest)
      .replace(/^(?:until|till|to|in|on|for)\s+/i, '')
      .trim()
      .toLowerCase()
    if (words === '') return { show: 'snooze', reminder: row.id }
    const chosen = readWords(words)
    if (!chosen) throw new Refusal('invalid', how)
    return { carries: { reminder: row.id }, asks: chosen }
  },
  run: async (scope, { reminder }, asks) => {
    const { session, context, person } = scope
    const row = await openReminderFor(session, person, reminder, context.now)
    const deadline = await deadlineFor(session, row, { zone: person.zone, now: context.now })
    const bed = { person, now: context.now, deadline, programme: context.programme }
    const until = readSnooze(asks, bed, (instant) => sayMoment(instant, person, context.now))
    await session.reminders.say({
      person: person.id,
      matter: row.matter,
      word: 'snoozed',
      at: context.now,
      until,
    })
    await session.reminders.note({
      ...row,
      recipient: person.id,
      occurrence: `${row.occurrence} snoozed until ${until}`,
      at: context.now,
      decisions: [{ at: context.now, outcome: 'deferred', because: 'snoozed', until }],
    })
    await session.timers.set({ kind: 'reminder-waits', subject: person.id, occurrence: until, due: until })
    await dropDraft(scope, forms.snooze(String(reminder)))
    const { reference, name } = await subjectOf(session, cardOf(row))
    const still = deadline === null ? '' : ` It is still due ${sayMoment(deadline, person, context.now)}.`
    return {
      ref: {
        show: 'line',
        title: 'Later, then',
        sentence: `I remind you of ${`${reference} ${name}`.trim() || 'it'} ${sayMoment(until, person, context.now)}.${still}`,
        tone: 'good',
        ways: waysOn(row),
      },
      ...ownCard(row),
    }
  },
})

/** The request that they put off says so on the card which they have of it. */
const ownCard = (row: ReminderRow) => {
  const ref = cardOf(row)
  return ref.show === 'request' ? { repaints: { matter: row.matter, ref } } : {}
}

const readWords = (words: string): { readonly snooze: string; readonly day: string } | undefined => {
  if (/^(?:an?|1|one) hour$|^1 ?h$|^hour$/.test(words)) return { snooze: 'hour', day: '' }
  if (words === 'tomorrow') return { snooze: 'tomorrow', day: '' }
  if (/^(?:next )?monday$/.test(words)) return { snooze: 'monday', day: '' }
  return /^\d{4}-\d{1,2}-\d{1,2}$/.test(words) ? { snooze: 'day', day: words } : undefined
}
