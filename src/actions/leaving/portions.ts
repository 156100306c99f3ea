import { later } from '../../domain/calendar.ts'
import type { Context } from '../../domain/context.ts'
import { openOffer, withdraw } from '../../domain/hand-over.ts'
import {
  asTheyWere,
  passGoLive,
  passToOwner,
  returnSteps,
  settleLeaver,
  successors,
  watchesGoLive,
} from '../../domain/leaving.ts'
import type { Person } from '../../domain/person.ts'
import { hasLeft, isSelf } from '../../domain/person.ts'
import type { Timer } from '../../domain/timer.ts'
import type { Session } from '../../ports/store.ts'
import { assetOf, certificationOf, keep, standing } from '../load.ts'
import { offerOnward } from './onward.ts'
import { reseatRequest, reseatWords } from './reseat.ts'

/** Things seen to in one transaction: about a millisecond and a half each, and whoever presses a button waits for all of them. */
const portion = 20

type Look = (session: Session, context: Context, person: Person, id: string) => Promise<void>

/**
 * What is done about one thing of somebody who left, or is back; the names stand in timers, and never change. Each looks at how the thing
 * and the person stand by then, and does nothing that is done already.
 */
const works = {
  /** An open request whose seat they had: what they could decide is asked of others, though they may be back. */
  request: (session, context, person, id) =>
    reseatRequest(session, context, { before: asTheyWere(person), after: person }, id),
  words: (session, context, person, id) =>
    reseatWords(session, context, { before: asTheyWere(person), after: person }, id),
  step: async (session, context, person, id) => {
    if (!hasLeft(person)) return
    const certification = await certificationOf(session, id)
    await keep(session.certifications, returnSteps(certification, person, context), { context })
  },
  build: async (session, context, person, id) => {
    if (!hasLeft(person)) return
    const certification = await certificationOf(session, id)
    const owner = (await standing(session, certification.owner)) ?? person
    await keep(session.certifications, passToOwner(certification, person, owner, context), { context })
  },
  asset: async (session, context, person, id) => {
    const asset = await assetOf(session, id)
    const isOffered = openOffer(asset)?.because === 'left'
    if (hasLeft(person) && isSelf(person, asset.owner) && !isOffered)
      await offerOnward(session, context, asset, person.left?.assets.length)
  },
  /**
   * The days that follow a go-live: whoever the asset itself would go to looks after them, or its owner, but nobody who approved it. Where
   * nobody is there it waits for the new owner, whom the stewards look for.
   */
  'go-live': async (session, context, person, id) => {
    const certification = await certificationOf(session, id)
    if (!hasLeft(person) || !watchesGoLive(certification, person)) return
    const asset = await assetOf(session, certification.asset)
    for (const heir of [...successors(asset, certification), certification.owner]) {
      const to = await standing(session, heir)
      const moved = to && passGoLive(certification, person, to)
      if (!moved || moved.events.length === 0) continue
      await keep(session.certifications, moved, { context })
      return
    }
  },
  own: async (session, context, person, id) => {
    const asset = await session.assets.find(id)
    if (asset && !hasLeft(person) && isSelf(person, asset.owner) && openOffer(asset)?.because === 'left')
      await keep(session.assets, withdraw(asset), { context })
  },
} satisfies { readonly [what: string]: Look }

type Work = { readonly what: keyof typeof works; readonly id: string }

export const each = (what: Work['what'], ids: readonly string[]): readonly Work[] =>
  ids.map((id) => ({ what, id }))

/**
 * Sees to things of somebody who left, or is back: to some now, and to the others in portions of a transaction each, one after the other.
 * Each has a timer that names its things, so that one which is stopped in the middle loses none. The owner stays the owner until somebody
 * accepts, whatever is still to be seen to.
 */
export const seeTo = async (
  session: Session,
  context: Context,
  person: Person,
  things: readonly Work[],
): Promise<void> => {
  for (const { what, id } of things.slice(0, portion)) await works[what](session, context, person, id)
  if (things.length <= portion || person.left === null) return
  const timer = (words: readonly string[], due: string): Timer => ({
    kind: 'leaver-passes-on',
    subject: person.id,
    occurrence: [person.left?.back ?? person.left?.at, ...words].join(' '),
    due,
  })
  for (let from = portion; from < things.length; from += portion) {
    const words = things.slice(from, from + portion).map(({ what, id }) => `${what}:${id}`)
    await session.timers.set(timer(words, context.now))
  }
  // Behind all of them: what falls due first is done first.
  await session.timers.set(timer(['all'], later(context.now, 1)))
}

/** Sees to the things that a timer names. */
export const seeToMore = async (session: Session, context: Context, timer: Timer): Promise<void> => {
  const person = await standing(session, timer.subject)
  if (!person) return
  const [, ...words] = timer.occurrence.split(' ')
  for (const word of words) {
    const [what = '', id = ''] = word.split(':')
    const name = workNames.find((one) => one === what)
    if (name) await works[name](session, context, person, id)
    else await keep(session.people, settleLeaver(person), { context })
  }
}

// The keys of the table are the names of its entries.
const workNames = Object.keys(works) as readonly Work['what'][]
