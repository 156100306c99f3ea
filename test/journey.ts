import { asks } from '../src/domain/step.ts'
import type { Card } from '../src/ports/card.ts'
import type { openWorld, Player } from './world.ts'
import { inputsOf, titlesOf, wordsOf } from './card-reader.ts'
import { programme } from './world.ts'

export type World = Awaited<ReturnType<typeof openWorld>>

/** Points of questions 1 to 12 that give each tier: the team leave calendar, the stock count, the same with data of staff, the CV-screening bot. */
const points = {
  low: [1, 2, 2, 0, 1, 1, 0, 0, 0, 0, 1, 0],
  moderate: [1, 0, 2, 1, 2, 3, 0, 0, 3, 1, 1, 0],
  personal: [1, 2, 2, 1, 2, 3, 0, 0, 3, 1, 1, 0],
  high: [3, 4, 1, 0, 1, 2, 2, 4, 2, 3, 0, 0],
} as const

/** Gives somebody a role as two administrators do: one asks, and the other confirms where that is needed. */
export const grantRole = async (world: World, words: string): Promise<Card> => {
  const { amara, kenji } = world.people
  if (!amara || !kenji) throw new Error('there are no administrators')
  const card = await amara.says(`role grant ${words}`)
  return wordsOf(card).includes('a second administrator confirms') ? kenji.press('Confirm') : card
}

/** The options that give a tier, by question. */
export const answersFor = (tier: keyof typeof points): Readonly<Record<string, string>> =>
  Object.fromEntries(
    programme.questions.map((question, index) => {
      const option = question.options.find(
        (one) => one.points === points[tier][index] && one.id !== 'unknown',
      )
      if (!option) throw new Error(`no option of ${question.id} has ${points[tier][index]} points`)
      return [question.id, option.id]
    }),
  )

/** The option of a question that gives so many points, and is no "I don't know". */
export const optionOf = (question: string, points: number): string =>
  programme.questions
    .find(({ id }) => id === question)
    ?.options.find((one) => one.points === points && one.id !== 'unknown')?.id ?? ''

