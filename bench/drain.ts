import type { Address, Channel, Delivery } from '../src/ports/channel.ts'
import type { Limit } from '../src/channels/pace.ts'
import { createPace } from '../src/channels/pace.ts'
import { RATES } from '../src/channels/slack/limits.ts'
import { tenantRates, threadRates } from '../src/channels/teams/limits.ts'
import { letter, openPostOffice } from '../test/bot/post-office.ts'
import type { Rate } from '../test/channels/token-bucket.ts'
import { createMeter, slackRates, teamsRates } from '../test/channels/token-bucket.ts'
import type { Fact } from './platform.ts'

/** Time that goes on by itself whenever everybody waits: a scaled clock whose scale is how fast the machine is. */
const eagerClock = (start: number) => {
  let at = start
  const waiting: { readonly at: number; readonly go: () => void }[] = []
  return {
    now: (): number => at,
    iso: (): string => new Date(at).toISOString(),
    pass: (ms: number): void => void (at += ms),
    sleep: (ms: number, signal?: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        waiting.push({ at: at + ms, go: resolve })
        signal?.addEventListener('abort', () => resolve(), { once: true })
      }),
    /** Goes on to the next moment that somebody waits for; false where nobody does. */
    next: (): boolean => {
      const first = waiting.reduce<number>(
        (least, one, place) => (one.at < (waiting[least]?.at ?? Infinity) ? place : least),
        0,
      )
      const [found] = waiting.splice(first, 1)
      if (!found) return false
      at = Math.max(at, found.at)
      found.go()
      return true
    },
  }
}

type Platform = {
  readonly name: 'slack' | 'teams'
  readonly own: readonly Limit[]
  readonly shared: readonly Limit[]
  readonly counted: { readonly own: readonly Rate[]; readonly shared: readonly Rate[] }
}

const slack: Platform = {
  name: 'slack',
  own: RATES.conversation,
  shared: RATES.workspace,
  counted: { own: slackRates.conversation, shared: slackRates.workspace },
}
const teams: Platform = {
  name: 'teams',
  own: threadRates,
  shared: tenantRates,
  counted: { own: teamsRates.thread, shared: teamsRates.tenant },
}

/** So many messages to each of so many conversations, through the real store, worker and pace, to a platform that counts. */
const drain = async (platform: Platform, conversations: number, each: number) => {
  const clock = eagerClock(Date.parse('2026-11-24T08:00:00.000Z'))
  const pace = createPace(clock.now)
  const meter = createMeter(clock.now)
  let refused = 0
  const last = new Map<string, { count: number; at: number; longestMs: number }>()
  const send = (address: Address): Delivery => {
    const user = address['user'] ?? ''
    const waitMs = meter.pass([
      { name: user, rates: platform.counted.own },
      { name: 'all', rates: platform.counted.shared },
    ])
    if (waitMs > 0) {
      refused += 1
      return { outcome: 'retry', afterMs: Math.ceil(waitMs) }
    }
    const before = last.get(user) ?? { count: 0, at: clock.now(), longestMs: 0 }
    last.set(user, { count: before.count + 1, at: clock.now(), longestMs: 0 })
    return { outcome: 'sent', posted: { address, message: 'm' } }
  }
  const channel: Channel = {
    name: platform.name,
    start: () => Promise.resolve(),
    turn: (address) =>
      pace.turn([
        { name: address['user'] ?? '', limits: platform.own },
        { name: 'all', limits: platform.shared },
      ]),
    send: (address) => Promise.resolve(send(address)),
    replace: (posted) => Promise.resolve({ outcome: 'sent', posted }),
    look: () => Promise.resolve({ presence: 'there' }),
    stop: () => Promise.resolve(),
  }
  const office = await openPostOffice({ channels: [channel], clock })
  try {
    const start = clock.now()
    await office.owe(
      ...Array.from({ length: conversations * each }, (_, nth) =>
        letter(`n${nth}`, { channel: platform.name, user: `u${nth % conversations}` }),
      ),
    )
    let tick = start
    const done = (): number => [...last.values()].reduce((sum, { count }) => sum + count, 0)
    while (done() < conversations * each) {
      office.deliver.wake()
      // What the machine still does needs a few turns of the event loop; only then time goes on.
      for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => void setImmediate(resolve))
      // As the program's own tick: once a second.
      if (!clock.next()) clock.pass(Math.max(1, tick + 1_000 - clock.now()))
      if (clock.now() >= tick + 1_000) tick = clock.now()
    }
    const tookMs = clock.now() - start
    const ends = [...last.values()].map(({ at }) => at - start)
    return { tookMs, refused, firstEnd: Math.min(...ends), lastEnd: Math.max(...ends) }
  } finally {
    const closing = office.close()
    while (clock.next()) await new Promise((resolve) => void setImmediate(resolve))
    await closing
  }
}

/** What is owed against a platform's own buckets: how much longer than the platform needs, how often it refused, and who came last. */
export const measureDrain = async (): Promise<readonly Fact[]> => {
  const facts: Fact[] = []
  const cases = [
    // One conversation is as fast as its own limit, many as the limit that they share.
    { name: 'Slack, 60 to one conversation', platform: slack, conversations: 1, each: 60, perSecond: 1 },
    { name: 'Slack, 3 to each of 400', platform: slack, conversations: 400, each: 3, perSecond: 5 },
    { name: 'Teams, 300 to one thread', platform: teams, conversations: 1, each: 300, perSecond: 2 },
    { name: 'Teams, 10 to each of 300', platform: teams, conversations: 300, each: 10, perSecond: 50 },
  ]
  for (const { name, platform, conversations, each, perSecond } of cases) {
    const { tookMs, refused, firstEnd, lastEnd } = await drain(platform, conversations, each)
    const ratio = tookMs / ((conversations * each * 1000) / perSecond)
    facts.push({
      name: `${name}: time / messages by limit at most 1.05, none refused`,
      seen: `${ratio.toFixed(3)}, ${refused} refused; the first was done after ${(firstEnd / 1000).toFixed(0)} s, the last after ${(lastEnd / 1000).toFixed(0)} s`,
      isMet: ratio <= 1.05 && refused === 0,
    })
  }
  return facts
}
