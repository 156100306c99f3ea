/** The time. Only the playground's clock can be moved, and only forward. */
export type Clock = {
  /** ISO 8601 UTC with milliseconds. */
  readonly now: () => string
}
