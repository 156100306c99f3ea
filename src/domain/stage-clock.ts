import { z } from 'zod'
import { addWorkingDays } from './calendar.ts'
import type { WorkingHours } from './calendar.ts'
import { addWorkingMs, workingMs } from './working-time.ts'

/** Who is asked as the time of a stage passes, in this order: at half of it, at its end, at one and a half times it. Wire names. */
export const rungs = ['nudge', 'deputy', 'lead'] as const
export type Rung = (typeof rungs)[number]

/**
 * The time of the stage that is asked now, counted in working hours of `zone`: that in which most of those who can decide work. Its end
 * is the request's `due`; `half`, `late` and `ends` are 50, 150 and 200 % of it. All instants are ISO 8601 UTC.
 */
export const StageClock = z.object({
  zone: z.string(),
  began: z.string(),
  half: z.string(),
  late: z.string(),
  /** When the request runs out. */
  ends: z.string(),
  /** The rungs that have come, with whom each asked. */
  climbed: z.array(z.object({ rung: z.enum(rungs), at: z.string(), people: z.array(z.string()) })),
  /** When a maker last asked the approvers to have a look, and who did. */
  nudged: z.object({ by: z.string(), at: z.string() }).nullable(),
  /** Who has taken a seat on, until they give it back or a rung from the end of the time on comes. */
  taken: z.array(z.object({ person: z.string(), seat: z.number(), at: z.string() })),
})
export type StageClock = Readonly<z.infer<typeof StageClock>>

/** When each rung of a stage comes. */
export type Times = Pick<StageClock, 'zone' | 'began' | 'half' | 'late' | 'ends'> & { readonly due: string }

/** The time of a stage that is asked at `began` and has so many working days. */
export const timesOf = (began: string, days: number, hours: WorkingHours): Times => {
  const due = addWorkingDays(began, days, hours)
  const whole = workingMs(began, due, hours)
  return {
    zone: hours.zone,
    began,
    half: addWorkingMs(began, whole / 2, hours),
    due,
    late: addWorkingMs(due, whole / 2, hours),
    ends: addWorkingMs(due, whole, hours),
  }
}

/** A stage of which nothing has passed. */
export const startClock = ({ due: _due, ...times }: Times): StageClock => ({
  ...times,
  climbed: [],
  nudged: null,
  taken: [],
})

/** When a rung comes. */
export const rungAt = (rung: Rung, { half, due, late }: Pick<Times, 'half' | 'due' | 'late'>): string =>
  ({ nudge: half, deputy: due, lead: late })[rung]
