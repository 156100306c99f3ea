import { expect, it } from 'vitest'
import { wordsOf } from '../card-reader.ts'
import { classifyAs, register } from '../journey.ts'
import { personaOf, saidBy } from './deliveries.ts'
import { openTwoPlatforms } from './two-platforms.ts'

it('a waiver is asked for on one platform and granted on the other, and every copy says so', async () => {
  const two = await openTwoPlatforms()
  const dana = personaOf(two.world, 'dana')
  await two.appoint(two.teams, 'tess', 'Tess Moon', 'steward')
  await two.appoint(two.slack, 'sol', 'Sol Berg', 'steward')
  await register(dana, 'Stock count')
  await classifyAs(dana, 'moderate', { connectors: 'red' })
  await dana.says('waiver CRT-1')
  await dana.press('Ask for it', {
    reason: 'The supplier gives us a green connector in January.',
    controls: 'Only test data goes through it.',
    until: '2027-02-12',
  })

  expect(saidBy(await two.says(two.slack, 'sol', 'inbox'))).toContain('Asks for a waiver')
  // Within one minute: nobody waits between these.
  const soon = async (on: typeof two.slack, user: string, text: string): Promise<string> =>
    saidBy(await on.deliver(user, { kind: 'word', key: `${user} ${text}`, text }))
  expect(await soon(two.teams, 'tess', 'waiver grant CRT-1')).toContain('You can undo this for a minute')
  expect(await soon(two.slack, 'sol', 'waiver refuse CRT-1 No.')).toContain('Tess Moon granted it in Teams')
  expect(await soon(two.teams, 'tess', 'waiver undo CRT-1')).toContain('asks you to waive this')
  expect(await soon(two.slack, 'sol', 'waiver grant CRT-1')).toContain('You can undo this for a minute')
  expect(await soon(two.teams, 'tess', 'waiver CRT-1')).toContain('Sol Berg granted it in Slack')
  await two.world.stand()
  expect(saidBy(await two.says(two.teams, 'tess', 'waiver CRT-1'))).toContain('Granted by: \nSol Berg')
  expect(wordsOf(personaOf(two.world, 'priya').card())).toContain('Waived until 12 February 2027.')
  expect(await two.world.store.audit()).toMatchObject({ sound: true })
  await two.world.close()
})
