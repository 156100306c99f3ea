import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { certificateAt } from '../../src/bot/verify.ts'
import { createEvidence, keepPolicy, keysOf } from '../../src/bot/evidence.ts'
import { createSigning } from '../../src/pack/signing-key.ts'
import { createServer } from '../../src/web/server.ts'
import type { Card } from '../../src/ports/card.ts'
import { buttonsOf, wordsOf } from '../card-reader.ts'
import { openWorld, policyText, programme } from '../world.ts'
import type { World } from './deliveries.ts'
import { click, openRequest, personaOf, requestOf } from './deliveries.ts'

/** A world in which CRT-1, of high risk, has just been approved by everybody who had to, and the desk that hands evidence out. */
export const openEvidence = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-evidence-'))
  const world = await openWorld()
  await keepPolicy(world.store, { current: () => programme, text: () => policyText }, world.clock.now())
  const desk = createEvidence({
    store: world.store,
    world: world.world,
    signer: createSigning(join(folder, 'keys/evidence.pem')),
  })
  const server = createServer({
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1:3978',
    intakes: {},
    playground: undefined,
    ready: () => Promise.resolve({ ok: true, checks: {} }),
    metrics: () => Promise.resolve({ type: 'text/plain', text: '' }),
    verify: (id) => certificateAt(world.store, world.world, id),
    evidence: { offered: desk.offered, take: desk.take, keys: () => world.store.transact(keysOf) },
    onFault: ({ error }) => {
      world.faults.push(error)
      return 'E-TEST'
    },
  })
  const url = await server.listen()
  for (const persona of Object.keys(world.people)) await personaOf(world, persona).says('help')
  await openRequest(world, 'CV screening', 1, 'high')
  await approveAll(world, 'APR-1')

  return {
    world,
    folder,
    url,
    close: async (): Promise<void> => {
      await server.close()
      await world.close()
      await rm(folder, { recursive: true, force: true })
    },
    download: async (card: Card): Promise<Buffer> => {
      const response = await fetch(linkOn(card, url), { method: 'POST' })
      expect(response.status).toBe(200)
      return Buffer.from(await response.arrayBuffer())
    },
  }
}
export type Evidence = Awaited<ReturnType<typeof openEvidence>>

/** Approves as everybody does who has to, one after another. */
export const approveAll = async (world: World, id: string) => {
  for (const persona of ['priya', 'sofia', 'tomas', 'ines', 'jonas']) {
    const { rev, hash } = await requestOf(world, id)
    await world.answer(
      click(persona, `${id}-${persona}`, 'approval.approve-seen', { approval: id, rev, hash }),
    )
  }
}

/** Where the download on a card leads, on the server of this test. */
export const linkOn = (card: Card, url: string): string => {
  const button = buttonsOf(card).find((one) => one.type === 'Action.OpenUrl')
  if (button?.type !== 'Action.OpenUrl') throw new Error(`no link on: ${wordsOf(card)}`)
  return button.url.replace('http://127.0.0.1:3978', url)
}
