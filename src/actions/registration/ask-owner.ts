import { z } from 'zod'
import { readFields } from '../../domain/form.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { assetOf, keep, nameOf } from '../load.ts'

/** Sends the owner of an asset a question. */
export const askOwner = action('asset.ask-owner', {
  carries: z.strictObject({ asset: z.string() }),
  asks: z.object({ words: z.string() }),
  form: ({ asset }) => ({ ...forms.askOwner(asset), again: { show: 'ask-owner', asset } }),
  run: async (scope, { asset: id }, values) => {
    const asset = await assetOf(scope.session, id)
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
