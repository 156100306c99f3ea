/** One figure of its own, and whether it is as it has to be. */
export type Fact = { readonly name: string; readonly seen: string; readonly isMet: boolean }

export const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
