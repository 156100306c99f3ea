import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBringIn } from '../../src/bot/bring-in.ts'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { openWorld, programme } from '../world.ts'
import type { World } from './deliveries.ts'
import { click, personaOf, saidBy } from './deliveries.ts'

const list = `name,purpose,kind,platform,owner,days
Leave calendar,Who is away when,app,power_apps,Dana Lindqvist,90
Stock count,Counts every week,flow,power_automate,web:dana,90
Visitor list,Who comes today,form,sharepoint,J. Smith (facilities),30
"=CMD|'/c calc'!A1",A name that a sheet would run,report,excel,Ben Okafor,60
`

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect((await world.store.audit()).sound).toBe(true)
  await world.close()
})

const bringIn = async (text = list) => {
  const desk = createBringIn({ store: world.store, world: world.world })
  const found = await desk.look(text, 90)
  expect(found.faults).toEqual([])
  const came = await desk.apply(found)
  await world.forward(0)
  world.deliver.wake()
  await world.deliver.settled()
  return { found, came }
}
const certification = (id: string) => world.read((session) => session.certifications.find(id))
const cardsWith = (persona: string, words: string) =>
  personaOf(world, persona)
    .cards()
    .filter(({ card }) => wordsOf(card).includes(words))
/** What a persona was sent of this kind, by the words of the line. */
const countOf = (persona: string, words: string) => cardsWith(persona, words).length
const run = promisify(execFile)
const command = (...words: readonly string[]) =>
  run(process.execPath, [join(import.meta.dirname, '../../src/cli.ts'), ...words], {
    env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1', DATABASE_URL: `file:${world.file}` },
  }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (thrown: { code: number; stderr: string }) => ({ code: thrown.code, said: thrown.stderr }),
  )

