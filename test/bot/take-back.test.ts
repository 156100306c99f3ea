import { describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import { register } from '../journey.ts'
import type { World } from './deliveries.ts'
import { click, personaOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})
const play = (persona: string) => personaOf(world, persona)
const offered = async () => (await world.read((session) => session.assets.find('AST-1')))?.handOver
const takeBack = (persona: string, key: string, offer: string) =>
  world.answer(click(persona, key, 'hand-over.take-back', { asset: 'AST-1', offer }))

describe('an offer that is taken back', () => {
  it('is the one whose card was pressed, and never a later one', async () => {
    await register(play('dana'), 'Visitor list')
    await play('dana').says('hand over AST-1 to Ben Okafor')
    const first = (await offered())?.id ?? ''
    await play('dana').says('hand over AST-1 to Jonas Weber')

    expect(saidBy(await takeBack('dana', 'old-card', first))).toContain('answered or over by now')
    expect(await offered()).toMatchObject({ state: 'offered' })
    expect(saidBy(await takeBack('dana', 'new-card', (await offered())?.id ?? ''))).toContain('keeps it')
    expect(await offered()).toMatchObject({ state: 'withdrawn' })
  })

  it('is taken back by whoever may offer it: who was asked can say no, and others nothing', async () => {
    await register(play('dana'), 'Visitor list')
    const own = await play('dana').says('hand over AST-1 to Ben Okafor')
    await world.deliver.settled()

    expect(titlesOf(own)).toContain('Take it back')
    expect(titlesOf(play('ben').card())).toEqual(['Accept', 'Decline'])
    expect(saidBy(await takeBack('ben', 'not-his', (await offered())?.id ?? ''))).toContain('owns AST-1')
    expect(await offered()).toMatchObject({ state: 'offered' })
  })

  it('is none that was made because somebody left: it has to find an owner', async () => {
    await play('ben').says('hello')
    await register(play('dana'), 'Visitor list')
    await world.read(async (session) => {
      const asset = await session.assets.find('AST-1')
      const ben = await session.people.byAccount('web:ben')
      if (!asset || !ben) throw new Error('nobody to hand it to')
      const next = { ...asset, rev: asset.rev + 1, deputy: ben.id }
      await session.assets.save(next, [{ type: 'asset-changed', subject: 'AST-1', asset: 'AST-1' }], {
        now: world.clock.now(),
        actor: 'system',
        platform: 'clock',
        programme: { version: 1 },
      })
    })
    world.channel.setThere('dana', false)
    await world.forward(1)
    await world.forward(1)
    expect(await offered()).toMatchObject({ state: 'offered', because: 'left' })

    await play('priya').says('hello')
    const said = await takeBack('priya', 'leaver', (await offered())?.id ?? '')
    expect(saidBy(said)).toContain('answered or over by now')
    const { replace: shown } = await world.answer(
      click('priya', 'look', 'card.open', { what: 'hand-over', id: 'AST-1', part: '' }),
    )
    if (!shown) throw new Error('nothing was shown')
    expect(wordsOf(shown)).toContain('It is offered to Ben Okafor')
    expect(titlesOf(shown)).not.toContain('Take it back')
    expect(await offered()).toMatchObject({ state: 'offered', because: 'left' })
  })
})
