import type { Reach } from '../domain/role-term.ts'
import type { Approval } from '../domain/approval.ts'
import type { Asset } from '../domain/asset.ts'
import type { Certification } from '../domain/certification.ts'
import { platformChange } from '../domain/change.ts'
import type { Event } from '../domain/event.ts'
import type { Deed, Person } from '../domain/person.ts'
import { can, fills, isAmong } from '../domain/person.ts'
import type { Facts, Programme, Role } from '../domain/programme.ts'
import { roles } from '../domain/programme.ts'
import { Refusal } from '../domain/refusal.ts'
import { tierOf } from '../domain/registration.ts'
import type { Candidates } from '../domain/places.ts'
import type { Holders } from '../domain/review.ts'
import type { Session, Shelf } from '../ports/store.ts'
import type { Scope } from './action.ts'

/** Longest lists that are read for one card; what lies beyond is counted, not shown. */
export const most = 100

const unknown = (reference: string): Refusal =>
  new Refusal(
    'unknown-thing',
    `I can't find ${reference}. Type search and a word of its name, or inbox to see what is open.`,
  )

/** The certification of that reference. Refuses one that is not there. */
export const certificationOf = async (session: Session, id: string): Promise<Certification> => {
  const found = await session.certifications.find(id)
  if (!found) throw unknown(id)
  return found
}

export const assetOf = async (session: Session, id: string): Promise<Asset> => {
  const found = await session.assets.find(id)
  if (!found) throw unknown(id)
  return found
}

export const approvalOf = async (session: Session, id: string): Promise<Approval> => {
  const found = await session.approvals.find(id)
  if (!found) throw unknown(id)
  return found
}

/** The latest request about a certification; undefined where nobody was asked yet. */
export const requestAbout = async (
  session: Session,
  { approval }: Pick<Certification, 'approval'>,
): Promise<Approval | undefined> => (approval === null ? undefined : session.approvals.find(approval))

/** The latest certification of an asset; undefined where it has none yet. */
export const certificationFor = async (
  session: Session,
  { certification }: Pick<Asset, 'certification'>,
): Promise<Certification | undefined> =>
  certification === null ? undefined : session.certifications.find(certification)

export const personOf = async (session: Session, id: string): Promise<Person> => {
  const found = await session.people.find(id)
  if (!found)
    throw new Refusal('unknown-thing', 'I do not know this person yet. Please choose somebody from the list.')
  return found
}

/** The person that an id stands for now, where accounts were linked since; once or several times over. */
export const standing = async (session: Session, id: string): Promise<Person | undefined> => {
  let person = await session.people.find(id)
  for (let links = 20; person && person.joinedTo !== null && links > 0; links -= 1)
    person = await session.people.find(person.joinedTo)
  return person
}

export const nameOf = async (session: Session, id: string): Promise<string> =>
  (await session.people.find(id))?.name.body ?? 'somebody who left'

export const namesOf = (session: Session, ids: readonly string[]): Promise<readonly string[]> =>
  eachOf([...new Set(ids)], (id) => nameOf(session, id))

/** Awaits one after another: a session runs one statement at a time. */
export const eachOf = async <A, B>(
  items: readonly A[],
  work: (item: A) => Promise<B>,
): Promise<readonly B[]> => {
  const results: B[] = []
  for (const item of items) results.push(await work(item))
  return results
}

/** A role as it is asked for: `except` are left out, `lead` are only those who lead its holders. */
export type AskedFor = {
  readonly role: Role
  readonly except: readonly string[]
  readonly lead?: boolean
}

/** Holders of a role who did not make the thing; given what it has to be held for, those who hold it so. */
export const holdersOf = async (
  session: Session,
  { role, except, lead = false }: AskedFor,
  reach?: Reach,
): Promise<readonly Person[]> =>
  (await session.people.withRole(role)).filter(
    (person) => !isAmong(person, except) && (reach === undefined || fills(person, { role, lead }, reach)),
  )

