import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card } from '../src/ports/card.ts'
import type { Address, Answer, Channel, Incoming, Posted } from '../src/ports/channel.ts'

/** A channel with two people, Dana and Priya, and one shared place; it plays the platform's side for the suite. */
export type ChannelUnderTest = {
  readonly channel: Channel
  readonly personalAddress: (person: Someone) => Address
  readonly accountOf: (person: Someone) => string
  /** Takes somebody out of the organisation, as the platform does. */
  readonly leave: (person: Someone) => unknown
  /** An address of this channel's shape that leads to nobody. */
  readonly nowhere: Address
  /** Delivers a word as the platform does; the same `key` is the same delivery. */
  readonly say: (
    person: Someone,
    key: string,
    text: string,
    place?: 'personal' | 'channel',
  ) => Promise<unknown>
  /** Delivers the press of a button on a card that was sent. */
  readonly press: (person: Someone, key: string, posted: Posted, verb: string) => Promise<unknown>
  /** The first lines of the cards that somebody sees, oldest first. */
  readonly sees: (person: Someone, place?: 'personal' | 'channel') => Promise<readonly string[]>
  readonly dispose: () => Promise<void>
}
export type Someone = 'dana' | 'priya'

const oneLine = (text: string): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText: text,
  body: [{ type: 'TextBlock', text, wrap: true }],
})