describe('what is in use already', () => {
  it('comes in with a list; each owner hears of it once, and nothing comes in twice', async () => {
    const dana = personaOf(world, 'dana')

    const { found, came } = await bringIn()

    expect(found.weighed.map(({ fate, owner }) => [fate, owner?.name.body])).toEqual([
      ['new', 'Dana Lindqvist'],
      ['new', 'Dana Lindqvist'],
      ['new', undefined],
      ['new', 'Ben Okafor'],
    ])
    expect(came).toBe(4)
    const told = cardsWith('dana', 'came into the register')
    expect(told).toHaveLength(1)
    expect(wordsOf(dana.card())).toContain('Nothing is wrong')
    expect(titlesOf(dana.card()).filter((title) => title === 'Start')).toHaveLength(2)
    // It is eight in the morning where Ben is.
    expect(cardsWith('ben', "=CMD|'/c calc'!A1")).toHaveLength(0)
    await world.until('2026-11-24T10:00:00.000Z')
    expect(cardsWith('ben', "=CMD|'/c calc'!A1")).toHaveLength(1)

    const again = await bringIn()

    expect(again.came).toBe(0)
    expect(again.found.weighed.every(({ fate }) => fate === 'known')).toBe(true)
    expect(cardsWith('dana', 'came into the register')).toHaveLength(1)
  })

  it('comes in whole, and nothing of it twice, though the first try broke in the middle', async () => {
    const lines = Array.from(
      { length: 120 },
      (_, index) => `Thing ${index + 1},Counts,app,power_apps,web:dana`,
    )
    const text = ['name,purpose,kind,platform,owner', ...lines].join('\n')
    let commits = 0
    const store: typeof world.store = {
      ...world.store,
      transact: (work, ...rest) =>
        (commits += 1) === 5
          ? Promise.reject(new Error('the disk is full'))
          : world.store.transact(work, ...rest),
    }
    const desk = createBringIn({ store, world: world.world })
    const found = await desk.look(text, 90)
    await expect(desk.apply(found)).rejects.toThrow('the disk is full')
    const dana = (await world.read((session) => session.people.byAccount('web:dana')))?.id ?? ''
    const owned = () => world.read((session) => session.assets.ownedBy([dana], 1000))
    expect((await owned()).length).toBe(50)

    expect((await bringIn(text)).came).toBe(70)

    const names = (await owned()).map(({ name }) => name.body)
    expect(names).toHaveLength(120)
    expect(new Set(names).size).toBe(120)
    expect(cardsWith('dana', 'came into the register')).toHaveLength(1)
  })

  it('is told to so many owners a working day, those with the nearest day first, and to nobody whom the rollout leaves out', async () => {
    const policy = { ...programme, campaigns: { ...programme.campaigns, noticesPerDay: 1 } }
    const own = await openWorld({ programme: () => policy })
    const heard = () =>
      ['dana', 'ben', 'ines'].filter((persona) =>
        personaOf(own, persona)
          .cards()
          .some(({ card }) => wordsOf(card).includes('you look after came into the register')),
      )
    await personaOf(own, 'amara').says('rollout observe')
    await personaOf(own, 'amara').press('Yes, do it this way')
    const desk = createBringIn({ store: own.store, world: own.world })
    await desk.apply(await desk.look(`${list}Rooms,Who sits where,app,power_apps,Inês Duarte,30\n`, 90))
    await own.until('2026-11-24T12:00:00.000Z')
    expect(heard()).toEqual([])

    await personaOf(own, 'amara').says('rollout everyone')
    await personaOf(own, 'amara').press('Yes, do it this way')
    await own.until('2026-11-24T12:10:00.000Z')
    expect(heard()).toEqual(['ines'])
    await own.until('2026-11-25T12:00:00.000Z')
    expect(heard()).toEqual(['ben', 'ines'])
    await own.until('2026-11-26T12:00:00.000Z')
    expect(heard()).toEqual(['dana', 'ben', 'ines'])
    expect(own.faults).toEqual([])
    await own.close()
  })

  it('is known again though its owner changed, or somebody registered it by hand', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Leave calendar')

    expect((await bringIn()).came).toBe(3)
    await dana.says('hand over AST-2 to Ben Okafor')
    await world.pass(1)
    await personaOf(world, 'ben').press('Accept')

    expect((await bringIn()).came).toBe(0)
  })

  it('is started from the card, and certified like anything else', async () => {
    const dana = personaOf(world, 'dana')
    await bringIn(list.split('\n').slice(0, 2).join('\n'))

    await dana.press('Start')
    await classifyAs(dana, 'low')
    await certify(dana, world)

    expect(await certification('CRT-1')).toMatchObject({ state: 'certified', existing: { days: 90 } })
  })

  it('waits for the stewards to name an owner where the list names nobody who is known', async () => {
    await bringIn()
    const priya = personaOf(world, 'priya')

    expect(countOf('priya', 'The list says: J. Smith (facilities)')).toBe(1)
    expect(await certification('CRT-3')).toMatchObject({ owner: 'nobody', developer: 'nobody' })
    expect(wordsOf(await personaOf(world, 'dana').says('hand over AST-3 to Kenji Mori'))).toContain(
      'needs the steward role',
    )

    const question = click(
      'dana',
      'ask-0001',
      'asset.ask-owner',
      { asset: 'AST-3' },
      { words: 'Whose is it?' },
    )
    expect(saidBy(await world.answer(question))).toContain('nobody would get your question')

    await priya.says('hand over AST-3 to Kenji Mori')
    await world.pass(1)
    expect(wordsOf(personaOf(world, 'kenji').card())).toContain('Nobody owns this yet. Will you?')
    await personaOf(world, 'kenji').press('Accept')

    const { owner, developer } = (await certification('CRT-3')) ?? {}
    expect(await world.read((session) => session.people.find(owner ?? ''))).toMatchObject({
      name: { body: 'Kenji Mori' },
    })
    expect(developer).toBe(owner)
  })

  it('is not mine: the stewards look for its owner, or whoever is named is asked and has all of it', async () => {
    const dana = personaOf(world, 'dana')
    await bringIn()
    const ben = await world.read((session) => session.people.byAccount('web:ben'))

    await dana.press('Not mine')
    await dana.press('It is not mine')
    await world.pass(1)
    expect(await certification('CRT-1')).toMatchObject({ owner: 'nobody', state: 'draft' })
    expect(wordsOf(personaOf(world, 'priya').card())).toContain('Leave calendar')

    await dana.press('Show the others')
    await dana.press('Not mine')
    await dana.press('It is not mine', { person: ben?.id ?? '' })
    await world.pass(1)
    await personaOf(world, 'ben').press('Accept')

    expect(await certification('CRT-2')).toMatchObject({ owner: ben?.id, developer: ben?.id })
  })

  it('is all of whoever accepts it, though its owner said meanwhile that it is not theirs', async () => {
    const dana = personaOf(world, 'dana')
    await bringIn()
    const ben = await world.read((session) => session.people.byAccount('web:ben'))
    await dana.press('Not mine')
    await dana.press('It is not mine', { person: ben?.id ?? '' })
    await world.answer(click('dana', 'again-0001', 'existing.disown', { asset: 'AST-1' }))
    expect(await certification('CRT-1')).toMatchObject({ owner: 'nobody', developer: 'nobody' })
    await world.deliver.settled()

    await personaOf(world, 'ben').press('Accept')

    expect(await certification('CRT-1')).toMatchObject({ owner: ben?.id, developer: ben?.id })
    expect(await world.read((session) => session.assets.find('AST-1'))).toMatchObject({
      owner: ben?.id,
      developer: ben?.id,
    })
  })

  it('makes nobody of the word for an owner who is not known', async () => {
    await bringIn()
    const amara = personaOf(world, 'amara')

    for (const words of ['unit nobody yet in Finance', 'role grant nobody yet steward'])
      expect(wordsOf(await amara.says(words))).toContain('I do not know "nobody yet"')
    expect(wordsOf(await personaOf(world, 'dana').says('hand over AST-1 to nobody yet'))).toContain(
      'I do not know "nobody yet"',
    )
  })

  it('is reminded of kindly, told to the stewards when late, and neither lapses nor stops', async () => {
    await bringIn(list.split('\n').slice(0, 3).join('\n'))
    const said = 'not certified yet'

    await world.forward(59)
    expect(countOf('dana', 'came into the register')).toBe(1)
    await world.forward(2)
    await world.pass(3 * 24 * 60)
    const reminded = await world.read((session) => session.journal.of('CRT-1', 100))
    expect(reminded.filter(({ type }) => type === 'existing-reminded')).toHaveLength(1)
    expect(countOf('priya', said)).toBe(0)

    await world.forward(30)
    await world.pass(3 * 24 * 60)
    expect(countOf('dana', said)).toBe(1)
    expect(countOf('priya', said)).toBe(0)
    expect(wordsOf(await personaOf(world, 'priya').says('inbox'))).toContain('Is late to be certified')
    expect(wordsOf(personaOf(world, 'dana').card())).toContain('Nothing stops, and nobody is blamed')

    await world.forward(400)
    await world.pass(3 * 24 * 60)
    for (const id of ['CRT-1', 'CRT-2']) expect(await certification(id)).toMatchObject({ state: 'draft' })
    const types = (await world.read((session) => session.journal.of('CRT-2', 100))).map(({ type }) => type)
    expect(types).toEqual(['existing-drafted'])
  })

  it('is registered by its owner with the same days', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Parking spaces', { in_use: 'yes' })
    await classifyAs(dana, 'low')

    await world.forward(40)

    expect(await certification('CRT-1')).toMatchObject({
      state: 'classified',
      existing: { by: 'owner', days: 90 },
    })
  })

  it('is tried before it is applied, on the command line', async () => {
    const file = join(dirname(world.file), 'assets.csv')
    await writeFile(file, `\ufeff${list.replaceAll('\n', '\r\n')}`)

    const tried = await command('import', file)
    expect(tried).toMatchObject({ code: 0 })
    expect(tried.said).toContain('4 are new, 0 are in the register already')
    expect(tried.said).toContain('  Ben Okafor (web:ben)\n')
    expect(tried.said).toContain('line 4, owner: nobody called "J. Smith (facilities)" is known')
    expect(await certification('CRT-1')).toBeUndefined()

    expect(await command('import', file, '--apply')).toMatchObject({
      code: 0,
      said: '4 came into the register. 2 owners are told; 1 waits for the stewards to name an owner.\n',
    })
    expect((await command('import', file, '--apply')).said).toContain('in the register already')
    const [entry] = await world.read((session) => session.journal.of('CRT-1', 1))
    expect(entry).toMatchObject({ actor: 'system', platform: 'command', type: 'existing-drafted' })

    await writeFile(file, list.replace('Stock count', '').replace(',app,', ',macro,'))
    const wrong = await command('import', file, '--apply')
    expect(wrong.code).toBe(1)
    expect(wrong.said).toMatch(
      /line 2, kind: .*\nline 3, name: is empty.*\n.*2 mistakes\. Nothing was written/,
    )
  })

  it.each([
    [['import'], 'Name the list'],
    [['import', 'nowhere.csv'], 'nowhere.csv'],
    [['import', 'a.csv', 'b.csv'], 'Name the list'],
    [['import', 'a.csv', '--days', '45'], '90, 60, 30'],
  ])('says what is wrong with %j', async (words, said) => {
    const answer = await command(...words)

    expect(answer.code).toBe(1)
    expect(answer.said).toContain(said)
  })

  it('offers a list to begin with that comes in as it is', async () => {
    const example = await command('import', 'example')
    const file = join(dirname(world.file), 'example.csv')
    await writeFile(file, example.said)

    expect((await command('import', file)).said).toContain('2 are new')
  })
})
