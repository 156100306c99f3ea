import { contextOf } from '../../src/bot/context.ts'
import { consider } from '../../src/bot/govern.ts'
import type { Reminder } from '../../src/domain/reminder.ts'
import type { Delivery } from '../../src/ports/channel.ts'
import { wordsOf } from '../card-reader.ts'
import { openTwoPlatforms } from './two-platforms.ts'

const hourMs = 3_600_000

/** A world in which the clock wants to say something to persons on Slack, about matters that are named by a word. */
export const openReminding = async () => {
  const { slack, world, says } = await openTwoPlatforms()
  const ids = new Map<string, string>()
  const idOf = (user: string): string => ids.get(user) ?? ''
  let context = contextOf(world.world, 'system', 'clock')

  const joins = async (user: string, zone: string): Promise<void> => {
    await slack.deliver(user, {
      kind: 'word',
      key: `hello-${user}`,
      text: 'hello',
      name: `Person ${user}`,
      zone,
    })
    const person = await world.read((session) => session.people.byAccount(slack.accountOf(user)))
    ids.set(user, person?.id ?? '')
  }
  const settle = async (): Promise<void> => {
    await world.remind.tick()
    world.deliver.wake()
    await world.deliver.settled()
  }

  return {
    slack,
    world,
    says,
    idOf,
    joins,
    /** The clock wants to say it; the same occurrence again changes nothing. */
    remind: async (user: string, matter: string, change: Partial<Reminder> = {}): Promise<void> => {
      context = contextOf(world.world, 'system', 'clock')
      await world.read((session) =>
        consider(
          session,
          context,
          {
            matter,
            ref: { show: 'line', title: `About ${matter}`, sentence: 'It waits.', tone: 'default', ways: [] },
            reminder: { kind: 'missed', occurrence: 'once', due: null, blocks: true, ...change },
          },
          idOf(user),
        ),
      )
      await settle()
    },
    /** Moves the clock to an instant, by hours, or lets it stand, and lets everything happen. */
    at: async (instant: string): Promise<void> => {
      world.clock.forward(instant)
      await settle()
    },
    hours: async (count: number): Promise<void> => {
      world.clock.forward(new Date(Date.parse(world.clock.now()) + count * hourMs).toISOString())
      await settle()
    },
    settle,
    fail: (times: number): void =>
      slack.befall(...Array.from({ length: times }, (): Delivery => ({ outcome: 'retry', afterMs: 1000 }))),
    rows: (user: string) => world.read((session) => session.reminders.of([idOf(user)], 1000)),
    /** What stands in somebody's conversation about matters. */
    told: (user: string): readonly string[] =>
      slack.cards(user).flatMap(({ card }) => /^About (\S+)/.exec(wordsOf(card))?.[1] ?? []),
  }
}
