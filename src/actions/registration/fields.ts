import type { Programme } from '../../domain/programme.ts'
import type { Field } from '../../domain/programme.ts'

const line = (id: string, label: string, help: string, most: number): Field => ({
  id,
  label,
  help,
  kind: 'line',
  required: true,
  most,
  options: [],
})

/** What is asked when something is registered. Most is known after this and never asked again. */
export const registrationFields = (programme: Programme): readonly Field[] => [
  line('name', 'What is it called?', 'The name that its users know.', 80),
  line('purpose', 'What is it for?', 'One sentence: who does what with it.', 300),
  {
    id: 'kind',
    label: 'What kind of thing is it?',
    help: '',
    kind: 'choice',
    required: true,
    most: 40,
    options: programme.kinds,
  },
  {
    id: 'platform',
    label: 'What is it built on?',
    help: '',
    kind: 'choice',
    required: true,
    most: 40,
    options: programme.platforms,
  },
  {
    id: 'owner',
    label: 'Who owns it?',
    help: 'Whoever answers for it. Leave it on yourself if that is you.',
    kind: 'person',
    required: true,
    most: 80,
    options: [],
  },
  {
    id: 'in_use',
    label: 'Is it in use already?',
    help: `Then it goes on, and you have ${programme.existing.usual} days to certify it.`,
    kind: 'choice',
    required: false,
    most: 40,
    options: [
      { id: 'no', label: 'Not yet' },
      { id: 'yes', label: 'Yes, people use it' },
    ],
  },
]
