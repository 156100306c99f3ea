import { sha256 } from '../../hash.ts'
import type { Incoming } from '../../ports/channel.ts'
import { accountOf, addressIn, personalAddress, placeOf, postedAt, sharedAddress } from './address.ts'
import { Command, HomeOpened, Joined, Message, Pressed, Submitted } from './payload.ts'
import type { View } from './payload.ts'
import { keptOf, pressOf, valuesOf } from './blocks.ts'
import type { Origin } from './blocks.ts'
import { pickedIn, withAccounts } from './picked.ts'
import { withoutMention } from './words.ts'

/** Where a delivery came from: what is needed to show the answer there. */
export type From =
  | { readonly kind: 'message'; readonly conversation: string; readonly thread: string | undefined }
  | {
      readonly kind: 'command'
      readonly conversation: string
      readonly trigger: string
      readonly responseUrl: string | undefined
    }
  | {
      readonly kind: 'card'
      readonly conversation: string
      readonly trigger: string
      readonly responseUrl: string | undefined
      /** Undefined for a card that only one person sees: nobody can change such a one later. */
      readonly message: string | undefined
      readonly thread: string | undefined
      /** The part of the card that is to be opened. */
      readonly details: number | undefined
    }
  /** A button in a window. */
  | {
      readonly kind: 'window'
      readonly view: View
      readonly trigger: string
      readonly origin: Origin | undefined
      readonly details: number | undefined
    }
  /** A window that was sent. */
  | { readonly kind: 'form'; readonly view: View; readonly origin: Origin | undefined }
  /** The home tab was opened. */
  | { readonly kind: 'home' }
  /** A button in the home tab. */
  | { readonly kind: 'home-card'; readonly trigger: string; readonly details: number | undefined }
  /** The bot came into a channel. */
  | { readonly kind: 'arrival'; readonly conversation: string }

/** A delivery, read. `incoming` still lacks what Slack has to be asked for: who the user is, and whoever was picked. */
export type Delivered = {
  readonly user: string
  readonly picked: readonly string[]
  readonly incoming: Incoming
  readonly from: From
}

/** Verbs that no action has: the bot answers that the card is outdated. */
const unknownPress = { verb: 'unknown', data: {} }

type Author = {
  readonly user: string
  readonly bot_id?: string | undefined
  readonly subtype?: string | undefined
  readonly team?: string | undefined
  readonly user_team?: string | undefined
  readonly source_team?: string | undefined
}

