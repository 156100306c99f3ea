import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actions } from '../../src/actions/index.ts'
import { demoPeople } from '../../src/bot/demo.ts'
import { asks } from '../../src/domain/step.ts'
import { certify, classifyAs, grantRole, register } from '../journey.ts'
import { openWorld } from '../world.ts'
import type { World } from './deliveries.ts'
import { click, openRequest, personaOf, requestOf, saidBy, word } from './deliveries.ts'

const everybody = demoPeople.map(({ id }) => id)

/** What each button is pressed with, and who may; everybody else has to be refused. Buttons that anybody may press for themselves are named apart. */
type Row = {
  readonly data: Readonly<Record<string, string | number>>
  readonly values?: Readonly<Record<string, string>>
  readonly may: readonly string[]
}

/** What anybody does for themselves, or only looks at; what is shown of others' work is asked in a table of its own. */
const forOneself = [
  'asset.start',
  'home.show',
  'work.continue',
  'status.show',
  'asset.search',
  'why.show',
  'trail.show',
  'evidence.offer',
  'policy.show',
  'settings.show',
  'settings.save',
  'help.show',
  'card.open',
  'card.open-beside',
  'account.link',
  'account.join',
  'asset.register',
  'asset.save',
  'asset.register-anyway',
  'asset.reuse',
  'asset.ask-owner',
  'approval.not-me',
  'away.set',
  'away.end',
  'review.show',
]

let world: World
let rows: Readonly<Record<string, Row>>

/**
 * CRT-1 is certified on a condition, CRT-2 waits for stewards and Priya took it on, CRT-3 can go live, CRT-4 is being prepared and Ben was asked to
 * vouch, CRT-5 is a draft, a waiver is asked for CRT-6, CRT-7 is in use already.
 */
