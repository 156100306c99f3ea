import type { Approval } from '../../src/domain/approval.ts'
import type { Certification } from '../../src/domain/certification.ts'
import type { Person } from '../../src/domain/person.ts'
import { sha256 } from '../../src/hash.ts'
import type { Answer, Incoming } from '../../src/ports/channel.ts'
import type { Card } from '../../src/ports/card.ts'
import type { Store } from '../../src/ports/store.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import { buttonsOf, inputsOf, wordsOf } from '../card-reader.ts'
import { memoryChannel } from '../memory-channel.ts'
import { openWorld } from '../world.ts'
import { saidBy } from './deliveries.ts'

export type Account = { readonly on: 'web' | 'slack'; readonly user: string; readonly name: string }

/** Those of the demo organisation who take part, and four of them once more under a second account that nobody has linked yet. */
export const accounts: readonly Account[] = [
  { on: 'web', user: 'priya', name: 'Priya Nair' },
  { on: 'web', user: 'ben', name: 'Ben Okafor' },
  { on: 'web', user: 'tomas', name: 'Tomás Rey' },
  { on: 'web', user: 'jonas', name: 'Jonas Weber' },
  { on: 'web', user: 'dana', name: 'Dana Lindqvist' },
  { on: 'web', user: 'sofia', name: 'Sofia Marino' },
  { on: 'web', user: 'ines', name: 'Inês Duarte' },
  { on: 'slack', user: 'U2DANA', name: 'Dana Two' },
  { on: 'slack', user: 'U2PRIYA', name: 'Priya Two' },
  { on: 'slack', user: 'U2BEN', name: 'Ben Two' },
  { on: 'slack', user: 'U2JONAS', name: 'Jonas Two' },
]

/** Everything that decides, as it stands on disk. */
export type State = {
  readonly now: string
  readonly approvals: readonly Approval[]
  readonly certification: Certification
  /** Whoever stands behind each account. */
  readonly people: ReadonlyMap<string, Person>
  readonly rows: string
}

/** A button that somebody was shown: with which content of the request, where it is about one. */
export type Shown = {
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
  readonly values: Readonly<Record<string, string>>
  readonly hash: string | undefined
}

/** What was pressed and said, and whose account it was. */
export type Pressed = {
  readonly by: Account
  readonly button: Shown | undefined
  readonly said: string
}

