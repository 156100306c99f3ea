/** Somebody whom a visitor of the playground can play. */
export type Persona = {
  /** Lower-case letters, digits and dashes: `dana`. The account is `web:dana`. */
  readonly id: string
  readonly name: string
  /** As people say them: `steward`, `data protection`. */
  readonly roles: readonly string[]
  /** One line on what this person is here for. */
  readonly about?: string
  /** IANA name. */
  readonly zone?: string
  readonly locale?: string
}

/** The account that a persona speaks from, as the store knows it. */
export const accountOf = (persona: string): string => `web:${persona}`
