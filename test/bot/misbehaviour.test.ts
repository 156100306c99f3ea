import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSlackChannel } from '../../src/channels/slack/channel.ts'
import type { Address, Channel } from '../../src/ports/channel.ts'
import { botToken, startFakeSlack } from '../channels/slack/fake-slack.ts'
import { teamId } from '../channels/slack/slack-people.ts'
import type { Trouble } from '../channels/slack/slack-troubles.ts'
import { signingSecret } from '../channels/slack/workspace.ts'
import type { Mishap } from '../channels/teams/fake-connector.ts'
import { chatOf, createStage, personalAddress } from '../channels/teams/stage.ts'
import type { PatientClock } from './post-office.ts'
import { letter, openPostOffice, patientClock } from './post-office.ts'

/** How one try goes wrong: refused without a trace, or with the message up and nobody told. */
type Try = 'well' | 'limited' | 'down' | 'broken' | 'cut off' | 'cut off after' | 'broken after'
const tries: readonly Try[] = [
  'well',
  'limited',
  'down',
  'broken',
  'cut off',
  'cut off after',
  'broken after',
]

type Side = {
  readonly channel: Channel
  readonly addresses: readonly Address[]
  readonly befall: (what: readonly Try[]) => void
  /** The lines that stand in a conversation. */
  readonly seen: (nth: number) => readonly string[]
  /** What may have left a copy that nobody knew of. */
  readonly leaves: readonly Try[]
  /** Whether such a copy is found, so that there is never a second one. */
  readonly looks: boolean
  readonly dispose: () => Promise<void>
}

const inSlack = async (clock: PatientClock): Promise<Side> => {
  const slack = await startFakeSlack(clock.now)
  const users = ['UDANA', 'UPRIYA']
  const trouble: Readonly<Record<Try, Trouble | undefined>> = {
    well: undefined,
    limited: { kind: 'limited', seconds: 3 },
    down: { kind: 'status', status: 503 },
    broken: { kind: 'error', error: 'service_unavailable' },
    'cut off': { kind: 'drop', accepted: false },
    'cut off after': { kind: 'drop', accepted: true },
    'broken after': { kind: 'error', error: 'fatal_error', accepted: true },
  }
  const channel = createSlackChannel({
    botToken,
    signingSecret,
    teamId,
    apiUrl: slack.apiUrl,
    now: clock.now,
    onFault: () => '',
  })
  return {
    channel,
    addresses: users.map((user) => ({ channel: 'slack', team: teamId, user })),
    befall: (what) => {
      for (const one of what) {
        const next = trouble[one]
        slack.fail('chat.postMessage', next ?? { kind: 'none' })
      }
    },
    seen: (nth) => slack.messagesIn(slack.dmOf(users[nth] ?? '')).map(({ text }) => text),
    leaves: ['cut off after', 'broken after'],
    looks: true,
    dispose: async () => {
      await channel.stop()
      await slack.stop()
    },
  }
}

const inTeams = async (clock: PatientClock): Promise<Side> => {
  const stage = await createStage({ now: clock.now })
  await stage.channel().start(
    () => Promise.reject(new Error('nobody asks')),
    () => Promise.resolve(),
  )
  const mishap: Readonly<Record<Try, Mishap>> = {
    well: 'none',
    limited: { status: 429, retryAfter: '3' },
    down: { status: 503 },
    broken: { status: 412 },
    'cut off': 'refuse',
    'cut off after': 'hang-up',
    'broken after': { status: 500, accepted: true },
  }
  return {
    channel: stage.channel(),
    addresses: [personalAddress('dana'), personalAddress('priya')],
    befall: (what) => stage.fake.befall(...what.map((one) => mishap[one])),
    seen: (nth) => stage.fake.messages(chatOf(nth === 0 ? 'dana' : 'priya')).map(({ text }) => text),
    leaves: ['cut off after', 'broken after'],
    looks: false,
    dispose: () => stage.dispose(),
  }
}

const isFirst = (text: string, place: number, all: readonly string[]): boolean => all.indexOf(text) === place

describe.each([
  ['Slack', inSlack],
  ['Teams', inTeams],
])('whatever %s does', (_name, open) => {
  test('nothing is lost, nothing is there twice without a doubt, and the order is kept', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...tries), { maxLength: 14 }),
        fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 6 }),
        async (what, recipients) => {
          const clock = patientClock()
          const side = await open(clock)
          const office = await openPostOffice({ channels: [side.channel], clock })
          try {
            const [dana, priya] = side.addresses
            const letters = recipients.map((nth, place) =>
              letter(`message ${place}`, (nth === 0 ? dana : priya) ?? { channel: 'web' }),
            )
            await office.owe(...letters)
            side.befall(what)

            await office.finish()

            const lost = (await office.undelivered()).map(({ matter }) => matter.slice('matter:'.length))
            const ambiguous = what.filter((one) => side.leaves.includes(one)).length
            let extra = 0
            for (const nth of [0, 1]) {
              const owed = letters.filter((_one, place) => recipients[place] === nth).map(({ key }) => key)
              const seen = side.seen(nth).map((text) => /message \d+/.exec(text)?.[0] ?? text)
              const firsts = seen.filter(isFirst)
              extra += seen.length - firsts.length
              // In order, and what did not arrive is told.
              expect(firsts).toEqual(owed.filter((key) => seen.includes(key)))
              for (const key of owed) if (!seen.includes(key)) expect(lost).toContain(key)
            }
            expect(extra).toBeLessThanOrEqual(side.looks ? 0 : ambiguous)
          } finally {
            await office.close()
            await side.dispose()
          }
        },
      ),
      {
        numRuns: 15,
        examples: [
          // In doubt twice: told to the administrators, whether it arrived or not.
          [
            ['cut off', 'cut off'],
            [0, 0],
          ],
          [
            ['cut off after', 'cut off after', 'limited'],
            [1, 0, 1],
          ],
        ],
      },
    )
  })
})
