import type { Programme } from '../../src/domain/programme.ts'
import type { Action, Card } from '../../src/ports/card.ts'
import { buttonsOf, inputsOf, wordsOf } from '../card-reader.ts'
import { answersFor } from '../journey.ts'
import type { Chance } from './chance.ts'
import type { Inhabitant } from './people.ts'

export type Press = Extract<Action, { type: 'Action.Execute' }>
/** What somebody does with a card: a button with what they fill in. */
export type Deed = { readonly button: Press; readonly values: Readonly<Record<string, string>> }

/** Cards that are opened to be answered; what is only looked at is not. */
const opened = [
  'request',
  'no-change',
  'confirm',
  'accept-condition',
  'hand-over',
  'review',
  'check',
  'condition',
  'go-live',
  'step',
  'steps',
  'outcome',
  'certificate',
  'questions',
  'certification',
  'existing',
  'role-request',
  'waiver',
  'ask-waiver',
] as const

/** One request in so many is decided by nobody. */
const forgottenEvery = 17

/** What somebody does next with a card; undefined where they leave it at that. `done` are the buttons pressed so far, as `nameOf` names them. */
export const nextDeed = (
  card: Card,
  who: Inhabitant,
  done: ReadonlySet<string>,
  {
    chance,
    programme,
    today,
  }: { readonly chance: Chance; readonly programme: Programme; readonly today: string },
): Deed | undefined => {
  const buttons = buttonsOf(card).flatMap((button) =>
    button.type === 'Action.Execute' && !done.has(nameOf(button)) ? [button] : [],
  )
  const by = (verb: string): Press | undefined => buttons.find((button) => button.verb === verb)
  const opens = (what: string): Press | undefined =>
    buttons.find(
      (button) =>
        (button.verb === 'card.open' || button.verb === 'card.open-beside') && button.data['what'] === what,
    )
  const filled = (button: Press | undefined): Deed | undefined =>
    button && { button, values: fill(card, who, programme, today) }
  const either = (share: number, one: Press | undefined, other: Press | undefined): Deed | undefined =>
    filled(one && (chance.percent(share) || !other) ? one : (other ?? one))

  const quiz = by('quiz.answer')
  if (quiz) return { button: quiz, values: { answer: rightAnswer(card, programme) } }
  const seen = by('approval.approve-seen')
  if (seen) return filled(seen)
  const approve = by('approval.approve')
  if (approve) {
    if (Number(String(approve.data['approval']).slice(4)) % forgottenEvery === 0) return undefined
    return chance.percent(90)
      ? filled(approve)
      : filled(opens(chance.percent(50) ? 'decide-reject' : 'decide-request_changes'))
  }
  const undo = by('approval.undo') ?? by('waiver.undo')
  if (undo && chance.percent(6)) return filled(undo)
  const grant = by('waiver.grant')
  if (grant) return either(88, grant, opens('refuse-waiver'))
  const appeal = opens('appeal')
  if (appeal && chance.percent(60)) return filled(appeal)
  const noChange = by('review.no-change')
  if (noChange) return either(95, noChange, opens('stop'))
  const agree = by('review.agree')
  if (agree) return either(93, agree, by('review.question'))
  const accept = by('hand-over.accept')
  if (accept) return either(85, accept, opens('decline-hand-over'))
  for (const verb of plainly) {
    const button = by(verb)
    if (button) return filled(button)
  }
  for (const what of opened) {
    const button = opens(what)
    if (button) return filled(button)
  }
  return undefined
}

/** Pressed wherever they are seen, with everything filled in. */
const plainly = [
  'approval.reject',
  'approval.request-changes',
  'hand-over.decline',
  'certification.retire',
  'certification.appeal',
  'waiver.refuse',
  'waiver.ask',
  'step.confirm',
  'sample.look',
  'condition.accept',
  'stop.told',
  'review.check',
  'certification.submit',
  'certification.submit-anyway',
  'step.acknowledge',
  'quiz.next',
  'evidence.done',
  'step.answer',
  'step.ask',
  'certification.go-live',
  'condition.evidence',
  'questions.answer',
  'steps.start',
  'reminder.snooze',
  'hand-over.ask',
  'certification.recertify',
  'role.confirm',
  'delivery.drop',
] as const

/** What somebody does with a reminder; undefined where they go straight to what it is about. */
export const withReminder = (card: Card, { manner }: Inhabitant, chance: Chance): Deed | undefined => {
  const buttons = buttonsOf(card).flatMap((button) => (button.type === 'Action.Execute' ? [button] : []))
  const opens = (what: string): Press | undefined =>
    buttons.find((button) => button.verb === 'card.open' && button.data['what'] === what)
  const wished =
    manner === 'snoozes'
      ? opens('snooze')
      : manner === 'on-it'
        ? buttons.find((button) => button.verb === 'reminder.on-it')
        : manner === 'passes-on'
          ? opens('new-owner')
          : undefined
  return wished && chance.percent(60) ? { button: wished, values: {} } : undefined
}

/** Tells one button of a conversation from the next; a quiz asks on the same one again and again. */
export const nameOf = ({ verb, data }: Press): string => `${verb} ${JSON.stringify(data)}`

/** The thing that a card says has no owner: "AST-12"; undefined where it says no such thing. */
export const ownerless = (card: Card): string | undefined =>
  /type "hand over (AST-\d+) to" and a name/i.exec(wordsOf(card))?.[1]

const fill = (
  card: Card,
  who: Inhabitant,
  programme: Programme,
  today: string,
): Readonly<Record<string, string>> => {
  const low = lowAnswers(programme)
  return Object.fromEntries(
    [...inputsOf(card)].map(([id, input]) => {
      if (input.type === 'Input.ChoiceSet' && input['choices.data'])
        return [id, id === 'deputy' || id === 'to' || id === 'peer' ? who.deputy : who.manager]
      if (input.type === 'Input.ChoiceSet') {
        const given = low[id] ?? (input.value || undefined)
        const choice = input.choices.find(({ value }) => value === given) ?? input.choices[0]
        return [id, choice?.value ?? '']
      }
      if (input.type === 'Input.Date')
        return [id, id === 'day' && input.value ? input.value : later(today, 5)]
      if (input.type === 'Input.Toggle') return [id, 'true']
      return [
        id,
        id === 'link'
          ? 'https://contoso.example/evidence'
          : 'Looked at on the day, and it is as it should be.',
      ]
    }),
  )
}

let known: Readonly<Record<string, string>> | undefined
const lowAnswers = (_programme: Programme): Readonly<Record<string, string>> => (known ??= answersFor('low'))

const rightAnswer = (card: Card, programme: Programme): string => {
  const words = wordsOf(card)
  const question = programme.microCertifications
    .flatMap((skill) => skill.questions)
    .find((one) => words.includes(one.ask))
  const right = question?.options.find((option) => option.right)?.text
  const input = inputsOf(card).get('answer')
  return input?.type === 'Input.ChoiceSet'
    ? (input.choices.find((one) => one.title === right)?.value ?? '')
    : ''
}

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10)
