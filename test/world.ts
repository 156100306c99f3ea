import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actions } from '../src/actions/index.ts'
import { createAnswer } from '../src/bot/answer.ts'
import type { World } from '../src/bot/context.ts'
import { newId } from '../src/bot/context.ts'
import { createDeliver } from '../src/bot/deliver.ts'
import { demoPeople, seedDemo } from '../src/bot/demo.ts'
import { createPaint } from '../src/bot/paint.ts'
import { createLookout } from '../src/bot/presence.ts'
import { createRemind } from '../src/bot/remind.ts'
import { createRender } from '../src/cards/render.ts'
import { createWebChannel, personalAddress } from '../src/channels/web/channel.ts'
import { stewardsConversation } from '../src/channels/web/conversation.ts'
import { accountOf } from '../src/channels/web/persona.ts'
import { createClock } from '../src/clock.ts'
import { addDays } from '../src/domain/calendar.ts'
import type { Programme } from '../src/domain/programme.ts'
import type { Recurrings } from '../src/domain/recurring.ts'
import { recurring } from '../src/domain/recurring.ts'
import { sha256 } from '../src/hash.ts'
import type { Action, Card } from '../src/ports/card.ts'
import type { Channel } from '../src/ports/channel.ts'
import type { Session, Store } from '../src/ports/store.ts'
import { loadProgramme } from '../src/programme/load.ts'
import { openStore } from '../src/store/sqlite/open.ts'
import { buttonsOf, inputsOf, titlesOf } from './card-reader.ts'

const policyFile = join(import.meta.dirname, '../policy/programme.yaml')

export const policyText = readFileSync(policyFile, 'utf8')

/** The shipped policy, read once. */
export const programme: Programme = loadProgramme(policyText, 'policy/programme.yaml', sha256)

/** A Tuesday morning. */
export const startOfTime = '2026-11-24T08:00:00.000Z'

export type Player = Awaited<ReturnType<typeof openWorld>>['people'][string]

const fixedWorld = (now: () => string, random = () => 0.99): World => ({
  clock: { now },
  programme: () => programme,
  newId,
  random,
})

const withoutDigests: Recurrings = {
  ...recurring,
  digest: { ...recurring.digest, of: 'person', plan: () => null },
  week: { ...recurring.week, of: 'person', plan: () => null },
  'channel-week': { ...recurring['channel-week'], of: 'programme', plan: () => null },
}

/** Templates are read once: they hold nothing of a world. */
const render = createRender()

/** The file of an organisation in which nothing has happened yet. Made once and copied for each world: migrating and filling one takes longer than most stories. */
let untouched: Promise<Buffer> | undefined
const makeUntouched = async (folder: string): Promise<Buffer> => {
  const file = join(folder, 'untouched.db')
  const store = await openStore({ file, hash: sha256 })
  await seedDemo(
    store,
    fixedWorld(() => startOfTime),
    (persona) => ({ account: accountOf(persona), address: personalAddress(persona) }),
  )
  await store.close()
  return readFile(file)
}

