import type { Listed } from '../../domain/asset-list.ts'
import { keyOf } from '../../domain/asset-list.ts'
import { nobodyYet } from '../../domain/brought-in.ts'
import type { Context } from '../../domain/context.ts'
import { nobody } from '../../domain/existing.ts'
import { newcomer } from '../../domain/membership.ts'
import type { Person } from '../../domain/person.ts'
import { hasLeft, selves } from '../../domain/person.ts'
import { register } from '../../domain/registration.ts'
import type { Session } from '../../ports/store.ts'
import { wakeDrain } from '../drain/drain.ts'
import { eachOf, standing } from '../load.ts'
import { named } from '../people.ts'

/**
 * What would become of a line: `known` is there already; without an owner it waits for the stewards, `why` says what is in the way.
 * `account` is that of an owner who was found by their name, which anybody can give themselves; '' where the list names the account.
 */
export type Weighed = {
  readonly listed: Listed
  readonly key: string
  readonly fate: 'new' | 'known'
  readonly owner: Person | null
  readonly why: string
  readonly account: string
}

/** Nobody owns as many. */
const mostOwned = 100_000

type Found = Pick<Weighed, 'owner' | 'why' | 'account'> & { readonly names: ReadonlySet<string> }

/** Says what would become of each line. Nothing is written. */
export const weigh = async (
  session: Session,
  hash: Context['hash'],
  lines: readonly Listed[],
): Promise<readonly Weighed[]> => {
  const keyed = lines.map((listed) => ({ listed, key: hash(keyOf(listed)) }))
  const there = new Set(
    (await session.assets.listedAs(keyed.map(({ key }) => key))).map((asset) => asset.listed?.key),
  )
  const owners = new Map<string, Found>()
  return eachOf(keyed, async ({ listed, key }) => {
    const typed = listed.owner.toLowerCase()
    const found = owners.get(typed) ?? (await findOwner(session, listed.owner))
    owners.set(typed, found)
    const isKnown = there.has(key) || found.names.has(listed.name.toLowerCase())
    const { owner, why, account } = found
    return { listed, key, fate: isKnown ? 'known' : 'new', owner, why, account }
  })
}

/** The one person whom an account or a whole name means. Nobody is guessed. */
const findOwner = async (session: Session, typed: string): Promise<Found> => {
  const none = (why: string): Found => ({ owner: null, why, account: '', names: new Set() })
  const isAccount = /^(slack|teams|web):\S+$/.test(typed)
  const found = isAccount
    ? [await session.people.byAccount(typed)].filter((one) => one !== undefined)
    : (await named({ session }, typed)).filter(
        (person) => person.name.body.toLowerCase() === typed.toLowerCase(),
      )
  const [first, second] = found
  if (!first)
    return none(isAccount ? `${typed} has not spoken to Assay` : `nobody called "${typed}" is known`)
  if (second) return none(`${found.length} persons are called "${typed}": write the account`)
  const person = (await standing(session, first.id)) ?? first
  if (hasLeft(person)) return none(`${person.name.body} cannot be reached any more`)
  const owned = await session.assets.ownedBy(selves(person), mostOwned)
  const [latest] = isAccount ? [] : await session.people.accounts(person.id)
  return {
    owner: person,
    why: '',
    account: latest?.account ?? '',
    names: new Set(owned.map((asset) => asset.name.body.toLowerCase())),
  }
}

/**
 * Brings lines into the register, each with a certification to be prepared; those that are there already are left alone, so the same list
 * brings in nothing twice. Each owner is told once of what is theirs, when their turn comes; the stewards of what nobody owns, if
 * `tells` says that no more of it is to come. Gives how many came in.
 */
export const bringIn = async (
  session: Session,
  context: Context,
  lines: readonly Listed[],
  tells: (owner: string) => boolean,
): Promise<number> => {
  const weighed = (await weigh(session, context.hash, lines)).filter(({ fate }) => fate === 'new')
  const came = new Map<string, { assets: string[]; due: string }>()
  for (const { listed, key, owner } of weighed) {
    const id = owner?.id ?? nobodyYet
    const made = register(
      {
        asset: await session.reference('AST'),
        certification: await session.reference('CRT'),
        name: listed.name,
        purpose: listed.purpose,
        kind: listed.kind,
        platform: listed.platform,
        developer: id,
        owner: id,
        unit: listed.unit ?? owner?.unit ?? null,
        existing: { by: 'list', days: listed.days },
        listed: {
          key,
          owner: context.text(listed.owner),
          link: listed.link === null ? null : context.text(listed.link),
        },
      },
      context,
    )
    await session.assets.save(made.asset, [made.registered], context)
    await session.certifications.save(made.certification, [made.drafted], context)
    const before = came.get(id)
    const due = [made.certification.existing?.due, before?.due].filter((one) => one !== undefined).sort()[0]
    came.set(id, { assets: [...(before?.assets ?? []), made.asset.id], due: due ?? context.now })
  }
  for (const [id, { assets, due }] of came)
    if (id !== nobodyYet) await session.telling.put({ kind: 'existing', subject: id, due })
    else if (tells(id)) await tellUnowned(session, context, assets)
  if (came.size > 0) await wakeDrain(session, context)
  return weighed.length
}

/** The stewards hear at once of what nobody is known to own. */
const tellUnowned = async (session: Session, context: Context, assets: readonly string[]): Promise<void> => {
  const id = nobodyYet
  const person = await session.people.find(id)
  const told = { id, name: '', zone: context.programme.workingHours.zone, locale: 'en', account: null }
  const next = person ? { ...person, rev: person.rev + 1 } : nobody(newcomer(told, context), context)
  await session.people.save(next, [{ type: 'existing-unowned', subject: id, assets }], context)
}
