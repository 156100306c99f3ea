import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '../card-reader.ts'
import { classifyAs, register } from '../journey.ts'
import { openWorld } from '../world.ts'
import { certificationOf, entriesOf, personaOf } from './deliveries.ts'

const steps = [
  'priya grants',
  'ben refuses',
  'priya undoes',
  'ben undoes',
  'dana asks',
  'dana looks',
  'kenji looks',
  'a moment',
  'a minute',
] as const

describe('whatever is decided and taken back in whatever order', () => {
  it('settles each decision that stands once, and its makers read of no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...steps), { minLength: 4, maxLength: 14 }), async (walk) => {
        const world = await openWorld()
        const play = (persona: string) => personaOf(world, persona)
        for (const persona of Object.keys(world.people)) await play(persona).says('help')
        const kenji = (await world.read((session) => session.people.byAccount('web:kenji')))?.id ?? ''
        await register(play('dana'), 'Stock count', { owner: kenji })
        await classifyAs(play('dana'), 'moderate', { connectors: 'red' })
        const ask = 'waiver CRT-1 until 2026-12-20 because it is late; meanwhile: test data only'
        await play('dana').says(ask)
        await play('kenji').says('waiver grant CRT-1')

        /** The decision that can still be taken back. */
        let held: { readonly by: string; readonly reason: string; readonly at: number } | undefined
        const settled: string[] = []
        const gone: string[] = []
        let nth = 0
        const time = () => Date.parse(world.clock.now())
        const pass = (): void => {
          if (held && time() >= held.at + 60_000) {
            settled.push(held.reason)
            held = undefined
          }
        }
        const heard = (persona: string): string =>
          play(persona)
            .cards()
            .map(({ card }) => wordsOf(card))
            .join('\n')
        const decisions = async () =>
          (await entriesOf(world, 'CRT-1', 'waiver-granted')) +
          (await entriesOf(world, 'CRT-1', 'waiver-refused'))
        for (const step of walk) {
          pass()
          const [who = '', deed] = step.split(' ')
          const before = await decisions()
          nth += 1
          const reason = `Reason number ${nth}.`
          if (deed === 'grants') await play(who).says('waiver grant CRT-1')
          if (deed === 'refuses') await play(who).says(`waiver refuse CRT-1 ${reason}`)
          if ((await decisions()) > before) {
            expect(held, 'only one decision at a time').toBeUndefined()
            held = { by: who, reason: deed === 'refuses' ? reason : `grant ${nth}`, at: time() }
          }
          if (deed === 'undoes') {
            const undone = await entriesOf(world, 'CRT-1', 'waiver-undone')
            await play(who).says('waiver undo CRT-1')
            if ((await entriesOf(world, 'CRT-1', 'waiver-undone')) > undone) {
              expect(held?.by).toBe(who)
              gone.push(held?.reason ?? '')
              held = undefined
            }
          }
          if (deed === 'asks') {
            await play('dana').says(ask)
            await play('kenji').says('waiver grant CRT-1')
          }
          if (deed === 'looks')
            for (const line of ['waiver CRT-1', 'status CRT-1', 'inbox']) await play(who).says(line)
          if (deed === 'moment') await world.until(new Date(time() + 20_000).toISOString())
          if (deed === 'minute') await world.until(new Date(time() + 61_000).toISOString())
          pass()
          expect(await entriesOf(world, 'CRT-1', 'waiver-settled')).toBe(settled.length)
          for (const maker of ['dana', 'kenji'])
            for (const untold of [...gone, held?.reason ?? ''])
              if (untold.startsWith('Reason')) expect(heard(maker)).not.toContain(untold)
          const { waivers } = await certificationOf(world)
          const isGranted = waivers.some(({ state }) => state === 'granted')
          expect(isGranted).toBe(settled.some((one) => one.startsWith('grant')))
          if (!isGranted) expect(heard('dana')).not.toContain('Granted by')
        }
        expect(world.faults).toEqual([])
        expect(await world.store.audit()).toMatchObject({ sound: true })
        await world.close()
      }),
      { numRuns: Number(process.env['WALKS'] ?? 15) },
    )
  }, 120_000)
})