/** A small world: real store in a temporary file, real templates and policy, the web channel, a clock that stands still until it is moved. */
export const openWorld = async (
  options: {
    readonly admins?: readonly string[]
    readonly random?: () => number
    /** The policy of the moment, where it changes; the shipped one by default. */
    readonly programme?: () => Programme
    readonly file?: string
    /** Opens the store in another way than the program does. */
    readonly open?: (file: string) => Promise<Store>
    /** With the daily digests; other stories go without, so that what they wait for is the latest card. */
    readonly digests?: boolean
    /** Platforms beside the playground. */
    readonly channels?: readonly Channel[]
  } = {},
) => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-'))
  const file = options.file ?? join(folder, 'assay.db')
  untouched ??= makeUntouched(folder)
  // A file that was given may hold an earlier life of this world.
  if (!existsSync(file)) await writeFile(file, await untouched)
  const store = await (options.open ?? ((path) => openStore({ file: path, hash: sha256 })))(file)
  let fixed = Date.parse(startOfTime)
  const clock = createClock(() => fixed)
  const faults: unknown[] = []
  const onFault = (fault: unknown): string => {
    faults.push(fault)
    return 'E-TEST'
  }
  const world = {
    ...fixedWorld(clock.now, options.random),
    ...(options.programme ? { programme: options.programme } : {}),
  }
  const channel = createWebChannel({
    people: demoPeople.map(({ id, name, zone }) => ({ id, name, zone, roles: [] })),
    newId,
    now: clock.now,
  })
  const platforms = options.channels ?? []
  const paint = createPaint(render, 'http://127.0.0.1:3978')
  const deliver = createDeliver({ store, world, channels: [channel, ...platforms], paint, onFault })
  const remind = createRemind({
    store,
    world,
    onFault,
    wake: deliver.wake,
    table: options.digests === true ? recurring : withoutDigests,
  })
  const lookout = createLookout({
    store,
    world,
    channels: [channel, ...platforms],
    onFault,
    wake: deliver.wake,
  })
  const answer = createAnswer({
    store,
    world,
    actions,
    paint,
    admins: options.admins ?? [],
    onFault,
    wake: deliver.wake,
  })
  for (const each of [channel, ...platforms])
    await each.start(answer, (matter, account, posted) =>
      store.transact((session) => session.posted.put({ matter, account, posted, at: clock.now() })),
    )

  /** Somebody who types and presses; `card` is the latest card in the conversation. */
  const player = (persona: string, conversation = persona) => {
    const cards = () =>
      channel
        .seenBy(persona, conversation)
        .flatMap((message) => (message.card ? [{ id: message.id, card: message.card }] : []))
    const settle = async () => {
      await deliver.settled()
      fixed += 1000
    }
    /** A short wait for the channel to have noted what it put up. */
    const shown = (messages: readonly { readonly id: string; readonly card?: Card }[]): Card => {
      const card = messages.findLast((message) => message.card !== undefined)?.card
      if (!card) throw new Error(`${persona} was shown nothing`)
      return card
    }
    const press = async (
      title: string | RegExp,
      values: Readonly<Record<string, string>> = {},
      on?: { readonly id: string; readonly card: Card },
      key = newId(),
    ) => {
      const fits = (button: Action): boolean =>
        button.type === 'Action.Execute' &&
        (typeof title === 'string' ? button.title === title : title.test(button.title))
      const target = on ?? cards().findLast(({ card }) => buttonsOf(card).some(fits))
      const button = target && buttonsOf(target.card).find(fits)
      if (!target || button?.type !== 'Action.Execute')
        throw new Error(
          `${persona} sees no button ${String(title)}; there are: ${cards()
            .map(({ card }) => titlesOf(card).join(', '))
            .join(' | ')}`,
        )
      const kept = Object.fromEntries(
        [...inputsOf(target.card)].map(([id, input]) => [id, input.value ?? '']),
      )
      const received = await channel.receive({
        kind: 'click',
        persona,
        key,
        conversation,
        message: target.id,
        verb: button.verb,
        data: button.data,
        values: { ...kept, ...values },
      })
      await settle()
      if (!received.ok) throw new Error(received.sentence)
      return shown(received.messages)
    }
    return {
      persona,
      cards,
      card: () => {
        const latest = cards().at(-1)
        if (!latest) throw new Error(`${persona} has no card`)
        return latest.card
      },
      says: async (text: string, key = newId()) => {
        const received = await channel.receive({ kind: 'word', persona, key, conversation, text })
        await settle()
        if (!received.ok) throw new Error(received.sentence)
        return shown(received.messages)
      },
      opens: async () => {
        await channel.receive({ kind: 'open', persona, conversation })
        await settle()
      },
      press,
    }
  }

  /** Carries out everything that is due by now, and sends what is owed. */
  const fallDue = async (): Promise<void> => {
    await remind.tick()
    lookout.tick()
    await lookout.settled()
    deliver.wake()
    await deliver.settled()
  }

  return {
    store,
    world,
    channel,
    answer,
    deliver,
    remind,
    lookout,
    clock,
    faults,
    file,
    people: Object.fromEntries(demoPeople.map(({ id }) => [id, player(id)])),
    player,
    inStewardChannel: (persona: string) => player(persona, stewardsConversation),
    read: <T>(work: (session: Session) => Promise<T>) => store.transact(work),
    /** Lets so many minutes pass. */
    wait: (minutes: number) => {
      fixed += minutes * 60_000
    },
    /** Lets so many minutes pass, and sends what is due by then. */
    pass: async (minutes: number) => {
      fixed += minutes * 60_000
      deliver.wake()
      await deliver.settled()
    },
    /** Moves the clock and lets everything happen that falls due. */
    forward: async (days: number) => {
      clock.forward(addDays(clock.now(), days))
      await fallDue()
    },
    /** Moves the clock to a moment, and lets everything happen that falls due by then. */
    until: async (at: string) => {
      clock.forward(at)
      await fallDue()
    },
    /** Lets the minute pass in which a decision can be undone, so that it is told. */
    stand: async () => {
      fixed += 60_000
      await fallDue()
    },
    close: async () => {
      await deliver.settled()
      for (const each of [channel, ...platforms]) await each.stop()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
