import { unknown } from '../../src/domain/programme.ts'
import { load, shipped } from '../programme/policy-file.ts'

export const programme = load(shipped)
export const asset = { kind: 'app', platform: 'power_apps', ownerIsDeveloper: true }

/** Answers by the points of each option, question 1 to 12; `?` is "I don't know", a word is the option of that id. */
export const byPoints = (row: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    row.split(' ').map((cell, index) => {
      const question = programme.questions[index]
      if (!question) throw new Error(`there is no question ${index + 1}`)
      if (cell === '?') return [question.id, unknown]
      const option = question.options.find(
        (one) => one.id === cell || (one.id !== unknown && String(one.points) === cell),
      )
      if (!option) throw new Error(`question ${question.id} has no option of ${cell} points`)
      return [question.id, option.id]
    }),
  )

/** The least of every question. */
export const harmless = byPoints('0 0 0 0 0 0 0 0 0 0 0 0')