/** A bot on a file that can be broken off and opened again, and what people were shown by it. */
export const openWalk = async (file: string, now: string) => {
  let breaks = false
  let isToBreak = false
  const breaking = async (path: string): Promise<Store> => {
    const store = await openStore({ file: path, hash: sha256 })
    return {
      ...store,
      transact: (work, rescue) =>
        store.transact(async (session) => {
          const value = await work(session)
          if (!breaks || !rescue) return value
          breaks = false
          throw new Error('broken off')
        }, rescue),
    }
  }
  const start = async (from: string) => {
    const slack = memoryChannel('slack')
    const world = await openWorld({ file, channels: [slack], open: breaking })
    world.clock.forward(from)
    return { slack, world }
  }
  let { slack, world } = await start(now)
  let keys = 0
  const shown = new Map<string, Shown>()
  const faults: string[] = []

  const accountOf = ({ on, user }: Account): string => (on === 'web' ? `web:${user}` : slack.accountOf(user))
  const state = (): Promise<State> =>
    world.read(async (session) => {
      const approvals: Approval[] = []
      for (let number = 1; ; number += 1) {
        const found = await session.approvals.find(`APR-${number}`)
        if (!found) break
        approvals.push(found)
      }
      const certification = await session.certifications.find('CRT-1')
      if (!certification) throw new Error('CRT-1 is gone')
      const people = new Map<string, Person>()
      for (const account of accounts) {
        const person = await session.people.byAccount(accountOf(account))
        if (person) people.set(accountOf(account), person)
      }
      const asset = await session.assets.find(certification.asset)
      return {
        now: world.clock.now(),
        approvals,
        certification,
        people,
        rows: sha256(JSON.stringify([approvals, certification, asset, [...people]])),
      }
    })

  /** Notes the buttons of cards that are new, with the content that stands at this moment. */
  const note = async (cards: readonly (Card | undefined)[]): Promise<void> => {
    let approvals: readonly Approval[] | undefined
    for (const card of cards) {
      if (!card) continue
      for (const button of buttonsOf(card)) {
        if (button.type !== 'Action.Execute') continue
        const id = `${button.verb} ${JSON.stringify(button.data)}`
        if (shown.has(id)) continue
        approvals ??= (await state()).approvals
        const about = approvals.find((one) => one.id === button.data['approval'])
        shown.set(id, {
          verb: button.verb,
          data: button.data,
          values: Object.fromEntries(
            [...inputsOf(card)].map(([name, input]) => [name, valueOf(name, input)]),
          ),
          hash: about?.rev === button.data['rev'] ? about?.hash : undefined,
        })
      }
    }
  }
  /** What was sent to people by itself. */
  const noteSent = async (): Promise<void> => {
    await world.deliver.settled()
    const inSlack = accounts.filter(({ on }) => on === 'slack').flatMap(({ user }) => slack.cards(user))
    await note([
      ...world.channel.messages().map((message) => message.card),
      ...inSlack.map(({ card }) => card),
    ])
  }

  const deliver = async (
    by: Account,
    what:
      | { readonly kind: 'word'; readonly text: string }
      | {
          readonly kind: 'click'
          readonly verb: string
          readonly data: Readonly<Record<string, unknown>>
          readonly values: Readonly<Record<string, string>>
        },
  ): Promise<Answer> => {
    world.wait(1 / 60)
    const incoming: Incoming = {
      key: `walk-${(keys += 1)}`,
      account: accountOf(by),
      name: by.name,
      address: by.on === 'web' ? { channel: 'web', conversation: by.user } : slack.addressOf(by.user),
      place: 'personal',
      ...what,
    }
    breaks = isToBreak
    isToBreak = false
    const answer = await world.answer(incoming)
    await note([answer.replace, answer.reply])
    await noteSent()
    return answer
  }

  const press = async (by: Account, button: Shown): Promise<Pressed> => {
    const answer = await deliver(by, { kind: 'click', ...button })
    return { by, button, said: saidBy(answer) }
  }
  const says = async (by: Account, text: string): Promise<Pressed> => ({
    by,
    button: undefined,
    said: saidBy(await deliver(by, { kind: 'word', text })),
  })
  const of = (index: number): Account => {
    const found = accounts[index % accounts.length]
    if (!found) throw new Error('there are no accounts')
    return found
  }

  const restart = async (): Promise<void> => {
    const from = world.clock.now()
    faults.push(...world.faults.splice(0).map(String))
    await world.close()
    ;({ slack, world } = await start(from))
  }

  return {
    state,
    press,
    says,
    accountOf,
    /** Every button so far, oldest first. */
    shown: (): readonly Shown[] => [...shown.values()],
    /** Lets so many seconds pass, and everything happen that falls due. */
    pass: async (seconds: number): Promise<void> => {
      world.wait(seconds / 60)
      await world.remind.tick()
      world.deliver.wake()
      await noteSent()
    },
    breakNext: (): void => void (isToBreak = true),
    restart,
    /** What went wrong so far, and where the chain does not hold. */
    close: async (): Promise<readonly string[]> => {
      faults.push(...world.faults.map(String))
      const report = await world.store.audit()
      if (!report.sound) faults.push(report.fault)
      await world.close()
      return faults
    },
    of,
    /** Who is shown the button that approves a request, and would be let. */
    offered: async (approval: string): Promise<ReadonlySet<string>> => {
      const found = new Set<string>()
      for (const by of accounts) {
        const answer = await world.answer({
          key: '',
          account: accountOf(by),
          address: { channel: by.on, conversation: by.user },
          place: 'personal',
          kind: 'refresh',
          verb: 'card.open',
          data: { what: 'request', id: approval, part: '' },
        })
        if (answer.replace && /(^|\n)Approve(\n|$)/.test(wordsOf(answer.replace))) found.add(accountOf(by))
      }
      return found
    },
    journal: (subject: string) => world.read((session) => session.journal.of(subject, 1000)),
  }
}

export type Walk = Awaited<ReturnType<typeof openWalk>>

/** What a willing person fills in. */
const valueOf = (
  id: string,
  input: ReturnType<typeof inputsOf> extends ReadonlyMap<string, infer I> ? I : never,
) => {
  if (input.value) return input.value
  if (input.type === 'Input.ChoiceSet') return input.choices[0]?.value ?? ''
  if (input.type === 'Input.Date') return '2026-12-10'
  return id === 'link' ? 'https://contoso.example/evidence' : 'Because of the budget.'
}
