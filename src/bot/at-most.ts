/** Runs calls as they come, but so many at once at most. */
export const createAtMost = (most: number): (<T>(call: () => Promise<T>) => Promise<T>) => {
  const waiting: (() => void)[] = []
  let running = 0

  return async (call) => {
    if (running >= most) await new Promise<void>((resolve) => void waiting.push(resolve))
    else running += 1
    try {
      return await call()
    } finally {
      // The place goes to whoever waits longest.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