/** Counts the persons who hold a role for something, some left out. */
export const countHolders = async (
  session: Session,
  except: readonly string[],
  reach: Reach,
): Promise<Holders & { readonly who: Candidates }> => {
  const found = new Map(
    await eachOf(roles, async (role) => [role, await holdersOf(session, { role, except }, reach)] as const),
  )
  const leads = await holdersOf(session, { role: 'steward', except, lead: true }, reach)
  const of = (role: Role, lead = false): readonly Person[] => (lead ? leads : (found.get(role) ?? []))
  return Object.assign((role: Role, lead?: boolean): number => of(role, lead).length, {
    zones: (role: Role, lead?: boolean) => of(role, lead).map(({ zone }) => zone),
    who: (role: Role, lead?: boolean) => of(role, lead).map(({ id }) => id),
  })
}

/** Refuses what the person may not do with a certification, and says who may. */
export const permit = async (
  scope: Pick<Scope, 'session' | 'person'>,
  deed: Extract<Deed, { certification: Certification }>['deed'] & `certification.${string}`,
  certification: Certification,
): Promise<void> => {
  if (can(scope.person, { deed, certification })) return
  const names = await namesOf(scope.session, [certification.developer, certification.owner])
  throw new Refusal(
    'not-allowed',
    `${certification.id} belongs to ${names.join(' and ')}, so that is for them to do.`,
  )
}

/** The certification, for whoever may change it. Asked before anything that they typed is looked at. */
export const editable = async (
  scope: Pick<Scope, 'session' | 'person'>,
  id: string,
): Promise<Certification> => {
  const certification = await certificationOf(scope.session, id)
  await permit(scope, 'certification.edit', certification)
  return certification
}

/** What conditions of the policy may ask about a certification. */
export const factsOf = (certification: Certification, asset: Asset): Facts => ({
  answers: certification.answers,
  tier: tierOf(certification),
  kind: asset.kind,
  platform: asset.platform,
  ownerIsDeveloper: asset.owner === asset.developer,
})

/** Saves what a move came to; a move that changed nothing leaves no trace. */
export const keep = async <T>(
  shelf: Shelf<T>,
  moved: { readonly next: T; readonly events: readonly Event[] },
  scope: Pick<Scope, 'context'>,
): Promise<T> => {
  if (moved.events.length > 0) await shelf.save(moved.next, moved.events, scope.context)
  return moved.next
}

export const labelOf = (
  options: readonly { readonly id: string; readonly label: string }[],
  id: string,
): string => options.find((option) => option.id === id)?.label ?? id

/** A question's answer in words. */
export const answerLabel = (programme: Programme, question: string, option: string): string => {
  if (question === platformChange) return labelOf(programme.platforms, option)
  const found = programme.questions.find((one) => one.id === question)
  return found ? labelOf(found.options, option) : option
}

export const questionName = (programme: Programme, id: string): string =>
  programme.questions.find((question) => question.id === id)?.name ?? id

/** Reads a reference such as `crt 12`, `CRT-12` or `#CRT12` at the beginning of a line; gives the rest beside it. */
export const readReference = (
  words: string,
): { readonly reference: string; readonly rest: string } | undefined => {
  const match = /^#?(crt|ast|apr)[\s-]?(\d{1,9})\b[\s:,.-]*/i.exec(words.trim())
  if (!match) return undefined
  return {
    reference: `${match[1]?.toUpperCase()}-${Number(match[2])}`,
    rest: words.trim().slice(match[0].length).trim(),
  }
}

/** The same where there has to be one; `word` is what was typed before it. Throws a Refusal that says how to type it. */
export const referenceIn = (
  words: string,
  word: string,
): { readonly reference: string; readonly rest: string } => {
  const read = readReference(words)
  if (!read)
    throw new Refusal(
      'unknown-thing',
      `Which one? Type ${word} and its reference, for example ${word} CRT-12.`,
    )
  return read
}
