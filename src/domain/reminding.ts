import type { Asset } from './asset.ts'
import type { Certification } from './certification.ts'
import { isOwedReview, joinerOf, readRung, rungKey } from './ladder.ts'
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
