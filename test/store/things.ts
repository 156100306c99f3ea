import type { Approval } from '../../src/domain/approval.ts'
import type { Asset } from '../../src/domain/asset.ts'
import type { Certification } from '../../src/domain/certification.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Role } from '../../src/domain/programme.ts'
import type { Step } from '../../src/domain/step.ts'
import type { Text } from '../../src/domain/text.ts'
import { sha256 } from '../../src/hash.ts'
import type { Owed } from '../../src/ports/outbox.ts'
import type { Stamp, Store } from '../../src/ports/store.ts'

/** Things as small as the store's tests need them. */
export const at = (second: number): string => new Date(Date.UTC(2026, 10, 24, 9, 0, second)).toISOString()

export const stamp: Stamp = { now: at(0), actor: 'system', platform: 'web', programme: { version: 3 } }

let texts = 0
export const text = (body: string): Text => {
  texts += 1
  const salt = sha256(`salt ${texts}`)
  return { text: `TXT-${process.pid}-${texts}`, hash: sha256(salt + body), body, salt }
}
/** What a text looks like once it was read back. */
export const read = ({ text, hash, body }: Text): Text => ({ text, hash, body })

export const person = (id: string, name: string, roles: readonly Role[] = []): Person => ({
  id,
  rev: 1,
  name: text(name),
  roles: [...roles],
  terms: [],
  requests: [],
  lead: false,
  unit: null,
  zone: 'Europe/Vienna',
  quietFrom: '18:00',
  quietTo: '09:00',
  digestAt: '09:30',
  locale: 'en',
  metAt: null,
  passes: [],
  acknowledged: [],
  accounts: [],
  reach: 'last',
  joined: [],
  joinedTo: null,
  away: null,
  left: null,
})
export const met = (id: string): Event => ({
  type: 'person-met',
  subject: id,
  person: id,
  account: sha256(id),
})
export const seen = (id: string): Event => ({ type: 'settings-changed', subject: id, person: id })

export const asset = (id: string, name = 'Leave calendar', purpose = 'Who is away and when'): Asset => ({
  id,
  rev: 1,
  name: text(name),
  purpose: text(purpose),
  kind: 'app',
  platform: 'power-apps',
  developer: 'dana',
  owner: 'dana',
  deputy: null,
  unit: null,
  version: '1',
  certification: null,
  registeredAt: at(0),
  handOver: null,
  sought: null,
  listed: null,
})
export const registered = (id: string): Event => ({
  type: 'asset-registered',
  subject: id,
  asset: id,
  owner: 'dana',
  developer: 'dana',
})
export const reworded = (id: string): Event => ({ type: 'asset-changed', subject: id, asset: id })

export const certification = (id: string, change: Partial<Certification> = {}): Certification => ({
  id,
  rev: 1,
  state: 'draft',
  asset: 'AST-1',
  developer: 'dana',
  owner: 'dana',
  unit: null,
  policy: { version: 3, hash: 'p' },
  answers: {},
  assessment: null,
  ruling: null,
  lowering: null,
  settlements: [],
  stop: null,
  revocation: null,
  confirmation: null,
  change: null,
  disposal: null,
  changedAnswers: [],
  steps: [],
  waivers: [],
  appeal: null,
  frozen: null,
  before: null,
  approval: null,
  decision: null,
  conditions: [],
  goLive: null,
  existing: null,
  sample: null,
  validFrom: null,
  validUntil: null,
  windowOpens: null,
  inForceUntil: null,
  stopped: null,
  verify: null,
  createdAt: at(0),
  since: at(0),
  ...change,
})
/** The ids that an event about a certification carries. */
const about = (id: string) => ({
  subject: id,
  certification: id,
  asset: 'AST-1',
  developer: 'dana',
  owner: 'dana',
})
export const drafted = (id: string): Event => ({ type: 'certification-drafted', ...about(id) })
export const changesRequested = (id: string, by: string, reason: Text): Event => ({
  type: 'changes-requested',
  ...about(id),
  by,
  reason,
})

export const step = (id: string, change: Partial<Step> = {}): Step => ({
  id,
  kind: 'peer_review',
  phase: 'check',
  title: id,
  by: 'peer',
  state: 'asked',
  answers: {},
  evidence: [],
  asked: null,
  passedBy: null,
  passedAt: null,
  refusal: null,
  ...change,
})

export const approval = (id: string, roles: readonly Role[], change: Partial<Approval> = {}): Approval => ({
  id,
  rev: 1,
  state: 'open',
  certification: 'CRT-1',
  asset: 'AST-1',
  unit: null,
  decidedBefore: [],
  appeals: null,
  makers: ['dana'],
  reviewers: [],
  hash: 'h',
  stage: 0,
  stages: [
    {
      id: 'first',
      title: 'First',
      seats: roles.map((role) => ({ role, asked: null, lead: false, needs: 1, all: false, votes: [] })),
    },
  ],
  openedAt: at(0),
  due: null,
  clock: null,
  closedAt: null,
  conditions: [],
  ...change,
})
export const closed = (id: string): Event => ({
  type: 'approval-closed',
  ...about(id),
  approval: id,
  state: 'open',
})

export const owed = (key: string, to: string, due = at(0)): Owed => ({
  key,
  matter: `matter of ${key}`,
  to: { person: to },
  content: { view: 'asked', key },
  due,
})

/** Saves assets that nobody looks at closely. */
export const saveAssets = (store: Store, ...ids: readonly string[]): Promise<void> =>
  store.transact(async (session) => {
    for (const id of ids) await session.assets.save(asset(id), [registered(id)], stamp)
  })
