import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { grantRole } from '../journey.ts'
import { openRequest, personaOf, requestOf } from './deliveries.ts'
import type { TwoPlatforms } from './two-platforms.ts'
import { openTwoPlatforms } from './two-platforms.ts'

const run = promisify(execFile)

let slack: TwoPlatforms['slack']
let world: TwoPlatforms['world']
let says: TwoPlatforms['says']
let appoint: TwoPlatforms['appoint']
beforeEach(async () => {
  ;({ slack, world, says, appoint } = await openTwoPlatforms())
  await appoint(slack, 'U1', 'Ana Ruiz', 'steward')
  slack.block('U1')
})
afterEach(async () => {
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await world.close()
})

const notices = () =>
  personaOf(world, 'amara')
    .cards()
    .filter(({ card }) => titlesOf(card).includes('Resend'))
const undelivered = () => world.read((session) => session.outbox.undelivered(10))
/** What can wait comes in the morning. */
const nextMorning = () => world.forward(1)

describe('a message that reached nobody', () => {
  it('is shown to the administrators once a day, with whom it was for and why', async () => {
    await openRequest(world)
    await openRequest(world, 'Visitor list', 2)
    await world.pass(60)

    expect(await undelivered()).toHaveLength(2)
    const [first, ...more] = notices().map((one) => ({ ...one }))
    expect(more).toEqual([])
    const words = first ? wordsOf(first.card) : ''
    expect(words).toContain('1 message reached nobody.')
    expect(wordsOf(await personaOf(world, 'amara').says('deliveries'))).toContain(
      '2 messages reached nobody.',
    )
    expect(words).toContain('Ana Ruiz · the request to decide APR-1')
    expect(words).toContain('There is nobody to write to')
    expect(words).not.toContain('Stock count')

    await nextMorning()
    await openRequest(world, 'Key list', 3)
    await world.pass(60)
    expect(notices().at(-1)?.id).not.toBe(first?.id)
    expect(
      notices()
        .map(({ card }) => wordsOf(card))
        .at(-1),
    ).toContain('3 messages reached nobody.')
  })

  it('is a line in an administrator’s inbox, and in nobody else’s', async () => {
    await openRequest(world)

    expect(wordsOf(await personaOf(world, 'amara').says('inbox'))).toContain('a message reached nobody')
    expect(wordsOf(await personaOf(world, 'dana').says('inbox'))).not.toContain('reached nobody')
    expect(wordsOf(await personaOf(world, 'dana').says('deliveries'))).toContain('needs the admin role')
  })

  it('is sent again when an administrator says so, and the journal says who', async () => {
    await openRequest(world)
    const amara = personaOf(world, 'amara')
    await amara.says('deliveries')
    await says(slack, 'U2', 'hello', 'Ana at her new account')
    slack.unblock('U1')
    await says(slack, 'U1', 'hello')

    const after = await amara.press('Resend')
    await world.deliver.settled()

    expect(wordsOf(after)).toContain('Every message reached somebody, or was dropped.')
    expect(slack.cards('U1').some(({ card }) => titlesOf(card).includes('Approve'))).toBe(true)
    const trail = await world.read((session) => session.journal.of('setting:deliveries', 9))
    expect(trail.map(({ type }) => type)).toEqual(['message-resent', 'messages-undelivered'])
    expect(trail[0]?.actor).toBe((await world.read((session) => session.people.byAccount('web:amara')))?.id)
  })

  it('is dropped when an administrator says so; a second one is told that it is decided', async () => {
    await openRequest(world)
    const [amara, kenji] = [personaOf(world, 'amara'), personaOf(world, 'kenji')]
    await amara.says('deliveries')
    await kenji.says('deliveries')
    const stale = kenji.cards().at(-1)

    await amara.press('Drop')
    const late = await kenji.press('Drop', {}, stale)

    expect(await undelivered()).toEqual([])
    expect(wordsOf(late)).toContain('somebody has decided about it')
    expect((await requestOf(world)).state).toBe('open')
  })

  it('is not spoken of in the morning, where it was decided about before', async () => {
    world.wait(12 * 60)
    await openRequest(world)
    await world.pass(60)
    const [amara, kenji] = [personaOf(world, 'amara'), personaOf(world, 'kenji')]
    await amara.says('deliveries')
    await amara.press('Drop')
    expect(await undelivered()).toEqual([])

    await nextMorning()

    expect(
      kenji
        .cards()
        .map(({ card }) => wordsOf(card))
        .join(' '),
    ).not.toContain('reached')
  })

  it('is decided about in words by its number, and a number that is none is answered with the nearest', async () => {
    await openRequest(world)
    await openRequest(world, 'Visitor list', 2)
    const [second, first] = await undelivered()
    const amara = personaOf(world, 'amara')
    const told = async (words: string) => wordsOf(await amara.says(words))

    expect(await told('deliveries')).toContain(`${first?.id} · Ana Ruiz · the request to decide APR-1`)
    expect(await told('deliveries resend 9999')).toContain(`The nearest that is: message ${second?.id}.`)
    expect(await told('deliveries drop')).toContain('Say which message, by its number')
    expect(wordsOf(await personaOf(world, 'dana').says('deliveries drop 1'))).toContain(
      'needs the admin role',
    )
    expect(await undelivered()).toHaveLength(2)

    expect(await told(`deliveries drop ${first?.id}`)).toContain('1 message reached nobody.')
    expect((await undelivered()).map(({ id }) => id)).toEqual([second?.id])
    slack.unblock('U1')
    await says(slack, 'U1', 'hello')
    expect(await told(`deliveries resend ${second?.id}`)).toContain('Every message reached somebody')
    expect(await told(`deliveries resend ${second?.id}`)).toContain('No other one waits.')
  })

  it('that comes back is shown again', async () => {
    await openRequest(world)
    const amara = personaOf(world, 'amara')
    await amara.says('deliveries')

    await amara.press('Resend')
    await world.deliver.settled()

    expect(await undelivered()).toHaveLength(1)
  })

  it('can be listed and sent again from the command line', async () => {
    await openRequest(world)
    const [one] = await undelivered()
    const assay = (...words: readonly string[]) =>
      run(process.execPath, [join(import.meta.dirname, '../../src/cli.ts'), ...words], {
        env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1', DATABASE_URL: `file:${world.file}` },
      })

    expect((await assay('deliveries')).stdout).toMatch(
      new RegExp(`^${one?.id} · Ana Ruiz · the request to decide APR-1 · There is nobody to write to`),
    )
    expect((await assay('deliveries', 'resend', String(one?.id))).stdout).toBe(
      `Message ${one?.id} is owed again.\n`,
    )
    expect((await assay('deliveries')).stdout).toBe('Every message reached somebody, or was dropped.\n')
    await expect(assay('deliveries', 'drop', String(one?.id))).rejects.toThrow('is not among those')
    await expect(assay('deliveries', 'resend', 'all')).rejects.toThrow('by its number')
  })
})

it('is decided about from the command line at no time before what stands in the journal, as a playground may be ahead', async () => {
  await openRequest(world)
  await world.forward(400)
  const [one] = await undelivered()
  const lastAt = await world.read((session) => session.journal.lastAt())
  await run(
    process.execPath,
    [join(import.meta.dirname, '../../src/cli.ts'), 'deliveries', 'drop', String(one?.id)],
    { env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1', DATABASE_URL: `file:${world.file}` } },
  )

  const [dropped] = await world.read((session) => session.journal.of('setting:deliveries', 1))
  expect(dropped?.type).toBe('message-dropped')
  expect((dropped?.at ?? '') >= (lastAt ?? 'z')).toBe(true)
})

it('does not tell of an administrator who cannot be told', async () => {
  await grantRole(world, 'Ana Ruiz admin')
  await openRequest(world)
  await world.pass(60)
  await nextMorning()

  const days = await world.read((session) => session.journal.of('setting:deliveries', 9))
  expect(days.filter(({ type }) => type === 'messages-undelivered').length).toBeLessThanOrEqual(2)
})
