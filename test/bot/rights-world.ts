import { asks } from '../../src/domain/step.ts'
import { demoPeople } from '../../src/bot/demo.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { openWorld } from '../world.ts'
import type { World } from './deliveries.ts'
import { certificationOf, click, openRequest, personaOf, requestOf } from './deliveries.ts'

export const everybody = demoPeople.map(({ id }) => id)

export const waiverTerms = {
  reason: 'It is green in January.',
  controls: 'Only test data goes through it.',
  until: '2027-02-01',
}
export const campaignAsked = { name: 'Yearly look', why: 'The list changed.', days: '14' }

/**
 * Opens a world in which every button has something to be pressed on. CRT-1 is certified on a condition, CRT-2 waits for stewards and Priya took it on,
 * CRT-3 can go live, CRT-4 is being prepared and Ben was asked to vouch, CRT-5 is a draft, a waiver is asked for CRT-6,
 * CRT-7 is in use already, and Priya has just granted a waiver for CRT-8.
 */
export const openRightsWorld = async () => {
  const world = await openWorld()
  for (const persona of everybody) await personaOf(world, persona).says('help')
  const dana = personaOf(world, 'dana')
  const ben = await idOf(world, 'ben')

  const conditional = await approveOnCondition(world)
  const taken = await openRequest(world, 'Visitor list', 2)
  await world.answer(click('priya', 'setup-take', 'approval.take', { approval: taken.id }))
  await approveHigh(world)
  const steps = await askToVouch(world, ben)
  await register(dana, 'Room plan')
  const waiver = await askWaiver(world, 'Key cabinet', 'CRT-6')
  await register(dana, 'Tool loans', { in_use: 'yes' })
  const waived = await grantWaiver(world)

  await personaOf(world, 'amara').says('role grant Ben Okafor admin')
  await dana.says('hand over AST-4 to Ben Okafor')
  await personaOf(world, 'priya').says('tier lower CRT-1 to low because it only counts boxes')
  const lowering = (await certificationOf(world)).lowering?.id ?? ''
  await personaOf(world, 'priya').says('revoke CRT-1 it must not be used any more')
  const revocation = (await certificationOf(world)).revocation?.id ?? ''
  const campaignSeen = await askCampaign(world)
  const reminder = await remindOfDraft(world)

  return {
    world,
    ben,
    conditional,
    taken,
    steps,
    waiver,
    waived,
    lowering,
    revocation,
    campaignSeen,
    reminder,
    offer: (await world.read((session) => session.assets.find('AST-4')))?.handOver?.id ?? '',
    wish: (await world.read((session) => session.people.byAccount('web:ben')))?.requests[0]?.id ?? '',
  }
}

export type RightsWorld = Awaited<ReturnType<typeof openRightsWorld>>

const idOf = async (world: World, persona: string): Promise<string> =>
  (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? ''

const approveOnCondition = async (world: World) => {
  const request = await openRequest(world)
  await world.answer(
    click(
      'priya',
      'setup-0001',
      'approval.approve-on-conditions',
      { approval: request.id, rev: request.rev },
      { condition1: 'Name a second contact', day1: '2026-12-10', reason: 'A second contact is missing.' },
    ),
  )
  return request
}

const approveHigh = async (world: World) => {
  const dana = personaOf(world, 'dana')
  await register(dana, 'CV screening')
  await classifyAs(dana, 'high')
  await certify(dana, world, { id: 'CRT-3' })
  for (const persona of ['priya', 'sofia', 'tomas', 'ines', 'jonas']) {
    const { rev, hash } = await requestOf(world, 'APR-3')
    await world.answer(
      click(persona, `setup-${persona}`, 'approval.approve-seen', { approval: 'APR-3', rev, hash }),
    )
  }
}

/** Asks somebody to vouch for the peer review; gives that step, and a step of each other kind. */
const askToVouch = async (world: World, person: string) => {
  const dana = personaOf(world, 'dana')
  await register(dana, 'Parking spaces')
  await classifyAs(dana, 'moderate')
  await dana.press('Start the steps')
  const { steps } = await certificationOf(world, 'CRT-4')
  const asking = (what: ReturnType<typeof asks>) => steps.find((one) => asks(one) === what)?.id ?? ''
  const peer = steps.find((one) => one.by === 'peer' && asks(one) === 'confirm')?.id ?? ''
  await world.answer(
    click('dana', 'setup-0002', 'step.ask', { certification: 'CRT-4', step: peer }, { person }),
  )
  return {
    peer,
    evidence: asking('evidence') || peer,
    quiz: asking('quiz'),
    acknowledge: asking('acknowledge'),
    form: asking('form'),
  }
}

const askWaiver = async (world: World, name: string, certification: string) => {
  const dana = personaOf(world, 'dana')
  await register(dana, name)
  await classifyAs(dana, 'moderate', { connectors: 'red' })
  await dana.says(`waiver ${certification}`)
  await dana.press('Ask for it', waiverTerms)
  const [waiver] = (await certificationOf(world, certification)).waivers
  return { certification, waiver: waiver?.id ?? '', ask: waiver?.asks[0]?.id ?? '' }
}

/** What Priya has granted, and when. */
const grantWaiver = async (world: World) => {
  const asked = await askWaiver(world, 'Spare keys', 'CRT-8')
  await personaOf(world, 'priya').says('waiver grant CRT-8')
  const [waiver] = (await certificationOf(world, 'CRT-8')).waivers
  return { ...asked, decided: waiver?.asks[0]?.decision?.at ?? '' }
}

/** Both stewards ask for a campaign; gives when Priya saw what it would mean. */
const askCampaign = async (world: World): Promise<string> => {
  for (const persona of ['priya', 'ben']) {
    await personaOf(world, persona).says('campaign new')
    await personaOf(world, persona).press('Continue', campaignAsked)
  }
  const priya = await idOf(world, 'priya')
  return (await world.read((session) => session.drafts.get(priya, 'campaign', 'new')))?.at ?? ''
}

const remindOfDraft = async (world: World): Promise<number> => {
  const recipient = await idOf(world, 'dana')
  const reminder = await world.read((session) =>
    session.reminders.note({
      kind: 'draft',
      matter: 'certification:CRT-5',
      recipient,
      occurrence: 'once',
      content: { show: 'draft-reminder', certification: 'CRT-5' },
      due: null,
      blocks: false,
      at: world.clock.now(),
      decisions: [{ at: world.clock.now(), outcome: 'digest', because: 'not-urgent' }],
    }),
  )
  return reminder ?? 0
}
