import type { Certification } from '../../src/domain/certification.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Deadlines } from './deadlines.ts'
import type { Edition } from './editions.ts'
import type { Tally } from './tally.ts'

const dayMs = 86_400_000
const minuteMs = 60_000
const graceDays = { low: 30, moderate: 14, high: 0 } as const
const over: readonly Certification['state'][] = ['retired', 'revoked', 'withdrawn', 'rejected']

type Granted = {
  readonly grantedMs: number
  readonly edition: Edition
  readonly reminded: number[]
  /** What it is for was turned down meanwhile; an appeal may have brought it back. */
  wasOver: boolean
}

/** Watches that a waiver is spoken of before its end, ends on its day, and takes with it what was certified by it. */
export const watchWaivers = ({
  editionAt,
  deadlines,
  tally: { note, count },
}: {
  /** What the policy says at a moment. */
  readonly editionAt: (ms: number) => Edition
  readonly deadlines: Deadlines
  readonly tally: Tally
}) => {
  const certifications = new Map<string, Pick<Certification, 'state' | 'waivers' | 'inForceUntil'>>()
  const granted = new Map<string, Granted>()

  const waiverOf = (certification: string, waiver: string) =>
    certifications.get(certification)?.waivers.find(({ id }) => id === waiver)
  /** Midnight after a day, or so many days later, in UTC: where the programme is at home. */
  const midnight = (day: string, days: number): number =>
    Date.parse(`${day}T00:00:00.000Z`) + (days + 1) * dayMs

  /** What was decided stands a minute later, or was taken back or overtaken. */
  const expectStands = (certification: string, waiver: string): void => {
    const decided = at(deadlines.now())
    const due = deadlines.now() + minuteMs
    deadlines.lookAfter(due, () => {
      const ask = waiverOf(certification, waiver)?.asks.find(({ decision }) => decision?.at === decided)
      const isSettling = ask?.state === 'approved' || ask?.state === 'rejected'
      if (isSettling && ask.decision?.stands === false && deadlines.isLate(at(due)))
        note('waiver', `what was decided on a waiver of ${certification} at ${decided} does not stand yet`)
    })
  }

  const expectEnd = (certification: string, waiver: string, until: string): void =>
    deadlines.lookAfter(midnight(until, 0), () => {
      const now = waiverOf(certification, waiver)
      if (now?.until !== until) return
      const isOver = over.includes(certifications.get(certification)?.state ?? 'retired')
      if (now.state === 'granted' && !isOver && deadlines.isLate(at(midnight(until, 0))))
        note('waiver', `the waiver of ${certification} still stands after ${until}`)
      if (now.state === 'ended' && !isOver) seeReminders(certification, waiver, until)
    })

  const seeReminders = (certification: string, waiver: string, until: string): void => {
    const one = granted.get(`${waiver} ${until}`)
    if (!one) return
    const endMs = Date.parse(`${until}T00:00:00.000Z`)
    const now = editionAt(deadlines.now())
    const isSure = (days: number): boolean => endMs - days * dayMs > one.grantedMs
    const expected = one.wasOver
      ? []
      : now === one.edition
        ? now.waiverRungs.filter(isSure)
        : // A rung of the new policy that lay behind it is not made up for.
          now.waiverRungs.filter((days) => isSure(days) && editionAt(endMs - days * dayMs) === now)
    const most = new Set([...now.waiverRungs, ...one.edition.waiverRungs].filter(isSure)).size
    count('waivers ended')
    if (one.reminded.length < expected.length || one.reminded.length > most)
      note(
        'waiver',
        `the waiver of ${certification} (${certifications.get(certification)?.state ?? ''}) until ${until} was spoken of ${one.reminded.length} times, not at ${expected.join(', ')}`,
      )
  }

  const expectStop = (certification: string, waiver: string, until: string, days: number): void => {
    const due = midnight(until, days)
    deadlines.lookAfter(due, () => {
      const now = certifications.get(certification)
      const one = waiverOf(certification, waiver)
      if (!now || one?.until !== until || one.state !== 'ended' || !deadlines.isLate(at(due))) return
      if (
        now.inForceUntil !== null &&
        Date.parse(now.inForceUntil) > deadlines.now() &&
        !over.includes(now.state)
      )
        note('waiver', `${certification} (${now.state}) still counts, and its waiver ended on ${until}`)
    })
  }

  return {
    hear: (certification: Certification, events: readonly Event[]): void => {
      const { id, state, waivers, inForceUntil } = certification
      if (waivers.length === 0 && !certifications.has(id)) return
      certifications.set(id, { state, waivers, inForceUntil })
      if (over.includes(state))
        for (const { id: waiver, until } of waivers) {
          const one = granted.get(`${waiver} ${until}`)
          if (one) one.wasOver = true
        }
      for (const event of events) {
        switch (event.type) {
          case 'waiver-granted':
          case 'waiver-refused':
            expectStands(id, event.waiver)
            break
          case 'waiver-settled': {
            if (event.verdict === 'refused') {
              count('waivers refused')
              break
            }
            count(event.longer ? 'waivers made longer' : 'waivers granted')
            const grantedMs = deadlines.now()
            granted.set(`${event.waiver} ${event.until}`, {
              grantedMs,
              edition: editionAt(grantedMs),
              reminded: [],
              wasOver: false,
            })
            expectEnd(id, event.waiver, event.until)
            expectStop(id, event.waiver, event.until, graceDays[event.tier])
            break
          }
          case 'waiver-asked':
          case 'waiver-undone':
          case 'waiver-lapsed':
            count(event.type.replace('waiver-', 'waivers '))
            break
          case 'waiver-expired':
            count(event.suspended ? 'waivers whose end suspended' : 'waivers whose end took a renewal along')
            break
          case 'waiver-reminded': {
            const one = granted.get(`${event.waiver} ${event.until}`)
            if (!one || deadlines.now() > midnight(event.until, 0))
              note('waiver', `${id} was reminded of a waiver that has ended`)
            one?.reminded.push(deadlines.now())
            break
          }
          default:
        }
      }
    },
  }
}

const at = (ms: number): string => new Date(ms).toISOString()
