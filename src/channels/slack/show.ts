import type { WebClient } from '@slack/web-api'
import type { Card } from '../../ports/card.ts'
import type { Answer, Incoming, Posted } from '../../ports/channel.ts'
import { personalAddress, placeOf, postedAt } from './address.ts'
import { asksInputs, detailsOf, homeOf, modalOf } from './blocks.ts'
import type { Origin } from './blocks.ts'
import { insist } from './clients.ts'
import type { Direct } from './direct.ts'
import { failureOf } from './failure.ts'
import { createInOrder } from '../in-order.ts'
import type { From } from './incoming.ts'
import type { Post } from './post.ts'
import { isLine, saidIn, staysOpen } from './respond.ts'
import type { Windows } from './windows.ts'

/** One answer on its way to whoever waits for it. */
export type Scene = {
  readonly user: string
  readonly incoming: Incoming
  readonly from: From
  readonly answer: Answer
}

type Options = {
  readonly teamId: string
  readonly client: WebClient
  readonly post: Post
  readonly windows: Windows
  readonly direct: Direct
  readonly signal: AbortSignal
  readonly onFault: (fault: unknown, doing: string) => string
}

/** Somebody who waits for an answer had better get it late than not at all. */
const longestMs = 60_000

/**
 * Puts an answer where it belongs: a message, a new face of a message, a window. Gives the message in which the answer's matter stands
 * now; undefined where it stands in none that lasts.
 */
