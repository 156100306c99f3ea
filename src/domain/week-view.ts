import type { Of } from './view-parts.ts'

type Requests = { readonly asked: number; readonly decided: number; readonly inTime: number }

/** The programme's week in figures, beside those of the week before. */
export type WeekView = Of<
  'week',
  {
    day: string
    open: number
    oldest: { reference: string; since: string } | null
    last: Requests
    before: Requests
    ending: { certificates: number; waivers: number }
    endingDays: number
    /** Review campaigns that are under way. */
    campaigns: { count: number; asked: number; answered: number; overdue: number }
    samples: { looked: number; found: number }
  }
>
