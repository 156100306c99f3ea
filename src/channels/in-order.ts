/** Runs calls under one name one after another, and those under different names side by side. */
export const createInOrder = (): (<T>(name: string, call: () => Promise<T>) => Promise<T>) => {
  const last = new Map<string, Promise<unknown>>()

  return (name, call) => {
    const before = last.get(name) ?? Promise.resolve()
    // Whoever made the call before hears of its fault.
    const calling = before.then(call, call)
    const done = calling.then(
      () => undefined,
      () => undefined,
    )
    last.set(name, done)
    void done.finally(() => {
      if (last.get(name) === done) last.delete(name)
    })
    return calling
  }
}
