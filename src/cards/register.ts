import { register } from '../actions/registration/register.ts'
import { saveRegistration } from '../actions/registration/save-registration.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

export const registerCard = card('register', {
  line: () =>
    'Register a solution: its name, what it is for, what kind of thing it is, what it is built on and who owns it.',
  fields: (view) => ({
    intro: 'Six short answers. Everything else is asked only if its risk deserves it.',
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: register.with({}),
    save: saveRegistration.with({}),
  }),
})
