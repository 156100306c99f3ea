/** How a call goes wrong. `drop` closes the connection; `accepted`: after the work was done. */
export type Trouble =
  | { readonly kind: 'limited'; readonly seconds: number }
  | { readonly kind: 'status'; readonly status: number; readonly accepted?: boolean }
  | { readonly kind: 'error'; readonly error: string; readonly accepted?: boolean }
  | { readonly kind: 'drop'; readonly accepted: boolean }
  | { readonly kind: 'hang' }
  | { readonly kind: 'none' }

/** What goes wrong with the next calls of a method, in turn. */
export const createTroubles = () => {
  const troubles: { method: string; trouble: Trouble; times: number }[] = []

  return {
    add: (method: string, trouble: Trouble, times: number): void =>
      void troubles.push({ method, trouble, times }),
    mend: (): void => void troubles.splice(0),
    of: (method: string): Trouble | undefined => {
      const found = troubles.find((one) => one.method === method && one.times > 0)
      if (found) found.times -= 1
      return found?.trouble
    },
  }
}
