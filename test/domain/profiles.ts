import { programme } from './context.ts'

/** Points of questions 1 to 12 that give each tier. */
const points = {
  low: [1, 2, 2, 0, 1, 1, 0, 0, 0, 0, 1, 0],
  moderate: [1, 0, 2, 1, 2, 3, 0, 0, 3, 1, 1, 0],
  personal: [3, 2, 2, 1, 1, 1, 0, 0, 0, 0, 1, 0],
  high: [3, 4, 1, 0, 1, 2, 2, 4, 2, 3, 0, 0],
  blocked: [1, 0, 1, 0, 0, 1, 3, 0, 0, 0, 0, 0],
} as const
export type Profile = keyof typeof points | 'unknown'

export const answersOf = (profile: Profile): Readonly<Record<string, string>> =>
  profile === 'unknown'
    ? { ...answersOf('low'), personal: 'unknown' }
    : Object.fromEntries(
        programme.questions.map((question, index) => {
          const fits = question.options.filter(
            (one) => one.points === points[profile][index] && one.id !== 'unknown',
          )
          const option =
            profile === 'blocked' && question.number === 7
              ? fits.find((one) => one.flags.some((flag) => flag.flag === 'B'))
              : fits[0]
          return [question.id, option?.id ?? '']
        }),
      )
