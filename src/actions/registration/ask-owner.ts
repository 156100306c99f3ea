import { z } from 'zod'
import { addDays } from '../../domain/calendar.ts'
import { readFields } from '../../domain/form.ts'
import { hasLeft } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Scope } from '../action.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { assetOf, keep, nameOf, standing } from '../load.ts'

/** Questions that one person may send about one asset within a day. */
const mostQuestions = 3

/** Sends the owner of an asset a question. */
export const askOwner = action('asset.ask-owner', {
  carries: z.strictObject({ asset: z.string() }),
  asks: z.object({ words: z.string().default('') }),
  form: ({ asset }) => ({ ...forms.askOwner(asset), again: { show: 'ask-owner', asset } }),
  run: async (scope, { asset: id }, values) => {
    const asset = await assetOf(scope.session, id)
    await refuseNobody(scope, asset.owner)
    await refuseFlood(scope, id)
    const { words } = readFields(
      [
        {
          id: 'words',
          label: 'Your question',
          help: '',
          kind: 'words',
          required: true,
          most: 1000,
          options: [],
        },
      ],
      values,
    )
    await keep(
      scope.session.assets,
      {
        next: { ...asset, rev: asset.rev + 1 },
        events: [
          {
            type: 'owner-asked',
            subject: asset.id,
            asset: asset.id,
            owner: asset.owner,
            person: scope.person.id,
            words: scope.context.text(words ?? ''),
          },
        ],
      },
      scope,
    )
    await dropDraft(scope, forms.askOwner(id))
    return {
      ref: {
        show: 'line',
        title: 'Your question is on its way',
        sentence: `${await nameOf(scope.session, asset.owner)} gets it as a message, with your name. What you typed for your own is kept.`,
        tone: 'good',
        ways: [{ title: 'Back to my registration', what: 'register', id: '', part: '' }],
      },
    }
  },
})

const refuseNobody = async ({ session }: Scope, owner: string): Promise<void> => {
  const person = await standing(session, owner)
  if (!person || hasLeft(person))
    throw new Refusal(
      'wrong-state',
      'Nobody owns this at the moment, so nobody would get your question. The stewards look for an owner; please try again later.',
    )
}

const refuseFlood = async ({ session, context, person }: Scope, asset: string): Promise<void> => {
  const dayAgo = addDays(context.now, -1)
  const asked = (await session.journal.of(asset, 100)).filter(
    (entry) => entry.type === 'owner-asked' && entry.actor === person.id && entry.at > dayAgo,
  )
  if (asked.length >= mostQuestions)
    throw new Refusal(
      'not-allowed',
      `You asked about ${asset} ${mostQuestions} times today already. The owner has your questions; please give them until tomorrow.`,
    )
}
