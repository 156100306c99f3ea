/** Which step, approval or the like an event is about, beside the ids that its readers need. */
export type About = {
  readonly certification: string
  readonly asset: string
  readonly developer: string
  readonly owner: string
}

/** Whoever is known to use what is certified, beside its makers. */
export type Users = { readonly users: readonly string[] }
