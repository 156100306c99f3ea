import { addMonths, daysUntil } from '../src/domain/calendar.ts'
import type { Card } from '../src/ports/card.ts'
import { certificationOf, click, personaOf } from './bot/deliveries.ts'
import type { World } from './journey.ts'

/** Moves the clock to a day after the window opens. */
export const toWindow = async (world: World): Promise<void> => {
  const { windowOpens } = await certificationOf(world)
  await world.forward(daysUntil(world.clock.now(), windowOpens ?? '', 'UTC') + 1)
}

/** Keeps the micro-certifications, so that time alone has not made anything lapse. */
export const stayTrained = async (
  world: World,
  persona: string,
  account = `web:${persona}`,
): Promise<void> => {
  await world.read(async (session) => {
    const person = await session.people.byAccount(account)
    if (!person) throw new Error(`${persona} is unknown`)
    const until = addMonths(world.clock.now(), 12)
    const passes = person.passes.map((pass) => ({ ...pass, until }))
    await session.people.save(
      { ...person, rev: person.rev + 1, passes },
      [
        {
          type: 'skill-passed',
          subject: person.id,
          person: person.id,
          skill: 'foundations',
          score: 100,
          until,
        },
      ],
      { now: world.clock.now(), actor: 'system', platform: 'clock', programme: { version: 1 } },
    )
  })
}

/** Dana says that answers have changed, one after another. */
export const sayChanged = async (world: World, changes: Readonly<Record<string, string>>): Promise<Card> => {
  const dana = personaOf(world, 'dana')
  await dana.says('change CRT-1')
  for (const [question, option] of Object.entries(changes)) {
    await world.answer(
      click(
        'dana',
        `change-${question}-${option}`,
        'change.answer',
        { certification: 'CRT-1', question },
        { [question]: option },
      ),
    )
  }
  await dana.says('change CRT-1')
  return dana.press('That is all')
}
