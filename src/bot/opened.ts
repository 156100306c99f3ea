import { standing } from '../actions/load.ts'
import { hasLeft } from '../domain/person.ts'
import type { View } from '../domain/view.ts'
import type { Address } from '../ports/channel.ts'
import type { OutboxRow } from '../ports/outbox.ts'
import type { Session } from '../ports/store.ts'
import type { Again } from './again.ts'
import { againOf } from './again.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'
import { isContent } from './content.ts'
import { foldYesterdays, isStillDue } from './digest.ts'
import { isSame } from './fold.ts'
import { mayGo } from './govern.ts'
import { lookAs, seen } from './reader.ts'

/** Where a message goes, and on whose account. */
export type Route = { readonly address: Address; readonly account: string }
/** A message as it goes out now. */
export type Opened = Route & {
  readonly view: View
  readonly viewer: { readonly zone: string; readonly locale: string }
  readonly again: Again | null
}

/** Where a row goes; undefined where there is nobody to reach. */
export const addressOf = async (session: Session, row: OutboxRow): Promise<Address | undefined> =>
  'address' in row.to ? row.to.address : (await reach(session, row.to.person))?.address

/** The same, and on whose account. */
export const routeOf = async (session: Session, row: OutboxRow): Promise<Route | undefined> =>
  'address' in row.to
    ? { address: row.to.address, account: await accountAt(session, row, row.to.address) }
    : reach(session, row.to.person)

/** A reminder whose recipient is in quiet hours by now. */
export type TooSoon = { readonly outcome: 'later'; readonly due: string }

/** What a row says now; undefined where there is nothing to say any more. Throws where the row holds none of our content. */
export const open = async (
  session: Session,
  world: World,
  row: OutboxRow,
  route: Route,
): Promise<Opened | TooSoon | undefined> => {
  if (!isContent(row.content)) throw new Error('an outbox row without content')
  const { ref, viewer, folds, reminder } = row.content
  const person = viewer === null ? undefined : await standing(session, viewer)
  const context = contextOf(world, 'system', 'clock')
  if (reminder !== undefined && person) {
    const may = await mayGo(session, context, reminder, person)
    if (may === 'nothing') return undefined
    if (may !== 'now') return { outcome: 'later', due: may.later }
  }
  const look = lookAs(session, context, person)
  const view: View | undefined = folds
    ? { kind: 'moved', title: 'There is a newer card below', sentence: 'This one is closed.', ways: [] }
    : ((await seen(look, ref)) ?? (row.replaces ? closed : undefined))
  if (!row.replaces) {
    if (!(await isStillDue(session, look, ref, view, person))) return undefined
    if (person) await foldYesterdays(session, context, ref, person)
  }
  const again =
    folds || view === closed ? null : await againOf(session, ref, person, route.address.channel, look.now)
  return view && { ...route, view, again, viewer: { zone: look.person.zone, locale: look.person.locale } }
}

/** What stands on a card in place of what its reader may not see any more: its buttons are none of theirs by now. */
const closed: View = {
  kind: 'moved',
  title: 'Nothing left to do here',
  sentence: "This is somebody else's by now, or it is over.",
  ways: [],
}

/** The account whose card is repainted; a channel stands under its own name. */
const accountAt = async (session: Session, row: OutboxRow, address: Address): Promise<string> => {
  const card = (await session.posted.of(row.matter)).find((one) => isSame(one.posted, row.replaces))
  return card?.account ?? `channel:${JSON.stringify(address)}`
}

/** The account on which the person wants to be written to, or was last active, and can be. */
export const reach = async (session: Session, id: string): Promise<Route | undefined> => {
  const person = await standing(session, id)
  // Whoever left is told what they need to know when they are back.
  if (!person || hasLeft(person)) return undefined
  const wanted = person.reach
  const reachable = (await session.people.accounts(person.id)).filter((one) => one.address !== null)
  const found = reachable.find(({ account }) => account.startsWith(`${wanted}:`)) ?? reachable[0]
  return found?.address ? { address: found.address, account: found.account } : undefined
}
