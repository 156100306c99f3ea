/** The ids that each event about a certification carries, for its readers. */
export type About = {
  readonly certification: string
  readonly asset: string
  readonly developer: string
  readonly owner: string
}
