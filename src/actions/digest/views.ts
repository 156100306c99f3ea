import { startOfDay } from '../../domain/calendar.ts'
import type { Certification } from '../../domain/certification.ts'
import type { Absence } from '../../domain/digest.ts'
import { absenceBefore, digestLines } from '../../domain/digest.ts'
import { selves } from '../../domain/person.ts'
import { stateWords } from '../../domain/transition.ts'
import type { ViewOf } from '../../domain/view.ts'
import { needsOf } from '../conversation/inbox.ts'
import { nameOfAsset } from '../conversation/need.ts'
import { eachOf, most } from '../load.ts'
import type { Look } from '../look.ts'

type Digest = ViewOf<'digest'>

/** Lines of what changed while somebody was away. */
const changedLines = 3
/** Entries about absences that are looked through for somebody's latest one. */
const looked = 20

/** What needs the person, the most urgent first, and on their first day back what changed meanwhile. */
export const digestView = async (look: Look, day: string): Promise<Digest> => {
  const mine = await look.session.certifications.of(selves(look.person), most)
  const needs = await needsOf(look, mine)
  const absence = await absenceOf(look, day)
  return {
    kind: 'digest',
    day,
    at: look.person.digestAt,
    needs: needs.slice(0, digestLines),
    more: Math.max(0, needs.length - digestLines),
    back: absence && (await changesSince(look, absence, mine)),
  }
}

/** Nothing needs the person and nothing changed: not worth a message. */
export const isEmpty = ({ needs, back }: Digest): boolean =>
  needs.length === 0 && (back === null || back.changed.length === 0)

/** The absence after which this is the person's first working day; null on every other day. */
export const absenceOf = async (
  { session, person, programme }: Pick<Look, 'session' | 'person' | 'programme'>,
  day: string,
): Promise<Absence | null> =>
  absenceBefore(
    day,
    await session.journal.ofTypes(person.id, ['away-ended', 'away-set'], looked),
    person.zone,
    programme,
  )

const changesSince = async (
  look: Look,
  { from, to }: Absence,
  mine: readonly Certification[],
): Promise<Digest['back']> => {
  const since = startOfDay(from, look.person.zone)
  const changed = mine.filter((one) => one.since >= since)
  return {
    first: from,
    last: to,
    changed: await eachOf(changed.slice(0, changedLines), async (one) => ({
      reference: one.id,
      name: await nameOfAsset(look, one),
      state: stateWords[one.state],
    })),
    moreChanged: Math.max(0, changed.length - changedLines),
  }
}