export const createShow = ({ teamId, client, post, windows, direct, signal, onFault }: Options) => {
  const patiently = <T>(call: () => Promise<T>): Promise<T> => insist(call, { longestMs, signal })
  const inOrder = createInOrder()

  const inPerson = async (user: string, card: Card): Promise<Posted> => {
    const conversation = await patiently(() => direct.of(client, user))
    const ts = await patiently(() => post.message(conversation, card))
    return postedAt(personalAddress(teamId, user), conversation, ts)
  }

  /** Where only one person reads it; a copy stays in their own conversation, since what only one sees is gone with the next reload. */
  const privately = async (
    { user, from }: Pick<Scene, 'user' | 'from'>,
    conversation: string,
    card: Card,
  ): Promise<Posted | undefined> => {
    const isUp = await ephemerally(user, conversation, card, from)
    return isUp && isLine(card) ? undefined : inPerson(user, card)
  }

  const ephemerally = async (
    user: string,
    conversation: string,
    card: Card,
    from: From,
  ): Promise<boolean> => {
    const url = 'responseUrl' in from ? from.responseUrl : undefined
    const thread = 'thread' in from ? from.thread : undefined
    try {
      if (url === undefined) await patiently(() => post.ephemeral(conversation, user, card, thread))
      else await patiently(() => post.respond(url, card, { replace: false }))
      return true
    } catch (thrown) {
      // The bot need not be where it is asked; then the person's own conversation is the only place.
      if (failureOf(thrown).kind !== 'unreachable') onFault(thrown, 'show a card to one person in Slack')
      return false
    }
  }

  /** A further message where the answer is waited for; for everybody there, if the answer says so. */
  const tell = async (scene: Scene, conversation: string, card: Card): Promise<Posted | undefined> => {
    const { incoming, from, answer } = scene
    const isPersonal = placeOf(conversation) === 'personal'
    if (isPersonal ? !isOwn(from) : answer.audience === 'private') return privately(scene, conversation, card)
    const ts = await patiently(() =>
      post.message(conversation, card, { thread: 'thread' in from ? from.thread : undefined }),
    )
    return postedAt(incoming.address, conversation, ts)
  }

  /** The new face of a message; undefined where there is no such message any more. */
  const repaint = async (
    { channel, ts }: Origin,
    card: Card,
    posted: Posted,
  ): Promise<Posted | undefined> => {
    try {
      // The answers to two steps in a row must not overtake each other.
      await inOrder(`${channel}:${ts}`, () => patiently(() => post.update(channel, ts, card)))
      return posted
    } catch (thrown) {
      if (failureOf(thrown).kind !== 'gone') throw thrown
      return undefined
    }
  }

  /** The message that a window was opened from shows what came of it; without one, the person gets it as a new one. */
  const intoOrigin = async (
    { user, incoming }: Scene,
    origin: Origin | undefined,
    card: Card,
  ): Promise<Posted> => {
    const painted = origin && incoming.posted && (await repaint(origin, card, incoming.posted))
    return painted ?? inPerson(user, card)
  }

  /** While a window goes on, the message that it was opened from does so too: whoever closes the window takes it up there. */
  const follow = async (
    { incoming, answer }: Scene,
    origin: Origin | undefined,
    card: Card,
  ): Promise<Posted | undefined> => {
    const isRefused = Object.keys(answer.fieldErrors).length > 0
    return isRefused || !origin || !incoming.posted ? undefined : repaint(origin, card, incoming.posted)
  }

  const onCommand = async (scene: Scene, from: Extract<From, { kind: 'command' }>, card: Card) => {
    const { user } = scene
    const isHere = from.conversation === (await patiently(() => direct.of(client, user)))
    const posted = isHere ? await inPerson(user, card) : await tell(scene, from.conversation, card)
    if (asksInputs(card)) await windows.open(from.trigger, modalOf(card, originOf(posted)))
    return posted
  }

  const onCard = async (scene: Scene, from: Extract<From, { kind: 'card' }>): Promise<Posted | undefined> => {
    const { answer, incoming } = scene
    const { replace, reply } = answer
    const origin = from.message === undefined ? undefined : { channel: from.conversation, ts: from.message }
    const shown = replace ?? reply
    if (from.details !== undefined) {
      const kept = origin ? { origin } : {}
      if (!shown || (await windows.open(from.trigger, detailsOf(shown, from.details, kept)))) return undefined
      return tell(scene, from.conversation, shown)
    }

    let posted: Posted | undefined
    if (replace && asksInputs(replace)) {
      await openForm(scene, from, replace, origin)
    } else if (replace && origin) {
      const painted = incoming.posted && (await repaint(origin, replace, incoming.posted))
      posted = painted ?? (await tell(scene, from.conversation, replace))
    } else if (replace) {
      await replaceEphemeral(scene, from, replace)
    }
    if (reply && asksInputs(reply) && !(replace && asksInputs(replace))) {
      await openForm(scene, from, reply, undefined)
    } else if (reply) {
      const told = await tell(scene, from.conversation, reply)
      if (!replace) posted = told
    }
    return posted
  }

  const replaceEphemeral = async (
    scene: Scene,
    { responseUrl, conversation }: Extract<From, { kind: 'card' }>,
    card: Card,
  ): Promise<void> => {
    try {
      if (responseUrl === undefined) throw new Error('Slack gave no address to change a card at')
      await patiently(() => post.respond(responseUrl, card, { replace: true }))
    } catch (thrown) {
      onFault(thrown, 'change a card that one person sees in Slack')
      await tell(scene, conversation, card)
    }
  }

  /** Opens a form. Where the press is too long ago for that, the form is offered as a message with a button. */
  const openForm = async (
    scene: Scene,
    { trigger, conversation }: Extract<From, { kind: 'card' }>,
    card: Card,
    origin: Origin | undefined,
  ): Promise<void> => {
    const isUp = await windows.open(trigger, modalOf(card, origin ? { origin } : {}))
    if (!isUp) await tell({ ...scene, answer: { ...scene.answer, audience: 'private' } }, conversation, card)
  }

  const onWindow = async (scene: Scene, from: Extract<From, { kind: 'window' }>) => {
    const { user, answer } = scene
    const { replace, reply } = answer
    const { view, trigger, origin, details } = from
    const kept = origin ? { origin } : {}
    const shown = replace ?? reply
    if (details !== undefined) {
      if (shown && !(await windows.push(trigger, detailsOf(shown, details, kept))))
        await inPerson(user, shown)
      return undefined
    }

    let posted: Posted | undefined
    if (replace) {
      const isUp = await windows.update(view, modalOf(replace, kept))
      posted =
        isUp && (!origin || staysOpen(replace))
          ? await follow(scene, origin, replace)
          : await intoOrigin(scene, origin, replace)
    }
    if (reply && replace) await inPerson(user, reply)
    // What is typed so far stays below.
    else if (reply && !(await windows.push(trigger, modalOf(reply, kept))))
      posted = await inPerson(user, reply)
    return posted
  }

  const onForm = async (scene: Scene, { view, origin }: Extract<From, { kind: 'form' }>) => {
    const { replace, reply } = scene.answer
    const said = saidIn(view, scene.answer)
    const posted =
      replace &&
      (replace === said ? await follow(scene, origin, replace) : await intoOrigin(scene, origin, replace))
    if (!reply || reply === said) return posted
    const told = origin ? await tell(scene, origin.channel, reply) : await inPerson(scene.user, reply)
    return replace ? posted : told
  }

  const onHomeCard = async (
    { user, answer }: Scene,
    { trigger, details }: Extract<From, { kind: 'home-card' }>,
  ) => {
    const cards = [answer.replace, answer.reply].filter((card) => card !== undefined)
    for (const card of cards.slice(0, 1)) {
      const view = details === undefined ? modalOf(card, {}) : detailsOf(card, details, {})
      if (!(await windows.open(trigger, view))) return inPerson(user, card)
    }
    for (const card of cards.slice(1)) await inPerson(user, card)
    return undefined
  }

  return async (scene: Scene): Promise<Posted | undefined> => {
    const { user, from, answer } = scene
    const card = answer.reply ?? answer.replace
    switch (from.kind) {
      case 'message':
        return card && tell(scene, from.conversation, card)
      case 'command':
        return card && onCommand(scene, from, card)
      case 'card':
        return onCard(scene, from)
      case 'window':
        return onWindow(scene, from)
      case 'form':
        return onForm(scene, from)
      case 'home':
        if (card) await windows.publish(user, homeOf(card))
        return undefined
      case 'home-card':
        return onHomeCard(scene, from)
      case 'arrival':
        return card && tell(scene, from.conversation, card)
      default:
        return from satisfies never
    }
  }
}

/**
 * Whether the conversation of two in which something was done is the one with the bot: commands can be typed, and cards that one person
 * sees be pressed, between any two people.
 */
const isOwn = (from: From): boolean =>
  from.kind !== 'command' && (from.kind !== 'card' || from.message !== undefined)

const originOf = (posted: Posted | undefined): { origin?: Origin } => {
  const channel = posted?.address['conversation']
  return posted && channel !== undefined ? { origin: { channel, ts: posted.message } } : {}
}
