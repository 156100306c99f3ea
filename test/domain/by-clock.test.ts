import { describe, expect, it } from 'vitest'
import type { Cause } from '../../src/domain/cause.ts'
import { atOnce } from '../../src/domain/change-reminder.ts'
import type { Event } from '../../src/domain/event.ts'
import { noticesFor } from '../../src/domain/notice.ts'
import { reminderKinds, reminderRules } from '../../src/domain/reminder.ts'
import { emittedBy } from './emitted.ts'

/** Every field that any event has, so that any of them can be made from it. */
const fields = {
  subject: 'CRT-1',
  certification: 'CRT-1',
  asset: 'AST-1',
  developer: 'dana',
  owner: 'olga',
  person: 'pia',
  by: 'ben',
  asked: 'ada',
  second: 'sam',
  from: 'fay',
  to: 'tom',
  who: 'owner',
  until: '2027-01-01',
  graceEnds: '2027-01-15',
  due: '2027-01-01',
  validUntil: '2027-01-01T00:00:00.000Z',
  rung: 'rung',
  began: 'then',
  days: -7,
  since: 'then',
  stage: 0,
  times: null,
  approval: 'APR-1',
  approvals: ['APR-1'],
  waiver: 'W1',
  ask: 'A1',
  question: 'data',
  condition: 'C1',
  conditions: [],
  step: 'S1',
  steps: [],
  of: { person: 'ron' },
  role: 'security',
  roles: ['security'],
  short: [],
  except: [],
  voters: ['vic'],
  users: ['uma'],
  people: ['pat'],
  delegate: 'del',
  campaign: 'CMP-1',
  campaigns: ['CMP-1'],
  starter: 'sue',
  offer: 'O1',
  request: 'R1',
  revocation: 'V1',
  lowering: 'L1',
  ruling: 'L1',
  state: 'lapsed',
  tier: 'low',
  verdict: 'certified',
  suspended: true,
  closes: false,
  last: true,
  agrees: 'amy',
  isWarning: false,
  kind: 'sweep',
  what: 'the nightly tidying',
  latest: '2026-11-24',
  count: 1,
  when: '2026-11-24, 03:17',
  there: 'slack',
  here: 'teams',
  words: { text: 'T', hash: 'H', body: 'Is it yours?', salt: 'S' },
}

const cause = (by: Cause['by']): Cause => ({ nth: 'n', by, at: '2026-11-25T02:00:00.000Z' })

/** The kinds of reminders that the messages of an event are, each once; 'at once' for one that is none. */
const messagesOf = (type: Event['type'], by: Cause['by']): readonly string[] => {
  // The fields of every event are among them.
  const event = {
    ...fields,
    ...(type === 'occurrences-missed' ? { person: null } : {}),
    ...(/^p.*-review-/.test(type) ? { kind: 'policy' } : {}),
    type,
  } as unknown as Event
  const messages = noticesFor(event, cause(by)).filter(({ to }) => !('copies' in to || 'channel' in to))
  return [...new Set(messages.map(({ reminder }) => reminder?.kind ?? 'at once'))].sort()
}

/**
 * What its messages are where the clock caused an event: '' where it has none. `news` stands for what only persons cause so far: it would
 * keep quiet hours, budget and rollout, in words that say little. An event that is not here does not compile.
 */
