import { describe, expect, it } from 'vitest'
import { changed, faultOf, file, marked } from './policy-file.ts'

/** What is changed in the shipped file, to what (the mark ▮ stands where the mistake is told), and what is said. */
type Mistake = readonly [name: string, from: string, to: string, says: string]

/** One test for each mistake: it is told once, at its place, and every line that is told names a place and a cure. */
export const explainsEach = (mistakes: readonly Mistake[]): void => {
  describe('a policy with a mistake', () => {
    it.each(mistakes)('names %s, its place and the cure', (_name, from, to, says) => {
      const { source, at } = marked(changed(from, to))

      const fault = faultOf(source)

      const told = fault.message.split('\n').filter((line) => line.includes(says))
      expect(told, fault.message).toHaveLength(1)
      if (to.includes('▮')) expect(told[0]).toMatch(new RegExp(`^${file}:${at} `))
      for (const line of fault.message.split('\n'))
        expect(line).toMatch(/^policy\/programme\.yaml:\d+:\d+ .+: .+/)
    })
  })
}
