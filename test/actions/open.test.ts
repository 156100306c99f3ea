import { describe, expect, it } from 'vitest'
import { open, pressOf, refOf } from '../../src/actions/open.ts'
import type { Ref } from '../../src/domain/ref.ts'

const certification = 'CRT-12'
const refs: readonly Ref[] = [
  ...(['home', 'register', 'similar', 'settings', 'policy'] as const).map((show): Ref => ({ show })),
  { show: 'help', more: true },
  { show: 'help', more: false },
  ...(
    [
      'certification',
      'result',
      'why',
      'steps',
      'submitted',
      'outcome',
      'certificate',
      'conditions',
      'rate',
      'rate-words',
      'draft-reminder',
      'withdraw',
      'submit-unchanged',
    ] as const
  ).map((show): Ref => ({ show, certification })),
  { show: 'questions', certification, page: 2 },
  ...(['step', 'confirm', 'not-right'] as const).map((show): Ref => ({
    show,
    certification,
    step: 'runbook',
  })),
  ...(['condition', 'accept-condition'] as const).map((show): Ref => ({
    show,
    certification,
    condition: 'c1',
  })),
  ...(['asset', 'ask-owner'] as const).map((show): Ref => ({ show, asset: 'AST-3' })),
  ...(['request', 'post'] as const).map((show): Ref => ({ show, approval: 'APR-1' })),
  ...(['approve_on_conditions', 'request_changes', 'reject'] as const).map((verdict): Ref => ({
    show: 'decide',
    approval: 'APR-1',
    verdict,
  })),
]

describe('the press that shows a card again', () => {
  it.each(refs)('leads back to the same card: %o', (ref) => {
    const press = pressOf(ref)
    const { what, id, part } = open.carries.parse(press?.data)

    expect(press?.verb).toBe('card.open')
    expect(refOf(what, id, part)).toEqual(ref)
  })

  it('is not there for what is shown once', () => {
    expect(pressOf({ show: 'welcome' })).toBeUndefined()
    expect(pressOf({ show: 'link', link: 'x' })).toBeUndefined()
  })
})