beforeAll(async () => {
  world = await openWorld()
  for (const persona of everybody) await personaOf(world, persona).says('help')
  const dana = personaOf(world, 'dana')
  const first = await openRequest(world)
  await world.answer(
    click(
      'priya',
      'setup-0001',
      'approval.approve-on-conditions',
      { approval: first.id, rev: first.rev },
      { condition1: 'Name a second contact', day1: '2026-12-10', reason: 'A second contact is missing.' },
    ),
  )
  const request = await openRequest(world, 'Visitor list', 2)
  await world.answer(click('priya', 'setup-take', 'approval.take', { approval: request.id }))
  await register(dana, 'CV screening')
  await classifyAs(dana, 'high')
  await certify(dana, world, { id: 'CRT-3' })
  for (const persona of ['priya', 'sofia', 'tomas', 'ines', 'jonas']) {
    const { rev, hash } = await requestOf(world, 'APR-3')
    await world.answer(
      click(persona, `setup-${persona}`, 'approval.approve-seen', { approval: 'APR-3', rev, hash }),
    )
  }
  await register(dana, 'Parking spaces')
  await classifyAs(dana, 'moderate')
  await dana.press('Start the steps')
  const prepared = await world.read((session) => session.certifications.find('CRT-4'))
  const step = (fits: (one: NonNullable<typeof prepared>['steps'][number]) => boolean) =>
    prepared?.steps.find(fits)?.id ?? ''
  const peer = step((one) => one.by === 'peer' && asks(one) === 'confirm')
  const ben = await world.read((session) => session.people.byAccount('web:ben'))
  await world.answer(
    click(
      'dana',
      'setup-0002',
      'step.ask',
      { certification: 'CRT-4', step: peer },
      { person: ben?.id ?? '' },
    ),
  )
  await register(dana, 'Room plan')
  await register(dana, 'Key cabinet')
  await classifyAs(dana, 'moderate', { connectors: 'red' })
  const terms = {
    reason: 'It is green in January.',
    controls: 'Only test data goes through it.',
    until: '2027-02-01',
  }
  await dana.says('waiver CRT-6')
  await dana.press('Ask for it', terms)
  const [waiver] = (await world.read((session) => session.certifications.find('CRT-6')))?.waivers ?? []
  await register(dana, 'Tool loans', { in_use: 'yes' })
  await personaOf(world, 'amara').says('role grant Ben Okafor admin')
  await dana.says('hand over AST-4 to Ben Okafor')
  const offered = await world.read((session) => session.assets.find('AST-4'))
  const offer = { data: { asset: 'AST-4', offer: offered?.handOver?.id ?? '' }, may: ['ben'] }
  await personaOf(world, 'priya').says('tier lower CRT-1 to low because it only counts boxes')
  const lowered = await world.read((session) => session.certifications.find('CRT-1'))
  const lowering = lowered?.lowering?.id ?? ''
  await personaOf(world, 'priya').says('revoke CRT-1 it must not be used any more')
  const revoking = await world.read((session) => session.certifications.find('CRT-1'))
  const revocation = { certification: 'CRT-1', revocation: revoking?.revocation?.id ?? '' }
  const wished = await world.read((session) => session.people.byAccount('web:ben'))
  const wish = wished?.requests[0]?.id ?? ''

  const askCampaign = { name: 'Yearly look', why: 'The list changed.', days: '14' }
  for (const persona of ['priya', 'ben']) {
    await personaOf(world, persona).says('campaign new')
    await personaOf(world, persona).press('Continue', askCampaign)
  }
  const seen = await world.read(async (session) => {
    const priya = await session.people.byAccount('web:priya')
    return (await session.drafts.get(priya?.id ?? '', 'campaign', 'new'))?.at ?? ''
  })

  const recipient = await world.read((session) => session.people.byAccount('web:dana'))
  const reminder = await world.read((session) =>
    session.reminders.note({
      kind: 'draft',
      matter: 'certification:CRT-5',
      recipient: recipient?.id ?? '',
      occurrence: 'once',
      content: { show: 'draft-reminder', certification: 'CRT-5' },
      due: null,
      blocks: false,
      at: world.clock.now(),
      decisions: [{ at: world.clock.now(), outcome: 'digest', because: 'not-urgent' }],
    }),
  )
  const reminded = { data: { reminder: reminder ?? 0 }, may: ['dana'] }

  const of = (certification: string) => ({ data: { certification }, may: ['dana'] })
  const onStep = (id: string, values = {}) => ({
    data: { certification: 'CRT-4', step: id },
    values,
    may: ['dana'],
  })
  const vote = (values = {}) => ({
    data: { approval: request.id, rev: request.rev },
    values,
    may: ['priya', 'ben'],
  })
  const vouched = { data: { certification: 'CRT-4', step: peer }, may: ['ben'] }
  const waived = {
    data: { certification: 'CRT-6', waiver: waiver?.id ?? '', ask: waiver?.asks[0]?.id ?? '' },
    may: ['priya', 'ben'],
  }
  const asked = { data: { person: ben?.id ?? '', request: wish }, may: ['kenji'] }
  rows = {
    'approval.approve': vote(),
    'approval.approve-seen': { ...vote(), data: { ...vote().data, hash: request.hash } },
    'approval.approve-on-conditions': vote({ condition1: 'A note', day1: '2026-12-10', reason: 'So.' }),
    'approval.reject': vote({ reason: 'We have this already.' }),
    'approval.request-changes': vote({ reason: 'Name a second contact.' }),
    'approval.undo': { data: { approval: first.id, rev: first.rev + 1 }, may: ['priya'] },
    'approval.take': { data: { approval: request.id }, may: ['priya', 'ben'] },
    'approval.give-back': { data: { approval: request.id }, may: ['priya'] },
    'approval.nudge': of('CRT-2'),
    'answer.settle': {
      data: { certification: 'CRT-2', question: 'data' },
      values: { option: 'public', reason: 'I know it.' },
      may: ['priya', 'ben'],
    },
    'certification.edit': of('CRT-2'),
    'certification.recertify': of('CRT-1'),
    'change.show': of('CRT-1'),
    'change.answer': {
      data: { certification: 'CRT-1', question: 'data' },
      values: { data: 'internal' },
      may: ['dana'],
    },
    'change.done': of('CRT-1'),
    'review.check': of('CRT-1'),
    'review.no-change': of('CRT-1'),
    'review.agree': { data: { certification: 'CRT-1', word: 'none' }, may: ['priya', 'ben'] },
    'review.question': {
      data: { certification: 'CRT-1', word: 'none' },
      values: { reason: 'There are guests on it.' },
      may: ['priya', 'ben'],
    },
    'certification.retire': { ...of('CRT-1'), values: { reason: 'Nothing is left.' } },
    'certification.suspend': {
      data: { certification: 'CRT-1' },
      values: { reason: 'It mails everybody.' },
      may: ['priya', 'ben'],
    },
    'certification.lift': {
      data: { certification: 'CRT-1' },
      values: { reason: 'It is put right.' },
      may: ['priya', 'ben'],
    },
    'certification.revoke': {
      data: { certification: 'CRT-1' },
      values: { reason: 'It mails everybody.' },
      may: ['priya', 'ben', 'ines', 'jonas'],
    },
    'revocation.agree': { data: revocation, may: ['ben', 'ines', 'jonas'] },
    'revocation.decline': { data: revocation, may: ['ben', 'ines', 'jonas'] },
    'stop.told': of('CRT-1'),
    'certification.appeal': { ...of('CRT-1'), values: { reason: 'That is new.' } },
    'certification.go-live': {
      data: { certification: 'CRT-3' },
      values: { day: '2026-12-01', responsible: 'Dana Lindqvist' },
      may: ['dana'],
    },
    'certification.submit': of('CRT-4'),
    'certification.submit-anyway': of('CRT-4'),
    'certification.withdraw': of('CRT-4'),
    'delivery.list': { data: {}, may: ['amara', 'kenji'] },
    'delivery.resend': { data: { message: 1 }, may: ['amara', 'kenji'] },
    'delivery.drop': { data: { message: 1 }, may: ['amara', 'kenji'] },
    'channel.use-for-stewards': { data: {}, may: ['amara', 'kenji'] },
    'campaign.show': { data: {}, may: ['priya', 'ben'] },
    'campaign.start': { data: { seen }, may: ['priya', 'ben'] },
    'campaign.begin': { data: {}, values: askCampaign, may: ['priya', 'ben'] },
    'campaign.narrow': { data: { way: 'preview' }, may: ['priya', 'ben'] },
    'campaign.end': { data: { campaign: 'CMP-1', how: 'close' }, may: ['priya', 'ben'] },
    'hand-over.take-back': { ...offer, may: ['dana'] },
    'hand-over.ask': { data: { asset: 'AST-1' }, values: { to: ben?.id ?? '' }, may: ['dana'] },
    'programme-review.remark': {
      data: { of: 'governance' },
      values: { control: 'runbook', verdict: 'change', words: 'Three lines are enough.' },
      may: ['priya', 'ben'],
    },
    'programme-review.take-back': { data: { of: 'governance', control: 'none' }, may: ['priya', 'ben'] },
    'programme-review.finish': { data: { of: 'governance' }, may: ['priya', 'ben'] },
    'rollout.show': { data: {}, may: ['amara', 'kenji'] },
    'rollout.preview': { data: {}, values: { scope: 'everyone' }, may: ['amara', 'kenji'] },
    'rollout.set': { data: { scope: 'everyone', unit: '' }, may: ['amara', 'kenji'] },
    'condition.accept': {
      data: { certification: 'CRT-1', condition: 'c1' },
      may: ['priya', 'ben'],
    },
    'condition.evidence': {
      data: { certification: 'CRT-1', condition: 'c1' },
      values: { words: 'There are two now.' },
      may: ['dana'],
    },
    'evidence.add': onStep(step((one) => asks(one) === 'evidence') || peer, { note: 'Seen.' }),
    'evidence.done': onStep(step((one) => asks(one) === 'evidence') || peer),
    'evidence.remove': {
      data: { certification: 'CRT-4', step: peer, evidence: 'none' },
      may: ['dana'],
    },
    'feedback.rate': { data: { certification: 'CRT-1', rating: 5 }, may: ['dana'] },
    'feedback.skip': of('CRT-1'),
    'feedback.words': { ...of('CRT-1'), values: { words: 'Good.' } },
    'questions.answer': { data: { certification: 'CRT-5', page: 0 }, may: ['dana'] },
    'questions.back': { data: { certification: 'CRT-5', page: 1 }, may: ['dana'] },
    'questions.save': { data: { certification: 'CRT-5', page: 0 }, may: ['dana'] },
    'quiz.answer': {
      data: { ...onStep(step((one) => asks(one) === 'quiz')).data, number: 1 },
      values: { answer: '0' },
      may: ['dana'],
    },
    'quiz.next': onStep(step((one) => asks(one) === 'quiz')),
    'role.change': {
      data: { change: 'grant', person: ben?.id ?? '', role: 'auditor' },
      may: ['amara', 'kenji'],
    },
    'role.confirm': asked,
    'role.decline': asked,
    'sample.fail': {
      data: { certification: 'CRT-1' },
      values: { reason: 'It says more than it does.', to: 'suspended' },
      may: ['priya', 'ben'],
    },
    'sample.look': { data: { certification: 'CRT-1' }, may: ['priya', 'ben'] },
    'waiver.ask': {
      data: { certification: 'CRT-6', question: 'connectors' },
      values: terms,
      may: ['dana'],
    },
    'waiver.grant': waived,
    'waiver.refuse': { ...waived, values: { reason: 'A green one does the same.' } },
    'tier.agree': { data: { certification: 'CRT-1', change: lowering }, may: ['ben', 'sofia', 'tomas'] },
    'tier.decline': { data: { certification: 'CRT-1', change: lowering }, may: ['ben', 'sofia', 'tomas'] },
    'tier.set': {
      data: { certification: 'CRT-2' },
      values: { tier: 'high', reason: 'It feeds the payroll.' },
      may: ['priya', 'ben'],
    },
    'step.acknowledge': onStep(step((one) => asks(one) === 'acknowledge')),
    'step.answer': onStep(step((one) => asks(one) === 'form')),
    'step.ask': onStep(peer, { person: ben?.id ?? '' }),
    'step.ask-again': onStep(peer),
    'step.confirm': vouched,
    'step.decline': vouched,
    'step.refuse': { ...vouched, values: { reason: 'I have not seen it.' } },
    'step.save': onStep(step((one) => asks(one) === 'form')),
    'steps.start': of('CRT-5'),
    'unit.set': {
      data: { of: 'person', id: ben?.id ?? '', unit: 'Finance' },
      may: ['amara', 'kenji'],
    },
    'existing.disown': { data: { asset: 'AST-7' }, may: ['dana'] },
    'hand-over.offer': { data: { asset: 'AST-5', to: ben?.id ?? '' }, may: ['dana'] },
    'reminder.snooze': { ...reminded, values: { snooze: 'tomorrow' } },
    'reminder.on-it': reminded,
    'hand-over.decline': { ...offer, values: { reason: 'I know nothing of it.' } },
    'hand-over.accept': offer,
  }
}, 60_000)

afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

/** What would leave nothing to try the others on. */
const ends = [
  'certification.withdraw',
  'certification.edit',
  'certification.suspend',
  'certification.retire',
  'revocation.agree',
  'role.change',
]

const entries = async (): Promise<number> => {
  const report = await world.store.audit()
  if (!report.sound) throw new Error(report.fault)
  return report.entries
}

describe('who presses decides what may happen', () => {
  it('every action stands in the table, and nothing else', () => {
    expect([...Object.keys(rows), ...forOneself].sort()).toEqual(actions.map(({ name }) => name).sort())
  })

  it('whoever may not is refused in words, and nothing changes', async () => {
    for (const [verb, row] of Object.entries(rows)) {
      const before = await entries()
      for (const persona of everybody.filter((one) => !row.may.includes(one))) {
        const answer = await world.answer(click(persona, `deny-${verb}`, verb, row.data, row.values))
        expect(saidBy(answer), `${verb} by ${persona}`).toMatch(
          /is for .+|so that is for them|needs the|so someone else|in person|for the person who was asked|can\./,
        )
        expect(answer.fieldErrors, `${verb} by ${persona}`).toEqual({})
      }
      expect(await entries(), verb).toBe(before)
    }
  })

  it('names the day of what really can go live', async () => {
    expect(await world.read((session) => session.certifications.find('CRT-3'))).toMatchObject({
      state: 'conditionally_certified',
      goLive: null,
    })
  })

  it('whoever may is not refused for their role', async () => {
    for (const [verb, row] of Object.entries(rows)) {
      const [persona = ''] = row.may
      if (ends.includes(verb)) continue
      const answer = await world.answer(click(persona, `allow-${verb}`, verb, row.data, row.values))
      expect(saidBy(answer), `${verb} by ${persona}`).not.toMatch(/so that is for them|needs the .+ role/)
    }
  })
})

