import type { RightsWorld } from './rights-world.ts'
import { campaignAsked, waiverTerms } from './rights-world.ts'

/** What a button is pressed with, and who may; everybody else has to be refused. Buttons that anybody may press for themselves are named apart. */
export type Right = {
  readonly data: Readonly<Record<string, string | number>>
  readonly values?: Readonly<Record<string, string>>
  readonly may: readonly string[]
}
type Rights = Readonly<Record<string, Right>>

/** What anybody does for themselves, or only looks at; what is shown of others' work is asked in a table of its own. */
export const forOneself = [
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

const stewards = ['priya', 'ben']
const admins = ['amara', 'kenji']

/** Who may press what in the one world, by what it is for. They are pressed in this order: a grade sends CRT-1 back, so what needs its certificate comes before. */
export const rightsIn = (opened: RightsWorld): Rights => ({
  ...toDecide(opened),
  ...toPrepare(opened),
  ...toRenew(),
  ...toStop(opened),
  ...toMeetConditions(),
  ...toHandOver(opened),
  ...toRate(),
  ...toSample(),
  ...toWaive(opened),
  ...toGrade(opened),
  ...toPutOff(opened),
  ...toRunCampaigns(opened),
  ...toReviewProgramme(),
  ...toAdminister(opened),
})

const ofOwner = (certification: string) => ({ data: { certification }, may: ['dana'] })

const toDecide = (opened: RightsWorld): Rights => {
  const { conditional, taken } = opened
  const vote = (values = {}) => ({
    data: { approval: taken.id, rev: taken.rev },
    values,
    may: stewards,
  })
  return {
    'approval.approve': vote(),
    'approval.approve-seen': { ...vote(), data: { ...vote().data, hash: taken.hash } },
    'approval.approve-on-conditions': vote({ condition1: 'A note', day1: '2026-12-10', reason: 'So be it.' }),
    'approval.reject': vote({ reason: 'We have this already.' }),
    'approval.request-changes': vote({ reason: 'Name a second contact.' }),
    'approval.undo': { data: { approval: conditional.id, rev: conditional.rev + 1 }, may: ['priya'] },
    'approval.take': { data: { approval: taken.id }, may: stewards },
    'approval.give-back': { data: { approval: taken.id }, may: ['priya'] },
    'approval.nudge': ofOwner('CRT-2'),
    'answer.settle': {
      data: { certification: 'CRT-2', question: 'data' },
      values: { option: 'public', reason: 'I know it.' },
      may: stewards,
    },
  }
}

const toPrepare = (opened: RightsWorld): Rights => {
  const onStep = (id: string, values = {}) => ({
    data: { certification: 'CRT-4', step: id },
    values,
    may: ['dana'],
  })
  const vouched = { data: { certification: 'CRT-4', step: opened.steps.peer }, may: ['ben'] }
  return {
    'certification.edit': ofOwner('CRT-2'),
    'certification.submit': ofOwner('CRT-4'),
    'certification.submit-anyway': ofOwner('CRT-4'),
    'certification.withdraw': ofOwner('CRT-4'),
    'evidence.add': onStep(opened.steps.evidence, { note: 'Seen.' }),
    'evidence.done': onStep(opened.steps.evidence),
    'evidence.remove': {
      data: { certification: 'CRT-4', step: opened.steps.peer, evidence: 'none' },
      may: ['dana'],
    },
    'questions.answer': { data: { certification: 'CRT-5', page: 0 }, may: ['dana'] },
    'questions.back': { data: { certification: 'CRT-5', page: 1 }, may: ['dana'] },
    'questions.save': { data: { certification: 'CRT-5', page: 0 }, may: ['dana'] },
    'quiz.answer': {
      data: { ...onStep(opened.steps.quiz).data, number: 1 },
      values: { answer: '0' },
      may: ['dana'],
    },
    'quiz.next': onStep(opened.steps.quiz),
    'step.acknowledge': onStep(opened.steps.acknowledge),
    'step.answer': onStep(opened.steps.form),
    'step.ask': onStep(opened.steps.peer, { person: opened.ben }),
    'step.ask-again': onStep(opened.steps.peer),
    'step.confirm': vouched,
    'step.decline': vouched,
    'step.refuse': { ...vouched, values: { reason: 'I have not seen it.' } },
    'step.save': onStep(opened.steps.form),
    'steps.start': ofOwner('CRT-5'),
  }
}

const toRenew = (): Rights => ({
  'certification.recertify': ofOwner('CRT-1'),
  'change.show': ofOwner('CRT-1'),
  'change.answer': {
    data: { certification: 'CRT-1', question: 'data' },
    values: { data: 'internal' },
    may: ['dana'],
  },
  'change.done': ofOwner('CRT-1'),
  'review.check': ofOwner('CRT-1'),
  'review.no-change': ofOwner('CRT-1'),
  'review.agree': { data: { certification: 'CRT-1', word: 'none' }, may: stewards },
  'review.question': {
    data: { certification: 'CRT-1', word: 'none' },
    values: { reason: 'There are guests on it.' },
    may: stewards,
  },
  'certification.retire': { ...ofOwner('CRT-1'), values: { reason: 'Nothing is left.' } },
})

const toStop = (opened: RightsWorld): Rights => {
  const revocation = { certification: 'CRT-1', revocation: opened.revocation }
  return {
    'certification.suspend': {
      data: { certification: 'CRT-1' },
      values: { reason: 'It mails everybody.' },
      may: stewards,
    },
    'certification.lift': {
      data: { certification: 'CRT-1' },
      values: { reason: 'It is put right.' },
      may: stewards,
    },
    'certification.revoke': {
      data: { certification: 'CRT-1' },
      values: { reason: 'It mails everybody.' },
      may: ['priya', 'ben', 'ines', 'jonas'],
    },
    'revocation.agree': { data: revocation, may: ['ben', 'ines', 'jonas'] },
    'revocation.decline': { data: revocation, may: ['ben', 'ines', 'jonas'] },
    'stop.told': ofOwner('CRT-1'),
    'certification.appeal': { ...ofOwner('CRT-1'), values: { reason: 'That is new.' } },
  }
}

const toMeetConditions = (): Rights => ({
  'certification.go-live': {
    data: { certification: 'CRT-3' },
    values: { day: '2026-12-01', responsible: 'Dana Lindqvist' },
    may: ['dana'],
  },
  'condition.accept': {
    data: { certification: 'CRT-1', condition: 'c1' },
    may: stewards,
  },
  'condition.evidence': {
    data: { certification: 'CRT-1', condition: 'c1' },
    values: { words: 'There are two now.' },
    may: ['dana'],
  },
})

const toHandOver = (opened: RightsWorld): Rights => {
  const offer = { data: { asset: 'AST-4', offer: opened.offer }, may: ['ben'] }
  return {
    'hand-over.take-back': { ...offer, may: ['dana'] },
    'hand-over.ask': { data: { asset: 'AST-1' }, values: { to: opened.ben }, may: ['dana'] },
    'existing.disown': { data: { asset: 'AST-7' }, may: ['dana'] },
    'hand-over.seek': { data: { asset: 'AST-5' }, may: ['dana'] },
    'hand-over.keep': { data: { asset: 'AST-5' }, may: ['dana'] },
    'hand-over.offer': { data: { asset: 'AST-5', to: opened.ben }, may: ['dana'] },
    'hand-over.decline': { ...offer, values: { reason: 'I know nothing of it.' } },
    'hand-over.accept': offer,
  }
}

const toRate = (): Rights => ({
  'feedback.rate': { data: { certification: 'CRT-1', rating: 5 }, may: ['dana'] },
  'feedback.skip': ofOwner('CRT-1'),
  'feedback.words': { ...ofOwner('CRT-1'), values: { words: 'Good.' } },
})

const toSample = (): Rights => ({
  'sample.fail': {
    data: { certification: 'CRT-1' },
    values: { reason: 'It says more than it does.', to: 'suspended' },
    may: stewards,
  },
  'sample.look': { data: { certification: 'CRT-1' }, may: stewards },
})

const toWaive = (opened: RightsWorld): Rights => {
  const waived = { data: opened.waiver, may: stewards }
  return {
    'waiver.ask': {
      data: { certification: 'CRT-6', question: 'connectors' },
      values: waiverTerms,
      may: ['dana'],
    },
    'waiver.grant': waived,
    'waiver.undo': { data: opened.waived, may: ['priya'] },
    'waiver.refuse': { ...waived, values: { reason: 'A green one does the same.' } },
  }
}

const toGrade = (opened: RightsWorld): Rights => ({
  'tier.agree': { data: { certification: 'CRT-1', change: opened.lowering }, may: ['ben', 'sofia', 'tomas'] },
  'tier.decline': {
    data: { certification: 'CRT-1', change: opened.lowering },
    may: ['ben', 'sofia', 'tomas'],
  },
  'tier.set': {
    data: { certification: 'CRT-2' },
    values: { tier: 'high', reason: 'It feeds the payroll.' },
    may: stewards,
  },
})

const toPutOff = (opened: RightsWorld): Rights => {
  const reminded = { data: { reminder: opened.reminder }, may: ['dana'] }
  return {
    'reminder.snooze': { ...reminded, values: { snooze: 'tomorrow' } },
    'reminder.on-it': reminded,
  }
}

const toRunCampaigns = (opened: RightsWorld): Rights => ({
  'campaign.show': { data: {}, may: stewards },
  'campaign.start': { data: { seen: opened.campaignSeen }, may: stewards },
  'campaign.propose': { data: {}, values: { words: 'Yearly look why The list changed.' }, may: stewards },
  'campaign.begin': { data: {}, values: campaignAsked, may: stewards },
  'campaign.narrow': { data: { way: 'preview' }, may: stewards },
  'campaign.end': { data: { campaign: 'CMP-1', how: 'close' }, may: stewards },
})

const toReviewProgramme = (): Rights => ({
  'programme-review.remark': {
    data: { of: 'governance' },
    values: { control: 'runbook', verdict: 'change', words: 'Three lines are enough.' },
    may: stewards,
  },
  'programme-review.take-back': { data: { of: 'governance', control: 'none' }, may: stewards },
  'programme-review.finish': { data: { of: 'governance' }, may: stewards },
})

const toAdminister = (opened: RightsWorld): Rights => {
  const asked = { data: { person: opened.ben, request: opened.wish }, may: ['kenji'] }
  return {
    'delivery.list': { data: {}, may: admins },
    'delivery.resend': { data: { message: 1 }, may: admins },
    'delivery.drop': { data: { message: 1 }, may: admins },
    'channel.use-for-stewards': { data: {}, may: admins },
    'rollout.show': { data: {}, may: admins },
    'rollout.preview': { data: {}, values: { scope: 'everyone' }, may: admins },
    'rollout.set': { data: { scope: 'everyone', unit: '', over: '' }, may: admins },
    'role.change': {
      data: { change: 'grant', person: opened.ben, role: 'auditor' },
      may: admins,
    },
    'role.confirm': asked,
    'role.decline': asked,
    'unit.set': {
      data: { of: 'person', id: opened.ben, unit: 'Finance' },
      may: admins,
    },
  }
}