/** From `start` to the first page of questions. */
export const register = async (
  player: Player,
  name: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Card> => {
  await player.says('start')
  const card = await player.press('Continue', {
    name,
    purpose: `Keeps the ${name.toLowerCase()} in one place for the team`,
    kind: programme.kinds[0]?.id ?? '',
    platform: programme.platforms[0]?.id ?? '',
    ...more,
  })
  return titlesOf(card).includes('Mine is different') ? player.press('Mine is different') : card
}

/** Through all pages of questions to the result; `other` are answers in place of those that give the tier. */
export const classifyAs = async (
  player: Player,
  tier: keyof typeof points,
  other: Readonly<Record<string, string>> = {},
): Promise<Card> => {
  const answers = { ...answersFor(tier), ...other }
  let card = player.card()
  for (const page of programme.pages)
    card = await player.press(
      'Continue',
      Object.fromEntries(page.questions.map((id) => [id, answers[id] ?? ''])),
    )
  return card
}

/** From the result through every step, with whoever has to vouch for one, to Submit. */
export const certify = async (
  player: Player,
  world?: World,
  options: { readonly change?: boolean; readonly id?: string } = {},
): Promise<Card> => {
  // Something else may have been pushed below the result meanwhile.
  const titles = player.cards().flatMap(({ card }) => titlesOf(card))
  const onward = ['Start the steps', 'Go on to submit'].find((title) => titles.includes(title))
  if (onward !== undefined) await player.press(onward)
  const id = options.id ?? 'CRT-1'
  for (let left = 80; left > 0; left -= 1) {
    const certification = await world?.read((session) => session.certifications.find(id))
    const waiting = certification?.steps.find((step) => step.state === 'asked')
    if (world && waiting) await vouch(world, waiting.asked, waiting.by)
    else break
  }
  return world ? passAll(player, world, id, options) : passAlone(player)
}

const passAlone = async (player: Player): Promise<Card> => {
  for (let left = 60; left > 0; left -= 1) {
    const card = player.card()
    if (titlesOf(card).includes('Submit')) return player.press('Submit')
    await advance(player, card)
  }
  throw new Error(`never came to Submit: ${wordsOf(player.card())}`)
}

const passAll = async (
  player: Player,
  world: World,
  id: string,
  { change }: { readonly change?: boolean },
): Promise<Card> => {
  if (change) {
    const certification = await world.read((session) => session.certifications.find(id))
    const form = certification?.steps.find((step) => asks(step) === 'form')
    if (!form) throw new Error('no form to change')
    await world.answer({
      key: `change-${form.id}`,
      account: `web:${player.persona}`,
      address: { channel: 'web', conversation: player.persona },
      place: 'personal',
      kind: 'click',
      verb: 'step.answer',
      data: { certification: id, step: form.id },
      values: Object.fromEntries(
        Object.entries(form.answers).map(([field, words]) => [
          field,
          /^[a-z_]+$/.test(words.body) || /^[0-9a-f]{32}$/.test(words.body)
            ? words.body
            : `${words.body} and a second contact`,
        ]),
      ),
    })
  }
  for (let left = 120; left > 0; left -= 1) {
    const certification = await world.read((session) => session.certifications.find(id))
    const open = certification?.steps.find((step) => step.state !== 'passed')
    if (!open) return player.says(`submit ${id}`)
    if (open.state === 'asked') {
      await vouch(world, open.asked, open.by)
      continue
    }
    const card = await player.says(`status ${id}`)
    await advance(player, card)
    for (let steps = 20; steps > 0; steps -= 1) {
      const now = await world.read((session) => session.certifications.find(id))
      if (now?.steps.find((step) => step.id === open.id)?.state !== 'open') break
      await advance(player, player.card())
    }
  }
  throw new Error('never came to Submit')
}

const vouch = async (world: World, asked: string | null, by: string): Promise<void> => {
  for (const player of Object.values(world.people)) {
    const person = await world.read((session) => session.people.byAccount(`web:${player.persona}`))
    const fits = asked !== null ? person?.id === asked : person?.roles.some((role) => role === by)
    if (!fits || player.persona === 'dana') continue
    await player.press('Confirm')
    return
  }
  throw new Error(`nobody can vouch as ${by}`)
}

/** Does the one obvious next thing on a card, as a willing developer would. */
const advance = async (player: Player, card: Card): Promise<Card> => {
  const titles = titlesOf(card)
  if (titles.includes('I agree')) return player.press('I agree')
  if (titles.includes('Answer')) return answerQuiz(player, card)
  if (
    titles.some((title) => /^(Next question|Next|See the result|Try again|Go on)$/.test(title)) &&
    !titles.includes('Submit')
  )
    return player.press(/^(Next question|Next|See the result|Try again|Go on)$/)
  if (titles.includes('Back to the steps') && titles.length === 1) return player.press('Back to the steps')
  const inputs = inputsOf(card)
  if (inputs.has('link'))
    return player.press('Done', { link: 'https://contoso.example/evidence', note: 'Seen and tried.' })
  if (inputs.size > 0) {
    const values = Object.fromEntries(
      [...inputs].map(([id, input]) => {
        if (input.type === 'Input.ChoiceSet' && input['choices.data'])
          return [
            id,
            input.choices.find((choice) => choice.title === 'Ben Okafor')?.value ??
              input.choices[0]?.value ??
              '',
          ]
        if (input.type === 'Input.ChoiceSet') return [id, input.choices[0]?.value ?? '']
        if (input.type === 'Input.Date') return [id, '2027-03-31']
        return [id, `Checked by hand, ${id} is fine`]
      }),
    )
    return player.press(
      titles.find((title) => /^(Done|Save|Continue|Send|Ask)/.test(title) && !/later/.test(title)) ??
        titles[0] ??
        '',
      values,
    )
  }
  const next = titles.find((title) => !/Why|Withdraw|Change|later|Open|Details/i.test(title))
  if (next === undefined) throw new Error(`nothing to press on: ${wordsOf(card)}`)
  return player.press(next)
}

const answerQuiz = async (player: Player, card: Card): Promise<Card> => {
  const words = wordsOf(card)
  const question = programme.microCertifications
    .flatMap((skill) => skill.questions)
    .find((one) => words.includes(one.ask))
  const right = question?.options.find((option) => option.right)?.text
  const input = inputsOf(card).get('answer')
  const choice =
    input?.type === 'Input.ChoiceSet' ? input.choices.find((one) => one.title === right) : undefined
  if (!choice) throw new Error(`no right answer found on: ${words}`)
  return player.press('Answer', { answer: choice.value })
}

/** Presses Approve, and then that it is meant: high risk asks twice. */
export const approveTwice = async (player: Player) => {
  await player.press('Approve')
  return player.press('Yes, approve')
}
