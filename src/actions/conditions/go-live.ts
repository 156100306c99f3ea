import { z } from 'zod'
import { isDay } from '../../domain/calendar.ts'
import { tidy } from '../../domain/form.ts'
import { setGoLive } from '../../domain/go-live.ts'
import { Refusal } from '../../domain/refusal.ts'
import { tierOf } from '../../domain/registration.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { editable, keep, readReference } from '../load.ts'
import { notOpenAnyMore } from '../not-open.ts'
import { readPerson } from '../people.ts'

/** Names the day on which something of high risk goes live, and who looks after it from then on; typed with the day alone, the owner does. */
export const goLive = action('certification.go-live', {
  carries: z.strictObject({ certification: z.string() }),
  asks: z.object({ day: z.string().default(''), responsible: z.string().default('') }),
  words: ['go live'],
  help: 'say when it goes live: go live CRT-12',
  typed: async (rest, scope) => {
    const read = readReference(rest)
    if (!read)
      throw new Refusal(
        'unknown-thing',
        'Which one? Type go live and its reference, for example go live CRT-12 2027-03-31.',
      )
    const certification = await editable(scope, read.reference)
    const { id, owner } = certification
    if (certification.assessment !== null && tierOf(certification) !== 'high')
      return notOpenAnyMore(certification, 'and only what is high risk has a go-live day')
    const day = tidy(read.rest)
    return isDay(day)
      ? { carries: { certification: id }, asks: { day, responsible: owner } }
      : { show: 'go-live', certification: id }
  },
  form: ({ certification }) => ({
    ...forms.goLive(certification),
    again: { show: 'go-live', certification },
  }),
  run: async (scope, { certification: id }, { day, responsible }) => {
    const certification = await editable(scope, id)
    const wish = {
      day: tidy(day),
      responsible: await readPerson(scope, responsible, 'responsible'),
    }
    await keep(
      scope.session.certifications,
      setGoLive(certification, wish, scope.person.id, scope.context),
      scope,
    )
    await dropDraft(scope, forms.goLive(id))
    return { ref: { show: 'certificate', certification: id } }
  },
})
