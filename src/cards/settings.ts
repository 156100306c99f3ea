import { saveSettings } from '../actions/conversation/save-settings.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { list } from './words.ts'

export const settingsCard = card('settings', {
  line: (view) =>
    `Your settings: ${view.fields.map((one) => `${one.label.toLowerCase()} ${one.value}`).join(', ')}.`,
  fields: (view) => ({
    who: view.roles.length === 0 ? view.name : `${view.name} · ${list(view.roles)}`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: saveSettings.with({}),
  }),
})
