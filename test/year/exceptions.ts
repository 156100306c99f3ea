import { wordsOf } from '../card-reader.ts'
import type { Setting } from './happenings.ts'
import { dayAt, momentAt } from './happenings.ts'
import type { Inhabitant } from './people.ts'

/** How often something begins to need an exception: so many days apart. */
const everyDays = 16
const terms = 'because the supplier moves in spring; meanwhile: two people look at each run'

/**
 * Something certified begins to use a connector that the programme blocks, as its owner says by its cards; they ask for a waiver in words.
 * It is granted or refused by whoever is asked, made longer by some, and runs out for the others.
 */
export const putExceptions = (setting: Setting): void => {
  const { agenda, chance, days, people, sittings } = setting
  const owners = people.filter(
    ({ leaves, manner, person }, index) =>
      index >= 10 &&
      leaves === null &&
      person.roles.length === 0 &&
      !['never', 'ignores', 'passes-on'].includes(manner),
  )
  for (let first = 3; first < days - 8 && owners.length > 0; first += everyDays) {
    const owner = chance.pick(owners)
    const until = first + chance.between(6, 45)
    const longer = chance.percent(35) ? until + chance.between(4, 30) : undefined
    agenda.put(momentAt(setting, first, 10), async () => {
      const reference = await breakRule(setting, owner)
      if (reference === undefined) return
      const ask = async (day: number): Promise<void> =>
        void (await sittings.says(owner, `waiver ${reference} until ${dayAt(setting, day)} ${terms}`))
      await ask(until)
      if (longer !== undefined) agenda.put(momentAt(setting, until - 1, 10), () => ask(longer))
    })
  }
}

/** The owner says that a thing of theirs uses a red connector now; gives which, or undefined where none of theirs can change. */
const breakRule = async ({ sittings }: Setting, owner: Inhabitant): Promise<string | undefined> => {
  const inbox = await sittings.says(owner, 'inbox')
  for (const [reference] of (inbox ? wordsOf(inbox.card) : '').matchAll(/CRT-\d+/g)) {
    const answers = await sittings.says(owner, `change ${reference}`)
    const form = await sittings.pressOn(answers, ({ data }) => data['part'] === 'connectors')
    const said = await sittings.pressOn(form, ({ verb }) => verb === 'change.answer', { connectors: 'red' })
    const steps = await sittings.pressOn(said, ({ verb }) => verb === 'change.done')
    if (steps) return reference
  }
  return undefined
}