const table: { readonly [K in Event['type']]: string } = {
  'certification-expired': 'expired out-of-use',
  'validity-ended': 'expired out-of-use',
  'condition-missed': 'out-of-use suspended',
  'change-overdue': 'out-of-use suspended',
  'waiver-expired': 'out-of-use suspended',
  'stop-unconfirmed': 'untold',
  'approval-expired': 'undecided',
  'approval-unmanned': 'unmanned',
  'approval-reseated': 'asked reseated',
  'waiver-reseated': 'asked reseated',
  'no-change-reasked': 'asked',
  'certification-lapsed': 'lapsed',
  'waiver-ended': 'waiver-ended',
  'waiver-lapsed': 'waiver-undecided',
  'waiver-unmanned': 'unmanned',
  'role-ended': 'role-ended',
  'role-request-closed': 'role-unconfirmed',
  'away-began': 'stand-in',
  'away-ended': '',
  'hand-over-offered': 'offered',
  'hand-over-lapsed': 'offer-lapsed',
  'asset-orphaned': 'orphaned',
  'owner-sought': 'owner-sought',
  'owner-kept': '',
  'person-left': 'left',
  'person-returned': 'back',
  'leaver-settled': '',
  'developer-left': 'developer-left',
  'go-live-passed': 'go-live-passed',
  'step-returned': 'step-returned',
  'existing-reminded': 'existing',
  'existing-overdue': 'existing existing-late',
  'campaign-told': 'campaign',
  'campaign-finished': 'campaign-ended',
  'check-opened': 'check',
  'approval-closed': '',
  'waiver-closed': '',
  'periodic-review-opened': 'programme-review',
  'periodic-review-joined': '',
  'periodic-review-closed': '',
  'programme-review-reminded': 'programme-review',
  'programme-review-noted': '',
  'programme-review-unnoted': '',
  'hand-over-withdrawn': '',

  'review-window-opened': 'window',
  'review-reminded': 'review',
  'condition-reminded': 'condition',
  'step-reminded': 'step',
  'hand-over-reminded': 'hand-over',
  'draft-reminded': 'draft',
  'sample-reminded': 'sample',
  'settling-reminded': 'settling',
  'waiver-reminded': 'waiver',
  'approval-climbed': 'nudge',
  'role-end-reminded': 'role-end',
  'occurrences-missed': 'missed',

  'decision-settled': 'at once',
  'waiver-settled': 'at once',
  'suspension-lifted': 'at once',
  'messages-undelivered': 'at once',
  'rollout-asked': 'at once',

  'accounts-linked': 'news',
  'answer-settled': 'news',
  'approval-nudged': 'news',
  'approval-requested': 'news',
  'away-set': 'news',
  'certification-certified': 'news',
  'certification-edited': 'news',
  'certification-lifted': 'news',
  'certification-renewed': 'news',
  'certification-retired': 'news',
  'certification-revoked': 'news',
  'certification-submitted': 'news',
  'certification-suspended': 'news',
  'certification-withdrawn': 'news',
  'change-declared': 'news',
  'condition-evidenced': 'news',
  'condition-met': 'news',
  'existing-disowned': 'news',
  'campaign-closed': 'news',
  'campaign-cancelled': 'news',
  'existing-told': 'existing',
  'existing-unowned': 'news',
  'go-live-set': 'news',
  'hand-over-accepted': 'news',
  'hand-over-declined': 'news',
  'no-change-confirmed': 'news',
  'no-change-questioned': 'news',
  'owner-asked': 'news',
  'owner-changed': 'news',
  'recertification-started': 'news',
  'renewal-withdrawn': 'news',
  'revocation-asked': 'news',
  'revocation-declined': 'news',
  'role-requested': 'news',
  'rollout-set': '',
  'sample-failed': 'news',
  'settling-asked': 'news',
  'step-asked': 'news',
  'step-declined': 'news',
  'step-passed': '',
  'step-refused': 'news',
  'tier-lowering-asked': 'news',
  'tier-lowering-declined': 'news',
  'tier-set': 'news',
  'waiver-asked': 'news',
  'waiver-maker-added': 'news',

  'answers-changed': '',
  'approval-given-back': '',
  'approval-reopened': '',
  'approval-taken': '',
  'approval-voted': '',
  'asset-changed': '',
  'asset-disowned': '',
  'asset-registered': '',
  'asset-reused': '',
  'asset-unit-set': '',
  'certification-certified-on-conditions': '',
  'certification-classified': '',
  'certification-drafted': '',
  'certification-rejected': '',
  'certification-started': '',
  'changes-requested': '',
  'check-confirmed': '',
  'decision-undone': '',
  'evidence-key-added': '',
  'evidence-packed': '',
  'existing-drafted': '',
  'campaign-started': '',
  'campaign-advanced': '',
  'campaign-opened': '',
  'campaign-answered': '',
  'campaign-taken-back': '',
  'notices-drained': '',
  'review-attested': '',
  'feedback-given': '',
  'lead-ended': '',
  'maker-added': '',
  'message-dropped': '',
  'message-resent': '',
  'person-joined': '',
  'person-met': '',
  'person-named': '',
  'person-seeded': '',
  'policy-acknowledged': '',
  'reciprocity-flagged': '',
  'rejection-appealed': '',
  'review-opened': '',
  'role-granted': '',
  'role-revoked': '',
  'sample-looked-at': '',
  'settings-changed': '',
  'settling-closed': '',
  'skill-passed': '',
  'step-answered': '',
  'steward-channel-set': '',
  'stop-told': '',
  'tier-risen': '',
  'unit-changed': '',
  'unit-set': '',
  'waiver-agreed': '',
  'waiver-granted': '',
  'waiver-refused': '',
  'waiver-undone': '',
}
// The keys of the table are the types of events.
const types = Object.keys(table) as Event['type'][]

