import type { Certification } from '../../domain/certification.ts'
import { packSetting } from '../../domain/evidence-pack.ts'
import type { Event } from '../../domain/event.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { JournalEntry } from '../../ports/journal.ts'
import type { Session } from '../../ports/store.ts'
import { approvalOf, assetOf, certificationOf, eachOf, nameOf } from '../load.ts'
import { happened } from './happened.ts'

/** One line of a trail: when, who, where, what and why. `seq` is the journal's number of it. */
export type TrailLine = {
  readonly seq: number
  readonly at: string
  readonly subject: string
  /** "Dana Lindqvist", "Ana for Ben", "the programme". */
  readonly who: string
  readonly platform: string
  readonly what: string
  readonly why: string
  readonly policyVersion: number
}

/** Everything that the journal knows of one thing: it is short enough to be read at once. */
const everything = 100_000

/** The certification that a reference of any kind leads to: an asset's is its latest one. */
export const certificationBehind = async (session: Session, reference: string): Promise<Certification> => {
  if (reference.startsWith('APR'))
    return certificationOf(session, (await approvalOf(session, reference)).certification)
  if (!reference.startsWith('AST')) return certificationOf(session, reference)
  const { certification } = await assetOf(session, reference)
  if (certification === null)
    throw new Refusal(
      'unknown-thing',
      `${reference} has no certification, so there is nothing to show yet. Type inbox to see what is open.`,
    )
  return certificationOf(session, certification)
}

/** A certification, its asset and every request for approval it had, by reference. */
export const subjectsOf = async (
  session: Session,
  { id, asset }: Pick<Certification, 'id' | 'asset'>,
): Promise<readonly string[]> => [id, asset, ...(await session.journal.requestsOf(id))]

/** The same and who took its evidence: what a trail is about. */
const allOf = async (session: Session, certification: Certification): Promise<readonly string[]> => [
  ...(await subjectsOf(session, certification)),
  `setting:${packSetting(certification.id)}`,
]

/** The whole trail of a certification with its asset, every request for approval it had and who took its evidence, the oldest first. */
export const trailOf = async (
  session: Session,
  certification: Certification,
): Promise<readonly TrailLine[]> => trailAlong(session, certification, await allOf(session, certification))

/**
 * At most so many of its lines, the newest of those before the entry numbered `before` (0: the newest of all), the oldest first; with how many
 * there are, and how many come before and after these. No more is read than they need. Of the asks in `untold` it does not say how they were
 * decided.
 */
export const trailPage = async (
  session: Session,
  certification: Certification,
  {
    before,
    most,
    untold = [],
  }: { readonly before: number; readonly most: number; readonly untold?: readonly string[] },
): Promise<{
  readonly lines: readonly TrailLine[]
  readonly entries: number
  readonly earlier: number
  readonly later: number
}> => {
  const subjects = await allOf(session, certification)
  const until = before === 0 ? undefined : before
  const found = await eachOf(subjects, (id) => session.journal.of(id, most, until))
  const shown = found.flat().sort(inOrder).slice(-most)
  const count = async (of?: number): Promise<number> =>
    (await eachOf(subjects, (id) => session.journal.count(id, of))).reduce((sum, one) => sum + one, 0)
  const entries = await count()
  const reached = until === undefined ? entries : await count(until)
  return {
    lines: await told(session, certification, shown, untold),
    entries,
    earlier: reached - shown.length,
    later: entries - reached,
  }
}

/** What the journal says of some subjects, the oldest first, with steps called as the certification calls them. */
export const trailAlong = async (
  session: Session,
  certification: Certification,
  subjects: readonly string[],
): Promise<readonly TrailLine[]> => {
  const found = await eachOf(subjects, (id) => session.journal.of(id, everything))
  return told(session, certification, found.flat().sort(inOrder))
}

const inOrder = (a: JournalEntry, b: JournalEntry): number => a.seq - b.seq

/** Entries in words. */
const told = async (
  session: Session,
  certification: Certification,
  entries: readonly JournalEntry[],
  untold: readonly string[] = [],
): Promise<readonly TrailLine[]> => {
  const names = new Map<string, string>([['system', 'the programme']])
  for (const id of new Set(entries.flatMap(personsIn)))
    if (!names.has(id)) names.set(id, await nameOf(session, id))
  const titles = new Map(certification.steps.map((step) => [step.id, step.title]))
  const name = (id: string): string => names.get(id) ?? 'somebody'
  return entries.map((entry) => ({
    seq: entry.seq,
    at: entry.at,
    subject: entry.subject,
    who: entry.onBehalfOf === null ? name(entry.actor) : `${name(entry.actor)} for ${name(entry.onBehalfOf)}`,
    platform: entry.platform,
    ...(isOutcome(eventOf(entry), untold)
      ? { what: 'decided on the waiver; how is told once it can no longer be taken back', why: '' }
      : happened(eventOf(entry), { person: name, step: (id) => titles.get(id) ?? id })),
    policyVersion: entry.policyVersion,
  }))
}

const isOutcome = (event: Event, asks: readonly string[]): boolean =>
  (event.type === 'waiver-granted' || event.type === 'waiver-refused') && asks.includes(event.ask)

/** The event that an entry keeps: the journal took it apart when it was written. */
const eventOf = ({ type, subject, data }: JournalEntry): Event =>
  ({ ...data, type, subject }) as unknown as Event

/** Ids of the persons whom an entry names: those that its words ask for, so that none of them can be left out. */
const personsIn = (entry: JournalEntry): readonly string[] => {
  const asked = [entry.actor, ...(entry.onBehalfOf === null ? [] : [entry.onBehalfOf])]
  const person = (id: string): string => {
    asked.push(id)
    return ''
  }
  happened(eventOf(entry), { person, step: (id) => id })
  return asked
}
