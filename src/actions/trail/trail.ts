import type { Certification } from '../../domain/certification.ts'
import { packSetting } from '../../domain/evidence-pack.ts'
import type { Event } from '../../domain/event.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { JournalEntry, Session } from '../../ports/store.ts'
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
): Promise<readonly string[]> => {
  const own = await session.journal.of(id, everything)
  const approvals = own
    .map(({ data: { approval } }) => approval)
    .filter((approval) => typeof approval === 'string')
  return [id, asset, ...new Set(approvals.reverse())]
}

/** The whole trail of a certification with its asset, every request for approval it had and who took its evidence, the oldest first. */
export const trailOf = async (
  session: Session,
  certification: Certification,
): Promise<readonly TrailLine[]> =>
  trailAlong(session, certification, [
    ...(await subjectsOf(session, certification)),
    `setting:${packSetting(certification.id)}`,
  ])

/** What the journal says of some subjects, the oldest first, with steps called as the certification calls them. */
export const trailAlong = async (
  session: Session,
  certification: Certification,
  subjects: readonly string[],
): Promise<readonly TrailLine[]> => {
  const found = await eachOf(subjects, (id) => session.journal.of(id, everything))
  const entries = found.flat().sort((a, b) => a.seq - b.seq)

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
    ...happened(eventOf(entry), { person: name, step: (id) => titles.get(id) ?? id }),
    policyVersion: entry.policyVersion,
  }))
}

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