describe('what the clock causes', () => {
  it.each(types)('%s', (type) => {
    expect(messagesOf(type, 'clock').join(' ')).toBe(table[type])
  })

  it('is governed, or goes out at once for a reason', () => {
    const outright = types.filter((type) => messagesOf(type, 'clock').includes('at once'))
    expect(outright.sort()).toEqual(Object.keys(atOnce).sort())
  })

  it('has words of its own: no event that a timer, a nightly look or what recurs comes to is told as just news', () => {
    const caused = new Set([
      ...emittedBy('actions/elapse.ts', 'elapse'),
      ...emittedBy('actions/leaving/depart.ts', 'depart'),
      ...emittedBy('domain/leaving.ts', 'comeBack'),
      ...emittedBy('actions/recur.ts', 'recur'),
    ])
    expect([...caused].filter((type) => !(type in table))).toEqual([])
    expect(caused.size).toBeGreaterThan(40)
    for (const type of ['certification-expired', 'existing-overdue', 'waiver-expired', 'approval-climbed'])
      expect(caused).toContain(type)
    expect([...caused].filter((type) => table[type as Event['type']] === 'news')).toEqual([])
  })

  it('and what a person causes goes out at once, unless it reminds', () => {
    for (const type of types.filter((one) => messagesOf(one, 'person').some((kind) => kind !== 'at once')))
      expect(table[type]).toBe(messagesOf(type, 'person').join(' '))
  })

  it('repaints the cards that are up, whenever the message comes', () => {
    const repainted = [
      'certification-expired',
      'condition-missed',
      'change-overdue',
      'waiver-expired',
    ] as const
    for (const type of [
      ...repainted,
      'approval-expired',
      'certification-lapsed',
      'validity-ended',
    ] as const) {
      const copies = noticesFor({ ...fields, type } as unknown as Event, cause('clock')).filter(
        ({ to }) => 'copies' in to,
      )
      expect(copies.map(({ matter }) => matter)).toContain('certification:CRT-1')
      expect(copies.every(({ reminder }) => reminder === undefined)).toBe(true)
    }
  })

  it('is heard of by whoever uses it, where nobody may rely on it any more, as they hear of what a person stops', () => {
    const byClock = ['condition-missed', 'change-overdue', 'waiver-expired', 'sample-failed'] as const
    const ranOut = ['certification-expired', 'validity-ended', 'decision-settled'] as const
    for (const type of [
      ...byClock,
      ...ranOut,
      'certification-suspended',
      'certification-certified',
    ] as const) {
      const event = { ...fields, type } as unknown as Event
      expect(
        noticesFor(event, cause('clock')).filter(({ to }) => 'person' in to && to.person === 'uma'),
      ).toMatchObject([{ ref: { show: 'asset', asset: 'AST-1' }, matter: 'users:CRT-1' }])
    }
  })

  it('says what it is about and why somebody gets it', () => {
    for (const kind of reminderKinds) {
      const { what, why, goes, line, isNews } = reminderRules[kind]
      expect(what).toMatch(/^[a-z].*[^.]$/)
      expect(why).toMatch(/^(?:You|It) .*\.$/)
      // What nothing in the inbox says would not be told at all where the digest has no line for it.
      if (goes === 'digest' && isNews) expect(line).not.toBe('')
    }
  })
})