describe('nobody decides on their own work', () => {
  it('not as a steward, not as an owner, not with every role', async () => {
    const own = await openWorld()
    const request = await openRequest(own)
    const roles = ['steward', 'security', 'data protection', 'board', 'compliance', 'it operations']
    for (const role of roles) await grantRole(own, `Dana Lindqvist ${role}`)

    for (const verb of ['approve', 'approve-on-conditions', 'reject', 'request-changes']) {
      const values = { reason: 'Because.', condition1: 'A note', day1: '2026-12-10' }
      const answer = await own.answer(
        click('dana', `own-${verb}`, `approval.${verb}`, { approval: request.id, rev: request.rev }, values),
      )
      expect(saidBy(answer)).toContain(
        'You built or own this, so someone else decides. Ben Okafor or Priya Nair can.',
      )
    }

    expect((await requestOf(own)).state).toBe('open')
    await own.close()
  })
})

describe('where nobody holds the role', () => {
  it('nobody may approve, and the administrators are told', async () => {
    const empty = await openWorld()
    for (const name of ['Priya Nair', 'Ben Okafor'])
      await personaOf(empty, 'amara').says(`role revoke ${name} steward`)
    for (const name of ['Inês Duarte', 'Jonas Weber'])
      await personaOf(empty, 'amara').says(`role revoke ${name} board`)
    const request = await openRequest(empty)

    for (const persona of everybody) {
      const answer = await empty.answer(
        click(persona, `empty-${persona}`, 'approval.approve', { approval: request.id, rev: request.rev }),
      )
      expect(saidBy(answer)).toMatch(/needs the steward role|built or own this/)
    }

    expect((await requestOf(empty)).state).toBe('open')
    for (const admin of ['amara', 'kenji'])
      expect(
        personaOf(empty, admin)
          .cards()
          .some(({ card }) => /steward role/i.test(card.fallbackText)),
      ).toBe(true)
    await empty.close()
  })
})

describe('what somebody else may see', () => {
  it('a draft, its steps and its reasons are for those who take part', async () => {
    for (const text of ['status CRT-5', 'status CRT-4']) {
      const answer = await world.answer(word('kenji', `see-${text.replace(' ', '-')}`, text))
      expect(saidBy(answer), text).toContain('belongs to Dana Lindqvist')
    }
  })
})
