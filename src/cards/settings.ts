import { saveSettings } from '../actions/conversation/save-settings.ts'
import { day } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { capital, list, scopeWords } from './words.ts'

type View = ViewOf<'settings'>

export const settingsCard = card('settings', {
  line: (view) =>
    `Your settings: ${view.fields.map((one) => `${one.label.toLowerCase()} ${one.value}`).join(', ')}.`,
  fields: (view, reader) => ({
    who: view.unit === null ? view.name : `${view.name} · ${view.unit}`,
    facts: facts(view, reader),
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: saveSettings.with({}),
  }),
})

/** Where the person is known, and what they hold. */
const facts = (view: View, reader: Reader) => [
  {
    name: view.platforms.length > 1 ? 'Linked accounts' : 'Your account',
    value: `${capital(list(view.platforms))}${view.platforms.length > 1 ? '' : '. To link another one, type link'}`,
  },
  ...view.roles.map((one) => ({
    name: `${capital(one.role)}${one.lead ? ' lead' : ''}`,
    value: `${capital(scopeWords(one))}, ${one.until === null ? 'without an end' : `until ${day(one.until, reader)}`}`,
  })),
  ...(view.rollout === '' ? [] : [{ name: 'For everybody', value: view.rollout }]),
]
