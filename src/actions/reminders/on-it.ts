import { z } from 'zod'
import { Refusal } from '../../domain/refusal.ts'
import { action, noInputs } from '../action.ts'
import { readReference } from '../load.ts'
import { cardOf, latestAbout, subjectOf } from './about.ts'
import { openReminderFor } from './still-open.ts'
import { sayMoment } from './say.ts'
import { waysOn } from './views.ts'
import { onItUntil } from '../../domain/quiet.ts'

/** Somebody is on it: nobody else is asked meanwhile, and they hear from Assay when that time is over. */
export const onIt = action('reminder.on-it', {
  carries: z.strictObject({ reminder: z.number() }),
  asks: noInputs,
  words: ['on it', "i'm on it", 'i am on it'],
  help: 'nobody else is asked meanwhile: on it CRT-12',
  typed: async (rest, scope) => {
    const reference = readReference(rest)?.reference
    const row = await latestAbout(scope, reference)
    if (!row)
      throw new Refusal(
        'unknown-thing',
        reference === undefined
          ? 'I have reminded you of nothing yet, so nobody waits. For a thing of yours type on it and its reference: on it CRT-12.'
          : `I have not reminded you of ${reference}, so nobody else is asked about it. Type inbox to see what is yours.`,
      )
    return { carries: { reminder: row.id }, asks: {} }
  },
  run: async ({ session, context, person }, { reminder }) => {
    const row = await openReminderFor(session, person, reminder, context.now)
    const until = onItUntil(context.now, person, context.programme)
    await session.reminders.say({
      person: person.id,
      matter: row.matter,
      word: 'on-it',
      at: context.now,
      until,
    })
    await session.timers.set({
      kind: 'on-it-ends',
      subject: person.id,
      occurrence: `${reminder} ${until}`,
      due: until,
    })
    const { reference, name } = await subjectOf(session, cardOf(row))
    return {
      ref: {
        show: 'line',
        title: 'Good, you are on it',
        sentence: `Until ${sayMoment(until, person, context.now).replace(/^on /, '')} I ask nobody else about ${`${reference} ${name}`.trim() || 'it'}. Then I ask you whether you still are. What is due stays due.`,
        tone: 'good',
        ways: waysOn(row),
      },
    }
  },
})
