import { open, refOf } from '../actions/open.ts'
import { publicTwin } from '../domain/notice.ts'
import { nameless } from '../domain/membership.ts'
import type { Ref } from '../domain/ref.ts'
import type { View } from '../domain/view.ts'
import type { Incoming, Place } from '../ports/channel.ts'
import type { Session } from '../ports/store.ts'
import { acquaint } from './acquaint.ts'
import type { Again } from './again.ts'
import { againOf } from './again.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'
import { lookAs, seen } from './reader.ts'
import { platformOf } from './recognise.ts'

/** What is shown though nobody pressed or typed anything; nothing where a platform only told us something. */
export type Unasked = {
  readonly view: View | undefined
  readonly again: Again | null
  readonly zone: string
  readonly locale: string
}

/** Whether a delivery is the platform's own doing: nothing is done for anybody, and nobody becomes known by it as one who spoke. */
export const isUnasked = (incoming: Incoming): boolean =>
  incoming.kind === 'refresh' ||
  incoming.kind === 'reachable' ||
  (incoming.kind === 'open' && incoming.place !== 'personal')

/** Answers what arrives by itself. */
export const answerUnasked = async (session: Session, world: World, incoming: Incoming): Promise<Unasked> => {
  const context = contextOf(world, 'system', platformOf(incoming))
  const nobody = { zone: context.programme.workingHours.zone, locale: incoming.locale ?? 'en' }
  switch (incoming.kind) {
    case 'refresh':
      return refresh(session, world, incoming)
    case 'reachable': {
      if (incoming.reachable)
        await acquaint(session, context, {
          account: incoming.account,
          name: incoming.name ?? nameless,
          address: incoming.address,
          ...(incoming.zone === undefined ? {} : { zone: incoming.zone }),
          ...(incoming.locale === undefined ? {} : { locale: incoming.locale }),
        })
      else await session.people.unreach(incoming.account, context.now)
      return { view: undefined, again: null, ...nobody }
    }
    case 'open':
      return { view: introduction, again: null, ...nobody }
    case 'word':
    case 'click':
      throw new Error('somebody asked for this')
  }
}

/** The card as one person sees it, or as everybody does where it is not theirs. Only opening is ever done this way. */
const refresh = async (
  session: Session,
  world: World,
  incoming: Extract<Incoming, { kind: 'refresh' }>,
): Promise<Unasked> => {
  const context = contextOf(world, 'system', platformOf(incoming))
  const carries = incoming.verb === open.name ? open.carries.safeParse(incoming.data) : undefined
  const ref = carries?.success ? refOf(carries.data.what, carries.data.id, carries.data.part) : undefined
  const person = await session.people.byAccount(incoming.account)
  const own = ref && person && (await seen(lookAs(session, context, person), ref))
  const shown: Ref | undefined = own ? ref : ref && publicOf(ref, incoming.place)
  const reader = lookAs(session, context, own ? person : undefined)
  const view = own ?? (shown && (await seen(reader, shown))) ?? nothingHere
  return {
    view,
    again: shown
      ? await againOf(session, shown, own ? person : undefined, incoming.address.channel, context.now)
      : null,
    zone: reader.person.zone,
    locale: reader.person.locale,
  }
}

/** What everybody may see of a card in a shared place: the announcement of a request, and of anything else nothing. */
const publicOf = (ref: Ref, place: Place): Ref | undefined => {
  const twin = publicTwin(ref)
  return twin.show === 'post' && place !== 'personal' ? twin : undefined
}

const nothingHere: View = {
  kind: 'line',
  title: 'Nothing to see here',
  sentence: 'This card belongs to somebody else, or what it showed is gone. Type inbox to see what is yours.',
  tone: 'default',
  ways: [],
}

/** Said once, where the bot has come into a channel or a group. */
const introduction: View = {
  kind: 'line',
  title: 'Hello, I am Assay',
  sentence:
    'I run the certification programme for people who build apps, flows and bots. I answer here when you mention me, for example with help; what is only yours I answer in our own chat. I do not read along.',
  tone: 'default',
  ways: [],
}