/** Reads what Slack delivers for the workspace `team`. Each reader gives undefined for what nobody has to be answered for. */
export const createReaders = (team: string) => {
  const isOurs = ({ user, bot_id, subtype, ...teams }: Author): boolean =>
    bot_id === undefined &&
    subtype === undefined &&
    user !== 'USLACKBOT' &&
    [teams.team, teams.user_team, teams.source_team].every((one) => one === undefined || one === team)

  const common = (user: string, conversation: string, key: string) => ({
    key,
    account: accountOf(team, user),
    address: addressIn(team, user, conversation),
    place: placeOf(conversation),
  })

  const personally = (user: string, key: string) => ({
    key,
    account: accountOf(team, user),
    address: personalAddress(team, user),
    place: 'personal' as const,
  })

  const command = (body: unknown): Delivered | undefined => {
    const read = Command.safeParse(body)
    if (!read.success) return undefined
    const { text, user_id: user, channel_id: conversation, trigger_id: trigger } = read.data
    return {
      user,
      picked: [],
      // A retry of a command has no other name than its trigger.
      incoming: {
        ...common(user, conversation, `command:${trigger}`),
        kind: 'word',
        text: text.trim() || 'help',
      },
      from: { kind: 'command', conversation, trigger, responseUrl: read.data.response_url },
    }
  }

  /** Words to the bot: in their conversation, or with a mention of it elsewhere. */
  const word = (body: unknown, place: 'direct' | 'mention', botUser: string | undefined) => {
    const read = Message.safeParse(body)
    if (!read.success || !isOurs(read.data.event) || read.data.event.edited !== undefined) return undefined
    const { user, channel: conversation, ts, thread_ts: thread, text } = read.data.event
    if ((placeOf(conversation) === 'personal') !== (place === 'direct')) return undefined
    const bot = botUser ?? read.data.authorizations?.[0]?.user_id
    if (user === bot) return undefined
    const said = place === 'mention' ? withoutMention(text, bot) || 'help' : text.trim()
    // A picture or a shared file without a word asks for nothing.
    if (said === '') return undefined
    return {
      user,
      picked: [],
      incoming: {
        ...common(user, conversation, `message:${conversation}:${ts}`),
        kind: 'word',
        text: said,
      },
      from: { kind: 'message', conversation, thread },
    } satisfies Delivered
  }

  const opened = (body: unknown): Delivered | undefined => {
    const read = HomeOpened.safeParse(body)
    if (!read.success || !isOurs(read.data.event)) return undefined
    const { user, tab, channel, event_ts: at } = read.data.event
    if (tab === 'messages' && channel === undefined) return undefined
    return {
      user,
      picked: [],
      incoming: { ...personally(user, `open:${tab}:${user}:${at}`), kind: 'open' },
      from:
        tab === 'home'
          ? { kind: 'home' }
          : { kind: 'message', conversation: channel ?? '', thread: undefined },
    }
  }

  /** The home tab, to be shown anew after something was done in it. */
  const home = (user: string, after: string): Delivered => ({
    user,
    picked: [],
    incoming: { ...personally(user, `home-after:${after}`), kind: 'open' },
    from: { kind: 'home' },
  })

  /** The bot itself came into a channel; whoever brought it is the one who asks. */
  const joined = (body: unknown, botUser: string | undefined): Delivered | undefined => {
    const read = Joined.safeParse(body)
    if (!read.success) return undefined
    const { user, channel: conversation, inviter } = read.data.event
    if (inviter === undefined || user !== (botUser ?? read.data.authorizations?.[0]?.user_id))
      return undefined
    return {
      user: inviter,
      picked: [],
      incoming: {
        key: `joined:${read.data.event_id}`,
        account: accountOf(team, inviter),
        address: sharedAddress(team, conversation),
        place: placeOf(conversation) === 'group' ? 'group' : 'channel',
        kind: 'open',
      },
      from: { kind: 'arrival', conversation },
    }
  }

  /** A button. Undefined for one that leads to a page, and for inputs that are only being filled in. */
  const pressed = (body: unknown): Delivered | undefined => {
    const read = Pressed.safeParse(body)
    if (!read.success) return undefined
    const { user, actions, view, channel, message, container, trigger_id: trigger } = read.data
    const [action] = actions
    if (action?.type !== 'button' || action.value === undefined) return undefined
    if (!isOurs({ user: user.id, user_team: user.team_id })) return undefined
    const { details, ...press } = pressOf(action.value) ?? { ...unknownPress, details: undefined }
    const key = ['press', user.id, action.action_ts, action.action_id, ...(view ? [view.id] : [])].join(':')
    const { picked, values } = filled((view ?? read.data).state?.values)
    const wish =
      details === undefined
        ? ({ kind: 'click', ...press, values } as const)
        : ({ kind: 'refresh', ...press } as const)

    if (view?.type === 'home')
      return {
        user: user.id,
        picked,
        incoming: { ...personally(user.id, key), ...wish },
        from: { kind: 'home-card', trigger, details },
      }
    if (view) {
      const origin = keptOf(view.private_metadata)?.origin
      return {
        user: user.id,
        picked,
        incoming: { ...fromOrigin(user.id, key, origin), ...wish },
        from: { kind: 'window', view, trigger, origin, details },
      }
    }
    if (!channel || !message) return undefined
    const at = common(user.id, channel.id, key)
    const isLasting = container?.is_ephemeral !== true
    return {
      user: user.id,
      picked,
      incoming: {
        ...at,
        ...wish,
        ...(isLasting ? { posted: postedAt(at.address, channel.id, message.ts) } : {}),
      },
      from: {
        kind: 'card',
        conversation: channel.id,
        trigger,
        responseUrl: read.data.response_url,
        message: isLasting ? message.ts : undefined,
        thread: message.thread_ts,
        details,
      },
    }
  }

  const submitted = (body: unknown): Delivered | undefined => {
    const read = Submitted.safeParse(body)
    if (!read.success) return undefined
    const { user, view } = read.data
    if (!isOurs({ user: user.id, user_team: user.team_id })) return undefined
    const kept = keptOf(view.private_metadata)
    const { picked, values } = filled(view.state?.values)
    // Sent again, a form has another trigger, but the same face and the same contents.
    const contents = sha256(JSON.stringify(values)).slice(0, 32)
    return {
      user: user.id,
      picked,
      incoming: {
        ...fromOrigin(user.id, `form:${view.id}:${view.hash}:${contents}`, kept?.origin),
        kind: 'click',
        ...(kept?.press ?? unknownPress),
        values,
      },
      from: { kind: 'form', view, origin: kept?.origin },
    }
  }

  /** What is done in a window is done to the message that it was opened from. */
  const fromOrigin = (user: string, key: string, origin: Origin | undefined) => {
    if (!origin) return personally(user, key)
    const at = common(user, origin.channel, key)
    return { ...at, posted: postedAt(at.address, origin.channel, origin.ts) }
  }

  const filled = (state: unknown) => {
    const picked = pickedIn(state)
    return { picked, values: withAccounts(valuesOf(state), picked, team) }
  }

  return { command, word, opened, home, joined, pressed, submitted }
}
