/** The certification that an event is about, with the ids that whoever reads it needs: its asset, and whom it belongs to. */
export type About = {
  readonly certification: string
  readonly asset: string
  readonly developer: string
  readonly owner: string
}

/** Whoever is known to use what is certified, beside its makers. */
export type Users = { readonly users: readonly string[] }
