import type { Tier } from '../../src/domain/programme.ts'
import { answersFor } from '../journey.ts'
import { programme } from '../world.ts'
import type { Hand } from './hand.ts'
import { hear } from './heard.ts'

/** Called after each thing done, with a name for it. */
export type Notice = (hand: Hand, what: string) => Promise<void>

const silent: Notice = () => Promise.resolve()

/** What is registered in each journey. */
export const solutions = {
  low: {
    'What is it called?': 'Team leave calendar',
    'What is it for?': 'Shows who is away, so that nobody plans a meeting into a holiday',
    'What kind of thing is it?': 'App',
    'What is it built on?': 'Power Apps',
  },
  moderate: {
    'What is it called?': 'Stock count',
    'What is it for?': 'Shift leads count the shelves on a tablet and the list is right by the evening',
    'What kind of thing is it?': 'App',
    'What is it built on?': 'Power Apps',
  },
} as const

/** From `start` to the first page of questions. */
export const register = async (
  hand: Hand,
  tier: keyof typeof solutions,
  notice: Notice = silent,
): Promise<void> => {
  await hand.say('start')
  await notice(hand, 'start')
  for (const [label, value] of Object.entries(solutions[tier])) await hand.fill(label, value)
  await notice(hand, 'described')
  await hand.press('Continue', hand.card())
  await notice(hand, 'registered')
}

/** Through the pages of questions to the result. */
export const classify = async (
  hand: Hand,
  tier: Exclude<Tier, 'high'>,
  notice: Notice = silent,
): Promise<void> => {
  const answers = answersFor(tier)
  for (const [index, page] of programme.pages.entries()) {
    for (const id of page.questions) {
      const question = programme.questions.find((one) => one.id === id)
      const option = question?.options.find((one) => one.id === answers[id])
      if (!question || !option) throw new Error(`the policy has no answer to ${id}`)
      await hand.fill(question.ask, option.label)
    }
    await notice(hand, `questions-${index + 1}`)
    await hand.press('Continue', hand.card())
  }
  await notice(hand, 'result')
}

/** Through every step that the developer can do; `submitted`, or `waiting` where others come first. */
export const passSteps = async (hand: Hand, notice: Notice = silent): Promise<'submitted' | 'waiting'> => {
  for (let left = 60; left > 0; left -= 1) {
    const { buttons } = await hear(hand.card().locator('.card'))
    if (buttons.includes('Submit')) {
      await notice(hand, 'ready')
      await hand.press('Submit', hand.card())
      await notice(hand, 'submitted')
      return 'submitted'
    }
    if (!(await advance(hand, notice))) return 'waiting'
  }
  throw new Error('never came to Submit')
}

const onward = [
  /^(Start the steps|Go on to submit)$/,
  /^I agree$/,
  /^(Next question|See the result|Try again|Go on|Next)$/,
  /^Next: /,
]
const finish = /^(Done|Continue|Send|Save|Ask them)$/

/** Does the one obvious next thing on the card; false where there is none. */
const advance = async (hand: Hand, notice: Notice): Promise<boolean> => {
  const { asked, buttons } = await hear(hand.card().locator('.card'))
  if (asked.length > 0) {
    for (const { label: numbered, kind, titles } of asked) {
      const label = numbered.replace(/^\d+\. /, '')
      if (kind === 'radios') await hand.fill(label, rightOf(titles))
      else if (kind === 'choice')
        await hand.fill(label, titles.find((title) => !title.startsWith('Choose')) ?? '')
      else if (kind === 'person') await hand.fill(label, 'Ben Okafor')
      else if (/link/i.test(label)) await hand.fill(label, 'https://contoso.example/evidence')
      else await hand.fill(label, 'Tried by hand with the shift leads; nothing is missing')
    }
    await notice(hand, 'filled')
    await hand.press(buttons.includes('Answer') ? 'Answer' : finish, hand.card())
    await notice(hand, 'answered')
    return true
  }
  const next = onward.find((title) => buttons.some((button) => title.test(button)))
  if (next) {
    await hand.press(next, hand.card())
    await notice(hand, 'next')
    return true
  }
  if (!buttons.includes('Back to the steps') || buttons.length > 1) return false
  await hand.press('Back to the steps', hand.card())
  return true
}

/** The right answer of the quiz question that has these answers. */
const rightOf = (titles: readonly string[]): string => {
  const question = programme.microCertifications
    .flatMap((skill) => skill.questions)
    .find((one) => one.options.every((option) => titles.includes(option.text)))
  const right = question?.options.find((option) => option.right)
  if (!right) throw new Error(`no question of the policy has the answers ${titles.join(' | ')}`)
  return right.text
}
