import type { Approval } from '../../src/domain/approval.ts'
import type { Asset } from '../../src/domain/asset.ts'
import type { Certification } from '../../src/domain/certification.ts'
import { register } from '../../src/domain/registration.ts'
import { contextAt } from './context.ts'

/** One certification with what belongs to it: what a rule is tried on. */
export type World = {
  asset: Asset
  certification: Certification
  approval: Approval | null
  approvals: number
}

/** A fresh draft: dana builds, and owns it or leaves that to olga. */
export const draft = (owner: 'dana' | 'olga'): World => {
  const made = register(
    {
      asset: 'AST-1',
      certification: 'CRT-1',
      name: 'Leave',
      purpose: 'Who is away',
      kind: 'app',
      platform: 'power_apps',
      developer: 'dana',
      owner,
      unit: null,
    },
    contextAt(),
  )
  return { asset: made.asset, certification: made.certification, approval: null, approvals: 0 }
}
