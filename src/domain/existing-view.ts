import type { Asked, Of } from './view-parts.ts'

/** One thing that was there before Assay, as its owner's card lists it. */
type Line = {
  readonly asset: string
  readonly name: string
  readonly certification: string
  readonly state: string
  readonly due: string
  /** Whether nobody has begun with it. */
  readonly untouched: boolean
}

/** What was there before Assay. */
export type ExistingView =
  /** What of somebody's has to be certified; `late` are those whose days are over, `more` how many are not shown. */
  | Of<
      'existing',
      {
        person: string
        name: string
        mine: boolean
        lines: readonly Line[]
        more: number
        late: number
        first: string | null
      }
    >
  /** What nobody is known to own; `said` is whom the list named. */
  | Of<
      'unowned',
      { lines: readonly { asset: string; name: string; said: string; offered: string }[]; more: number }
    >
  /** The form in which an owner says that something is not theirs. */
  | Of<'disown', { asset: string; name: string; fields: readonly Asked[]; sentence: string }>
