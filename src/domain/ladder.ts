import type { Asset } from './asset.ts'
import { dayOf } from './calendar.ts'
import type { Certification } from './certification.ts'
import type { Joiner, Programme, ReminderPolicy, Tier } from './programme.ts'
import { joiners } from './programme.ts'
import type { Place } from './schedule.ts'
import { firstOccurrence } from './schedule.ts'

/** Whom a rung reaches: the owner, and whoever joins them later. */
export const climbers = ['owner', ...joiners] as const
export type Climber = (typeof climbers)[number]

/** `days` before (-14) or after (5) the day that the certificate is valid until. A warning tells the owner who is asked on the next day. */
export type Rung = { readonly who: Climber; readonly days: number; readonly isWarning: boolean }

/**
 * The rungs of a review, the earliest first. Who joins is reminded from then on, at the owner's rungs too. The owner hears beforehand:
 * at a rung of their own on the day before, or in a warning.
 */
export const reviewRungs = ({ review }: ReminderPolicy, tier: Tier, graceDays: number): readonly Rung[] => {
  const within = (days: number): boolean => days <= graceDays
  const own = review.rungs.filter(within)
  const joins = joiners.flatMap((who) => {
    const days = review.joins[tier][who]
    return days === undefined || !within(days) ? [] : [{ who, days }]
  })
  const rungs = [
    ...own.map((days) => ({ who: 'owner' as const, days, isWarning: false })),
    ...joins.flatMap(({ who, days }) =>
      [days, ...own.filter((later) => later > days)].map((at) => ({ who, days: at, isWarning: false })),
    ),
    ...joins
      .filter(({ days }) => !own.includes(days - 1))
      .map(({ days }) => ({ who: 'owner' as const, days: days - 1, isWarning: true })),
  ]
  return rungs.sort((a, b) => a.days - b.days)
}

/** A certification while its owner has to see to its renewal. */
export type Renewing = Pick<Certification, 'id' | 'validUntil' | 'assessment'>

/** States in which the owner still has to do something, so that they are reminded. */
export const owedStates = ['review_due', 'recertifying', 'changes_requested'] as const

/** Whether it is in one of them. */
export const isOwedReview = ({ state }: Pick<Certification, 'state'>): boolean =>
  owedStates.some((one) => one === state)

/** The name of a rung for good: whatever is planned anew, it comes once. */
export const rungKey = (validUntil: string, { who, days, isWarning }: Rung): string =>
  `${validUntil} ${who} ${days}${isWarning ? ' warning' : ''}`

/** Reads a name again; undefined for one that no rung has. */
export const readRung = (key: string): (Rung & { readonly validUntil: string }) | undefined => {
  const [validUntil = '', name = '', days = '', warning] = key.split(' ')
  const who = climbers.find((one) => one === name)
  if (!who || !/^-?\d+$/.test(days)) return undefined
  return { validUntil, who, days: Number(days), isWarning: warning === 'warning' }
}

type RungTimer = {
  readonly kind: 'review-reminds'
  readonly subject: string
  readonly occurrence: string
  readonly due: string
}

/**
 * The timers of a review's rungs: calendar days in the zone of whom each reaches, moved to the working day before, at the hour (HH:MM) at
 * which they get what can wait.
 */
export const reviewTimers = (
  { id, validUntil, assessment }: Renewing,
  calendarOf: (who: Climber) => { readonly zone: string; readonly at: string },
  programme: Pick<Programme, 'reminders' | 'holidays' | 'cadences'>,
): readonly RungTimer[] => {
  if (validUntil === null || !assessment) return []
  const { graceDays } = programme.cadences[assessment.tier]
  return reviewRungs(programme.reminders, assessment.tier, graceDays).map((rung) => {
    const { zone, at } = calendarOf(rung.who)
    const due = rungDue(
      { days: rung.days, of: dayOf(validUntil, zone), at },
      { zone, holidays: programme.holidays },
    )
    return { kind: 'review-reminds', subject: id, occurrence: rungKey(validUntil, rung), due }
  })
}

type Rungs = readonly { readonly occurrence: string; readonly due: string }[]

/**
 * What is to wait from now on, where a ladder is planned anew: the rungs that lie ahead, and at once those that waited and whose hour has
 * passed by the new plan, so that a new zone or hour loses none. What neither waited nor lies ahead has been, or is not made up for.
 */
export const climbOn = <R extends Rungs[number]>(
  rungs: readonly R[],
  waiting: Rungs,
  now: string,
): readonly R[] =>
  rungs.flatMap((rung) => {
    if (rung.due > now) return [rung]
    return waiting.some(({ occurrence }) => occurrence === rung.occurrence) ? [{ ...rung, due: now }] : []
  })

/** When so many days before or after a day fall due. */
export const rungDue = (
  { days, of, at }: { readonly days: number; readonly of: string; readonly at: string },
  place: Place,
): string => {
  const found = firstOccurrence({ kind: 'ladder', at, day: of, steps: [days] }, place, '')
  if (!found) throw new Error(`no day ${days} from ${of}`)
  return found.due
}

/** Who is asked next beside the owner, and on which day (YYYY-MM-DD) in a zone; undefined where nobody is any more. */
export const nextHelp = (
  { validUntil, assessment }: Renewing,
  { zone, now }: { readonly zone: string; readonly now: string },
  programme: Pick<Programme, 'reminders' | 'holidays' | 'cadences'>,
): { readonly who: Joiner; readonly day: string } | undefined => {
  if (validUntil === null || !assessment) return undefined
  const joins = programme.reminders.review.joins[assessment.tier]
  const today = dayOf(now, zone)
  const of = dayOf(validUntil, zone)
  return joiners
    .flatMap((who) => {
      const days = joins[who]
      return days === undefined || days > programme.cadences[assessment.tier].graceDays
        ? []
        : [
            {
              who,
              day: dayOf(rungDue({ days, of, at: '12:00' }, { zone, holidays: programme.holidays }), zone),
            },
          ]
    })
    .filter(({ day }) => day > today)
    .sort((a, b) => (a.day < b.day ? -1 : 1))[0]
}

/** The person who joins as deputy or manager, as the asset and its steps name them; undefined where nobody is named. */
export const joinerOf = (
  who: 'deputy' | 'manager',
  asset: Pick<Asset, 'deputy'>,
  { steps }: Pick<Certification, 'steps'>,
): string | undefined => {
  if (who === 'deputy' && asset.deputy !== null) return asset.deputy
  const named = steps.flatMap((step) => {
    const answer = who === 'deputy' ? (step.answers['deputy']?.body ?? '') : ''
    const passer = step.by === who ? (step.passedBy ?? step.asked ?? '') : ''
    return [answer, passer]
  })
  return named.find((one) => one !== '')
}
