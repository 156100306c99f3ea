import { z } from 'zod'
import { disown as giveUp } from '../../domain/existing.ts'
import { offer } from '../../domain/hand-over.ts'
import type { Field } from '../../domain/programme.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { assetOf, certificationOf, keep, nameOf } from '../load.ts'
import { refuseOften } from '../hand-over/often.ts'
import { readPerson } from '../people.ts'
import { broughtInOf } from './tell.ts'

export const personField: Field = {
  id: 'person',
  label: 'Who looks after it?',
  help: 'They are asked, and have to accept. Leave it empty if you do not know.',
  kind: 'person',
  required: false,
  most: 80,
  options: [],
}

/** Says of something that a list brought in that it is not one's own: somebody else is offered it, or the stewards look for an owner. */
export const disown = action('existing.disown', {
  carries: z.strictObject({ asset: z.string() }),
  asks: z.object({ person: z.string().default('') }),
  form: ({ asset }) => ({ ...forms.disown(asset), again: { show: 'disown', asset } }),
  run: async (scope, { asset: id }, { person: typed }) => {
    const { session, context, person } = scope
    const asset = await assetOf(session, id)
    const certification = await certificationOf(session, asset.certification ?? id)
    // Whether it is theirs to say is asked before what they typed.
    const given = giveUp(asset, certification, person)
    const to = typed.trim() === '' ? undefined : await readPerson(scope, typed, 'person')
    if (to) await refuseOften(scope, id)
    if (to) await keep(session.assets, offer(asset, { to, by: person.id, because: 'asked' }, context), scope)
    else {
      await keep(session.assets, given.asset, scope)
      await keep(session.certifications, given.certification, scope)
    }
    await dropDraft(scope, forms.disown(id))
    const mine = await broughtInOf(session, person)
    return {
      ref: {
        show: 'line',
        title: 'Thank you for saying so',
        sentence: to
          ? `${await nameOf(session, to.id)} is asked to own ${id}. It stays with you until they accept.`
          : `The stewards look for the owner of ${id}. Nothing more is expected of you.`,
        tone: 'default',
        ways:
          mine.length === 0
            ? [{ title: 'Show my inbox', what: 'home', id: '', part: '' }]
            : [{ title: 'Show the others', what: 'existing', id: person.id, part: '' }],
      },
      as: 'new',
    }
  },
})
