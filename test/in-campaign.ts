import { beforeEach } from 'vitest'
import type { Card } from '../src/ports/card.ts'
import { personaOf } from './bot/deliveries.ts'
import { multiply } from './campaigns.ts'
import { wordsOf as linesOf } from './card-reader.ts'
import { inWorld } from './in-world.ts'
import type { World } from './journey.ts'
import { certify, classifyAs, register } from './journey.ts'
import type { Player } from './world.ts'

/** Opens a world for each story of a file, in which Dana has the one certificate, CRT-1; gives what campaigns are told with. */
export const inCampaign = (enter: (world: World) => void) => {
  let world: World
  inWorld((opened) => {
    world = opened
    enter(opened)
  })
  beforeEach(() => certifyOne(world))

  const play = (persona: string): Player => personaOf(world, persona)
  const idOf = async (persona: string) => {
    const person = await world.read((session) => session.people.byAccount(`web:${persona}`))
    if (!person) throw new Error(`${persona} is unknown`)
    return person.id
  }
  const crt = async (id = 'CRT-1') => {
    const found = await world.read((session) => session.certifications.find(id))
    if (!found) throw new Error(`there is no ${id}`)
    return found
  }
  const campaign = (id = 'CMP-1') => world.read((session) => session.campaigns.find(id))
  const reviewOf = (subject: string) => world.read((session) => session.reviews.openOf(subject))
  /** Previewed, started, and its first day told. */
  const start = async () => {
    await preview(world)
    await play('priya').press('Yes, start it')
    await world.forward(0)
  }
  return {
    play,
    idOf,
    crt,
    campaign,
    reviewOf,
    preview: () => preview(world),
    start,
    giveDana: (more: number) => giveDana(world, more),
  }
}

/** Dana has the team leave calendar certified: CRT-1. */
export const certifyOne = async (world: World): Promise<void> => {
  const dana = personaOf(world, 'dana')
  await register(dana, 'Team leave calendar')
  await classifyAs(dana, 'low')
  await certify(dana)
}

/** Dana owns so many more, like CRT-1; from CRT-101 on. */
export const giveDana = async (world: World, more: number): Promise<void> => {
  const owner = (await world.read((session) => session.people.byAccount('web:dana')))?.id ?? ''
  await multiply(
    world.store,
    world.clock.now(),
    Array.from({ length: more }, () => ({ owner })),
  )
}

/** What the first step of a campaign asks. */
export const form = { name: 'Yearly look', why: 'Two connectors left the green list.', days: '14' }

/** As Priya, to the preview of a campaign for all. */
export const preview = async (world: World): Promise<Card> => {
  const priya = personaOf(world, 'priya')
  await priya.says('campaign new')
  await priya.press('Continue', form)
  return priya.press('Show whom it reaches')
}

/** The words of a card, each fact in one line. */
export const wordsOf = (card: Card): string => linesOf(card).replaceAll(': \n', ': ')
