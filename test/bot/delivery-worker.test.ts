import { afterEach, describe, expect, test } from 'vitest'
import type { Channel, Delivery, Errand } from '../../src/ports/channel.ts'
import type { PatientClock, PostOffice } from './post-office.ts'
import { letter, openPostOffice, patientClock } from './post-office.ts'

let offices: PostOffice[] = []
afterEach(async () => {
  await Promise.all(offices.map((office) => office.close()))
  offices = []
})

const to = (user: string) => ({ channel: 'slack', user })

/** A platform on which each call is answered as a test says. */
const platform = (
  answer: (user: string, text: string, errand: Errand | undefined) => Promise<Delivery> | Delivery,
) => {
  const arrived: string[] = []
  const channel: Channel = {
    name: 'slack',
    start: () => Promise.resolve(),
    turn: () => ({ inMs: 0 }),
    send: async (address, card, errand) => {
      const text = card.fallbackText.split(/[:.\s]/)[0] ?? ''
      const delivery = await answer(address['user'] ?? '', text, errand)
      if (delivery.outcome === 'sent') arrived.push(text)
      return delivery
    },
    replace: (posted) => Promise.resolve({ outcome: 'sent', posted }),
    look: () => Promise.resolve({ presence: 'there' }),
    stop: () => Promise.resolve(),
  }
  return { channel, arrived }
}
const sent = (user: string): Delivery => ({ outcome: 'sent', posted: { address: to(user), message: 'm' } })

const open = async (channel: Channel, clock: PatientClock = patientClock(), file?: string) => {
  const office = await openPostOffice({ channels: [channel], clock, ...(file ? { file } : {}) })
  offices.push(office)
  return office
}

describe('the worker', () => {
  test('is not held up by one who is slow, and keeps that one’s messages in order', async () => {
    let letGo = (): void => {}
    const slow = new Promise<void>((resolve) => (letGo = resolve))
    const { channel, arrived } = platform(async (user) => {
      if (user === 'slow') await slow
      return sent(user)
    })
    const office = await open(channel)
    await office.owe(
      ...['slow1', 'slow2', 'slow3'].map((key) => letter(key, to('slow'))),
      ...Array.from({ length: 400 }, (_, nth) => letter(`n${nth}`, to(`u${nth}`))),
    )

    office.deliver.wake()
    while (arrived.length < 400) await new Promise((resolve) => void setImmediate(resolve))
    expect(arrived.filter((one) => one.startsWith('slow'))).toEqual([])
    letGo()
    await office.deliver.settled()

    expect(arrived.slice(400)).toEqual(['slow1', 'slow2', 'slow3'])
  })

  test('lets nobody starve behind many who have to come again later', async () => {
    const { channel, arrived } = platform((user) => sent(user))
    const busy: Channel = {
      ...channel,
      turn: (address) => (address['user']?.startsWith('busy') ? { againMs: 90_000 } : { inMs: 0 }),
    }
    const office = await open(busy)
    await office.owe(
      ...Array.from({ length: 1_000 }, (_, nth) => letter(`b${nth}`, to(`busy${nth}`))),
      letter('last', to('ana')),
    )

    office.deliver.wake()
    await office.deliver.settled()

    expect(arrived).toEqual(['last'])
    expect(office.outcomes).toEqual(['sent'])
  })

  test('keeps the order where the first has to come again later', async () => {
    const clock = patientClock()
    let isBusy = true
    const { channel, arrived } = platform((user) => sent(user))
    const office = await open({ ...channel, turn: () => (isBusy ? { againMs: 30_000 } : { inMs: 0 }) }, clock)
    await office.owe(letter('one', to('ana')), letter('two', to('ana')))

    office.deliver.wake()
    await office.deliver.settled()
    isBusy = false
    office.deliver.wake()
    await office.deliver.settled()
    expect(arrived).toEqual([])
    clock.pass(30_000)
    office.deliver.wake()
    await office.deliver.settled()

    expect(arrived).toEqual(['one', 'two'])
  })

  test('does not begin a call once its lease has run out', async () => {
    const clock = patientClock()
    const { channel, arrived } = platform((user) => sent(user))
    // The wait for its turn takes longer than the lease lasts.
    const office = await open({ ...channel, turn: () => ({ inMs: 61_000 }) }, clock)
    await office.owe(letter('one', to('ana')))

    const rows = office.deliver
    rows.wake()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await rows.stop()

    expect(arrived).toEqual([])
  })

  test('tells a channel how long a message is still its to send', async () => {
    const clock = patientClock()
    const left: number[] = []
    const { channel } = platform((user, _text, errand) => {
      left.push(errand?.left() ?? NaN)
      clock.pass(70_000)
      left.push(errand?.left() ?? NaN)
      return sent(user)
    })
    const office = await open(channel, clock)
    await office.owe(letter('one', to('ana')))

    office.deliver.wake()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await office.deliver.stop()

    expect(left.slice(0, 2)).toEqual([60_000, -10_000])
  })

  test('sends each row once where two processes share a file', async () => {
    const { channel, arrived } = platform(async (user) => {
      await new Promise((resolve) => void setImmediate(resolve))
      return sent(user)
    })
    const clock = patientClock()
    const one = await open(channel, clock)
    const other = await open(channel, clock, one.file)
    await one.owe(...Array.from({ length: 600 }, (_, nth) => letter(`n${nth}`, to(`u${nth % 150}`))))

    one.deliver.wake()
    other.deliver.wake()
    await Promise.all([one.deliver.settled(), other.deliver.settled()])

    expect(arrived.toSorted()).toEqual(Array.from({ length: 600 }, (_, nth) => `n${nth}`).toSorted())
    expect(one.outcomes.length).toBeGreaterThan(0)
    expect(other.outcomes.length).toBeGreaterThan(0)
    for (let user = 0; user < 150; user += 1)
      expect(arrived.map((key) => Number(key.slice(1))).filter((nth) => nth % 150 === user)).toEqual([
        user,
        user + 150,
        user + 300,
        user + 450,
      ])
    expect(one.faults).toEqual([])
  })

  test('counts what cannot even be read as tried, so that it comes to an end', async () => {
    const { channel } = platform((user) => sent(user))
    const clock = patientClock()
    const office = await open(channel, clock)
    await office.owe({ ...letter('one', to('ana')), content: 'not ours' })

    for (let round = 0; round < 3; round += 1) {
      office.deliver.wake()
      await office.deliver.settled()
      clock.pass(60_000)
    }

    const until = new Date(clock.now() + 60_000).toISOString()
    const [row] = await office.store.transact((session) => session.outbox.lease(clock.iso(), until, 1))
    expect(row?.tries).toBe(3)
    expect(office.faults).toHaveLength(3)
  })

  test('gives back what waits for its turn when it stops', async () => {
    const { channel, arrived } = platform((user) => sent(user))
    const office = await open({ ...channel, turn: () => ({ inMs: 1_000 }) })
    await office.owe(letter('one', to('ana')))
    office.deliver.wake()
    await office.deliver.stop()
    const rest = await open(channel, patientClock(), office.file)

    rest.deliver.wake()
    await rest.deliver.settled()

    expect([...arrived]).toEqual(['one'])
  })
})
