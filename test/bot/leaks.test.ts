import { describe, expect, it } from 'vitest'
import { createEvidence } from '../../src/bot/evidence.ts'
import { sha256 } from '../../src/hash.ts'
import type { Incoming } from '../../src/ports/channel.ts'
import { wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import type { World } from './deliveries.ts'
import { click, entriesOf, openRequest, personaOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})
const play = (persona: string) => personaOf(world, persona)
const idOf = async (persona: string) =>
  (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? ''

/** What a platform asks by itself about a card, on somebody's account. */
const refresh = (account: string, what: string, id: string, place: Incoming['place']): Incoming => ({
  key: `refresh-${account}-${what}-${place}`,
  account,
  address: { channel: 'web', conversation: place === 'personal' ? 'dana' : 'stewards-channel' },
  place,
  kind: 'refresh',
  verb: 'card.open',
  data: { what, id, part: '' },
})

describe('somebody whom it is not for', () => {
  it('sees no figures of the week by having the card refreshed, in whatever place', async () => {
    await openRequest(world)
    for (const account of ['web:dana', 'web:stranger'])
      for (const place of ['personal', 'channel'] as const)
        expect(saidBy(await world.answer(refresh(account, 'week', '2026-11-23', place)))).toContain(
          'Nothing to see here',
        )
    await play('priya').says('help')
    expect(saidBy(await world.answer(refresh('web:priya', 'week', '2026-11-23', 'personal')))).toContain(
      '1 request is open',
    )
  })

  it('sees of a request what stands in the channel, and only there', async () => {
    await openRequest(world)
    expect(saidBy(await world.answer(refresh('web:stranger', 'request', 'APR-1', 'channel')))).toContain(
      'waits for steward',
    )
    expect(saidBy(await world.answer(refresh('web:stranger', 'request', 'APR-1', 'personal')))).toContain(
      'Nothing to see here',
    )
  })

  it('does not hear how it was decided, or who else can, by trying to decide', async () => {
    const { id, rev, hash } = await openRequest(world)
    await world.answer(
      click('priya', 'reject-0001', 'approval.reject', { approval: id, rev }, { reason: 'Not like this.' }),
    )
    await world.stand()
    await play('sofia').says('help')

    for (const words of ['approve CRT-1', 'reject CRT-1 no', 'take CRT-1', 'request changes APR-1 no'])
      expect(wordsOf(await play('tomas').says(words))).not.toContain('belongs to Dana')
    for (const words of ['approve CRT-1', 'approve APR-1', 'reject CRT-1 no', 'take CRT-1'])
      expect(wordsOf(await play('kenji').says(words))).toBe(
        'Somebody else does this\nCRT-1 belongs to Dana Lindqvist, so that is for them to do.',
      )
    for (const [verb, data] of [
      ['approval.not-me', { approval: id }],
      ['approval.approve', { approval: id, rev }],
      ['approval.approve-seen', { approval: id, rev, hash }],
      ['card.open', { what: 'post', id, part: '' }],
    ] as const) {
      const said = saidBy(await world.answer(click('kenji', `try-${verb}`, verb, data)))
      expect(said).toContain('belongs to Dana Lindqvist')
      expect(said).not.toMatch(/reject|Ben Okafor|Priya/)
    }
  })

  it('takes no evidence with a link of before, once nobody can reach them on any account', async () => {
    const signer = () => {
      throw new Error('nothing is signed here')
    }
    const desk = createEvidence({ store: world.store, world: world.world, signer })
    const { id, rev } = await openRequest(world)
    await world.answer(click('priya', 'approve-0001', 'approval.approve', { approval: id, rev }))
    await world.stand()
    const token = 'a'.repeat(32)
    const person = await idOf('dana')
    await world.read((session) =>
      session.downloads.offer(
        {
          code: sha256(token),
          certification: 'CRT-1',
          person,
          platform: 'web',
          until: '2099-01-01T00:00:00.000Z',
        },
        world.clock.now(),
      ),
    )
    expect(await desk.offered(token)).toMatchObject({ reference: 'CRT-1' })
    // A fault while it is made uses the link up for nobody, and nothing says that it was handed out.
    await expect(desk.take(token)).rejects.toThrow('nothing is signed here')
    expect(await desk.offered(token)).toMatchObject({ reference: 'CRT-1' })
    expect(await entriesOf(world, 'setting:evidence:CRT-1', 'evidence-packed')).toBe(0)

    world.channel.setThere('dana', false)
    await world.forward(1)

    expect(await desk.offered(token)).toBeUndefined()
    expect(await desk.take(token)).toBeUndefined()
  })
})
