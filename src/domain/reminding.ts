import type { Asset } from './asset.ts'
import type { Certification } from './certification.ts'
import { isPreparing } from './certification.ts'
import { isOwedReview, joinerOf, readRung, rungKey } from './ladder.ts'
import { roles } from './programme.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'

const nothing = (certification: Certification): Moved => ({ next: certification, events: [] })

/** A rung of a review falls due: whoever it reaches is reminded, while the owner still has something to do. */
export const remindReview = (certification: Certification, asset: Asset, key: string): Moved => {
  const rung = readRung(key)
  if (!rung || rung.validUntil !== certification.validUntil || !isOwedReview(certification))
    return nothing(certification)
  const { who, isWarning, validUntil } = rung
  const person =
    who === 'owner' ? certification.owner : who === 'steward' ? null : joinerOf(who, asset, certification)
  // Where nobody is named, the next one joins in their time.
  if (person === undefined) return nothing(certification)
  const next = { ...certification, rev: certification.rev + 1 }
  return {
    next,
    events: [
      {
        type: 'review-reminded',
        ...about(next),
        who,
        person,
        rung: rungKey(validUntil, rung),
        isWarning,
        validUntil,
      },
    ],
  }
}

/**
 * Whoever was asked to vouch for a step is reminded: `key` is the step, when they were asked, and how many days ago. `asked` is when it was
 * asked last: an earlier ask is over.
 */
export const remindStep = (certification: Certification, key: string, asked: string | undefined): Moved => {
  const [id = '', since = '', days = ''] = key.split(' ')
  const step = certification.steps.find((one) => one.id === id)
  if (step?.state !== 'asked' || asked !== since || !isPreparing(certification)) return nothing(certification)
  const role = roles.find((one) => one === step.by)
  const of = step.asked !== null ? { person: step.asked } : role && { role }
  if (!of) return nothing(certification)
  const next = { ...certification, rev: certification.rev + 1 }
  return {
    next,
    events: [{ type: 'step-reminded', ...about(next), step: id, of, since, days: Number(days) }],
  }
}

/** A condition is due soon: `key` is its id, its day and how many days before. */
export const remindCondition = (certification: Certification, key: string): Moved => {
  const [id = '', due = '', days = ''] = key.split(' ')
  const condition = certification.conditions.find((one) => one.id === id)
  const isOpen = condition?.state === 'open' && condition.due === due
  if (certification.state !== 'conditionally_certified' || !isOpen) return nothing(certification)
  const next = { ...certification, rev: certification.rev + 1 }
  return {
    next,
    events: [{ type: 'condition-reminded', ...about(next), condition: id, due, days: Number(days) }],
  }
}