/** What every channel promises to the rest, whatever the platform behind it. */
export const channelContract = (name: string, make: () => Promise<ChannelUnderTest>): void => {
  describe(`the ${name} channel`, () => {
    let under: ChannelUnderTest
    let heard: Incoming[]
    let remembered: { matter: string; account: string; posted: Posted }[]
    let answers: (incoming: Incoming) => Partial<Answer>

    beforeEach(async () => {
      under = await make()
      heard = []
      remembered = []
      answers = () => ({ reply: oneLine('Heard') })
      const keys = new Set<string>()
      await under.channel.start(
        (incoming) => {
          const repeated = keys.has(incoming.key)
          keys.add(incoming.key)
          heard.push(incoming)
          return Promise.resolve({ audience: 'here', fieldErrors: {}, repeated, ...answers(incoming) })
        },
        (matter, account, posted) => {
          remembered.push({ matter, account, posted })
          return Promise.resolve()
        },
      )
    })
    afterEach(() => under.dispose())

    const sent = async (text: string): Promise<Posted> => {
      const delivery = await under.channel.send(under.personalAddress('priya'), oneLine(text))
      if (delivery.outcome !== 'sent') throw new Error(`Not sent: ${delivery.outcome}`)
      return delivery.posted
    }

    test('sends a card to the person at the address, and to nobody else', async () => {
      const delivery = await under.channel.send(under.personalAddress('priya'), oneLine('Hello Priya'))

      expect(delivery.outcome).toBe('sent')
      expect(await under.sees('priya')).toEqual(['Hello Priya'])
      expect(await under.sees('dana')).toEqual([])
    })

    test('says unreachable where there is nobody', async () => {
      expect((await under.channel.send(under.nowhere, oneLine('Anybody?'))).outcome).toBe('unreachable')
    })

    test('says of somebody who is there that they are, and of whoever left not', async () => {
      await sent('Hello Priya')
      const look = () => under.channel.look(under.accountOf('priya'), under.personalAddress('priya'))
      expect(await look()).toEqual({ presence: 'there' })

      under.leave('priya')

      expect(await look()).toMatchObject({
        presence: expect.stringMatching(/^(missing|deactivated)$/) as unknown,
      })
      expect(await under.channel.look(under.accountOf('dana'), under.personalAddress('dana'))).toEqual({
        presence: 'there',
      })
    })

    test('makes addresses and sent messages that can be stored as JSON', async () => {
      const posted = await sent('Hello Priya')
      const stored = JSON.parse(JSON.stringify(posted)) as Posted

      expect(stored).toEqual(posted)
      expect((await under.channel.replace(stored, oneLine('Changed'))).outcome).toBe('sent')
    })

    test('repaints a sent card where it stands', async () => {
      const posted = await sent('Please approve')
      await sent('Something newer')

      const delivery = await under.channel.replace(posted, oneLine('Approved'))

      expect(delivery.outcome).toBe('sent')
      expect(await under.sees('priya')).toEqual(['Approved', 'Something newer'])
    })

    test('says gone where the card to repaint no longer exists', async () => {
      const posted = await sent('Please approve')

      const delivery = await under.channel.replace({ ...posted, message: 'never-was' }, oneLine('Approved'))

      expect(delivery.outcome).toBe('gone')
      expect(await under.sees('priya')).toEqual(['Please approve'])
    })

    test('hands in who spoke, where, and what was said', async () => {
      await under.say('dana', 'key-00001', 'status')

      expect(heard).toMatchObject([
        { kind: 'word', text: 'status', place: 'personal', account: under.accountOf('dana') },
      ])
      expect(heard[0]?.address).toEqual(under.personalAddress('dana'))
    })

    test('hands in a press with the card that was pressed', async () => {
      const posted = await sent('Please approve')

      await under.press('priya', 'key-00001', posted, 'approval.approve')

      expect(heard).toMatchObject([{ kind: 'click', verb: 'approval.approve', posted }])
      expect(heard[0]?.account).toBe(under.accountOf('priya'))
    })

    test('shows a reply below and a new face in place', async () => {
      const posted = await sent('Please approve')
      answers = () => ({ replace: oneLine('Approved'), reply: oneLine('Thank you') })

      await under.press('priya', 'key-00001', posted, 'approval.approve')

      expect(await under.sees('priya')).toEqual(['Approved', 'Thank you'])
    })

    test('pushes the answer to a repeated delivery once', async () => {
      const posted = await sent('Please approve')
      answers = () => ({ reply: oneLine('Thank you') })

      await under.press('priya', 'key-00001', posted, 'approval.approve')
      await under.press('priya', 'key-00001', posted, 'approval.approve')
      await Promise.all([1, 2, 3].map(() => under.press('priya', 'key-00001', posted, 'approval.approve')))

      expect(heard.length).toBeGreaterThan(0)
      expect(await under.sees('priya')).toEqual(['Please approve', 'Thank you'])
      expect(remembered).toEqual([])
    })

    test('does not paint over a newer face when an old delivery comes again', async () => {
      const posted = await sent('Please approve')
      answers = () => ({ replace: oneLine('Approved') })
      await under.press('priya', 'key-00001', posted, 'approval.approve')
      await under.channel.replace(posted, oneLine('Certified'))

      await under.press('priya', 'key-00001', posted, 'approval.approve')

      expect(await under.sees('priya')).toEqual(['Certified'])
    })

    test('takes the same key from two people as two deliveries', async () => {
      await under.say('dana', 'key-00001', 'status')
      await under.say('priya', 'key-00001', 'status')

      expect(new Set(heard.map(({ key }) => key)).size).toBe(2)
      expect(await under.sees('dana')).toEqual(['Heard'])
      expect(await under.sees('priya')).toEqual(['Heard'])
    })

    test('remembers a card about a matter once it is up, so that it can be repainted', async () => {
      answers = () => ({ reply: oneLine('CRT-12 is in review'), matter: 'certification:12' })

      await under.say('dana', 'key-00001', 'status')
      await under.say('dana', 'key-00001', 'status')

      expect(remembered).toMatchObject([{ matter: 'certification:12', account: under.accountOf('dana') }])
      const [first] = remembered
      expect(
        first && (await under.channel.replace(first.posted, oneLine('CRT-12 is certified'))).outcome,
      ).toBe('sent')
      expect(await under.sees('dana')).toEqual(['CRT-12 is certified'])
    })

    test('keeps a private reply in the shared place to the person who asked', async () => {
      answers = () => ({ reply: oneLine('Your inbox'), audience: 'private' })

      await under.say('dana', 'key-00001', 'inbox', 'channel')

      expect(heard).toMatchObject([{ place: 'channel' }])
      expect(await under.sees('dana', 'channel')).toEqual(['Your inbox'])
      expect(await under.sees('priya', 'channel')).toEqual([])
    })

    test('asks the bot nothing and takes no card after it has stopped', async () => {
      await under.channel.stop()

      await under.say('dana', 'key-00001', 'status').catch(() => undefined)
      const delivery = await under.channel.send(under.personalAddress('dana'), oneLine('Too late'))

      expect(heard).toEqual([])
      expect(delivery.outcome).not.toBe('sent')
    })
  })
}
