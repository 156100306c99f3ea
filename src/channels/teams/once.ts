import { repliesKept } from './limits.ts'

/** Remembers what was done in this life of the process, the newest of it. */
export const createOnce = () => {
  const done = new Set<string>()
  return {
    /** True for the first who asks. */
    claim: (key: string): boolean => {
      if (done.has(key)) return false
      done.add(key)
      const [oldest] = done
      if (done.size > repliesKept && oldest !== undefined) done.delete(oldest)
      return true
    },
  }
}
