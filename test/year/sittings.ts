import type { Programme } from '../../src/domain/programme.ts'
import type { Card } from '../../src/ports/card.ts'
import type { Posted } from '../../src/ports/channel.ts'
import { buttonsOf } from '../card-reader.ts'
import type { Chance } from './chance.ts'
import type { Deed, Press } from './habits.ts'
import { nameOf, nextDeed, ownerless, withReminder } from './habits.ts'
import type { createHeap } from './heap.ts'
import { wallAt } from './hours.ts'
import type { Inhabitant } from './people.ts'
import type { Sent } from './post.ts'
import type { openTown } from './town.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
/** Presses in one sitting: somebody who would go on has lost their way. */
const mostPresses = 60

/** An account of somebody: where they sit. */
export type Place = { readonly platform: 'slack' | 'teams'; readonly user: string }
/** A card as it stands in somebody's conversation. */
export type Message = { readonly posted: Posted; readonly card: Card }

export type Sittings = ReturnType<typeof createSittings>

/** What people do: each in their time, press by press. `people` are all of them, `inhabitantAt` whose an account is. */
export const createSittings = ({
  town,
  chance,
  programme,
  agenda,
  startMs,
  people,
  inhabitantAt,
}: {
  readonly town: Awaited<ReturnType<typeof openTown>>
  readonly chance: Chance
  readonly programme: () => Programme
  readonly agenda: ReturnType<typeof createHeap<() => Promise<void>>>
  readonly startMs: number
  readonly people: () => readonly Inhabitant[]
  readonly inhabitantAt: (platform: string, user: string) => Inhabitant
}) => {
  const nowMs = (): number => Date.parse(town.clock.now())
  const dayOfYear = (): number => Math.floor((nowMs() - startMs) / dayMs)
  const isThere = (who: Inhabitant): boolean => who.leaves === null || dayOfYear() < who.leaves

  /** Somebody sits down: not at night as a rule, not when they are away, and not once they have left. */
  const plan = (who: Inhabitant, delayMs: number, deed: () => Promise<void>): void => {
    let at = nowMs() + delayMs
    for (let tries = 0; tries < 40; tries += 1) {
      const day = Math.floor((at - startMs) / dayMs)
      const absence = who.away.find(([first, last]) => day >= first && day <= last)
      const wall = wallAt(new Date(at).toISOString(), who.person.zone)
      const isWeekend = [0, 6].includes(new Date(`${wall.day}T12:00:00.000Z`).getUTCDay())
      if (absence) at = startMs + (absence[1] + 1) * dayMs + chance.between(7, 12) * hourMs
      else if ((wall.time < '08:00' || wall.time > '19:00' || isWeekend) && !chance.percent(4))
        at += chance.between(3, 9) * hourMs
      else break
    }
    agenda.put(at, async () => {
      if (isThere(who)) await deed()
    })
  }

  const delayOf = ({ manner }: Inhabitant): number | undefined => {
    switch (manner) {
      case 'prompt':
        return chance.between(5, 360) * 60_000
      case 'slow':
        return chance.percent(60) ? chance.between(20, 200) * hourMs : chance.between(1, 20) * hourMs
      case 'never':
        return undefined
      case 'ignores':
        return chance.percent(6) ? chance.between(2, 100) * hourMs : undefined
      default:
        return chance.between(1, 40) * hourMs
    }
  }

  const latest = ({ platform, user }: Place): Message | undefined => town.memory[platform].latest(user)

  const press = async (on: Posted, { button, values }: Deed): Promise<Message | undefined> => {
    const place = placeOf(on)
    const answer = await town.deliver(place.platform, place.user, {
      kind: 'click',
      verb: button.verb,
      data: button.data,
      values,
      posted: on,
    })
    if (answer.replace) return { posted: on, card: answer.replace }
    return answer.reply && latest(place)
  }

  /** Presses the first button that is meant; undefined where there is none, or nothing came of it. */
  const pressOn = async (
    at: Message | undefined,
    isMeant: (button: Press) => boolean,
    values: Deed['values'] = {},
  ): Promise<Message | undefined> => {
    const button =
      at && buttonsOf(at.card).find((one): one is Press => one.type === 'Action.Execute' && isMeant(one))
    return at && button && press(at.posted, { button, values })
  }

  /** Types something on an account; gives what stands below it then. */
  const says = async (on: Place, text: string): Promise<Message | undefined> => {
    await town.deliver(on.platform, on.user, { kind: 'word', text })
    return latest(on)
  }

  const today = (who: Inhabitant): string => wallAt(town.clock.now(), who.person.zone).day

  /** Goes on from a card, press by press, for as long as there is something to do. */
  const workOn = async (who: Inhabitant, first: Message, deed?: Deed): Promise<void> => {
    const done = new Set<string>()
    let at: Message | undefined = first
    let next = deed
    for (let presses = 0; at && presses < mostPresses; presses += 1) {
      const card: Card = at.card
      if (town.viewOf(card) === 'refusal') return
      const chosen: Deed | undefined =
        next ?? nextDeed(card, who, done, { chance, programme: programme(), today: today(who) })
      next = undefined
      if (!chosen) return
      if (!chosen.button.verb.startsWith('quiz.')) done.add(nameOf(chosen.button))
      at = await press(at.posted, chosen)
    }
  }

  const workDigest = async (who: Inhabitant, message: Message): Promise<void> => {
    const done = new Set<string>()
    for (let line = 0; line < 7; line += 1) {
      const deed = nextDeed(message.card, who, done, { chance, programme: programme(), today: today(who) })
      if (!deed) return
      done.add(nameOf(deed.button))
      if (chance.percent(15)) continue
      await workOn(who, message, deed)
    }
  }

  const someone = (): Inhabitant => {
    for (;;) {
      const one = chance.pick(people())
      if (one.leaves === null) return one
    }
  }
  const findOwner = async (on: Place, asset: string): Promise<void> => {
    if (chance.percent(40)) await says(on, `hand over ${asset} to ${someone().person.name.body}`)
  }

  const pending = new Set<string>()
  /** Whoever gets a message may do something about it, in their time. */
  const react = ({ platform, user, posted, view }: Sent): void => {
    const who = inhabitantAt(platform, user)
    const isList = view === 'digest'
    const key = `${user} digest`
    if (isList && pending.has(key)) return
    const delay = delayOf(who)
    if (delay === undefined) return
    if (isList) pending.add(key)
    plan(who, delay, async () => {
      pending.delete(key)
      const mailbox = town.memory[platform]
      // Today's digest has taken the place of the one that was seen first.
      const card = mailbox.at(posted)
      const message = isList
        ? mailbox.cards(user).findLast((one) => town.viewOf(one.card) === 'digest')
        : card && { posted, card }
      if (!message) return
      if (isList) return workDigest(who, message)
      if (view === 'reminder') return workOn(who, message, withReminder(message.card, who, chance))
      const asset = ownerless(message.card)
      if (asset !== undefined && who.person.roles.length > 0) return findOwner({ platform, user }, asset)
      return workOn(who, message)
    })
  }

  return { plan, react, press, pressOn, says, workOn, someone, isThere, dayOfYear }
}

const placeOf = ({ address }: Posted): Place => ({
  platform: address['channel'] === 'slack' ? 'slack' : 'teams',
  user: address['user'] ?? '',
})
