import { z } from 'zod'
import type { Certification } from '../../domain/certification.ts'
import { readFields } from '../../domain/form.ts'
import { can } from '../../domain/person.ts'
import type { Field } from '../../domain/programme.ts'
import type { Ref } from '../../domain/ref.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { StopWish } from '../../domain/stop.ts'
import type { Scope } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { certificationOf, namesOf, readReference } from '../load.ts'
import { usersOf } from './users.ts'
import { needsSteward } from '../stewards.ts'

/** What can be done to a certificate that stands, each with words that somebody reads. */
export type StopDeed = 'suspend' | 'lift' | 'revoke' | 'retire'

const labels: Readonly<Record<StopDeed, { readonly label: string; readonly help: string }>> = {
  suspend: {
    label: 'Why it has to stop',
    help: 'Its owner, its developer and the people who are known to use it are told.',
  },
  lift: {
    label: 'Why it can go on',
    help: 'Its owner and its developer are told, and find your words in what happened to it.',
  },
  revoke: {
    label: 'Why it must not be used any more',
    help: 'A second person reads this first, then its owner and its developer.',
  },
  retire: {
    label: 'What becomes of its data',
    help: 'For example: moved to the team site, the lists were deleted, nothing is left.',
  },
}

/** The one thing that each of them asks. */
export const stopFields = (deed: StopDeed): readonly Field[] => [
  {
    id: 'reason',
    ...labels[deed],
    kind: 'words',
    required: true,
    // Of data, "deleted" says it all.
    isReason: deed !== 'retire',
    most: 1000,
    options: [],
  },
]

export const stopCarries = z.strictObject({ certification: z.string() })
export const stopAsks = z.object({ reason: z.string().default('') })

/** Where what was typed is kept until it succeeds. */
export const stopForm =
  (deed: StopDeed) =>
  ({ certification }: z.infer<typeof stopCarries>) => ({
    ...forms.stop(certification, deed),
    again: { show: 'stop', certification, deed } satisfies Ref,
  })

/** Reads `CRT-12 and why`: without a reason the form asks for it. */
export const typedStop = (deed: StopDeed) => async (rest: string, scope: Scope) => {
  const read = readReference(rest)
  if (!read)
    throw new Refusal(
      'unknown-thing',
      `Which one? Type ${deed} and its reference, for example ${deed} CRT-12 and ${deed === 'retire' ? 'what becomes of its data' : 'why'}.`,
    )
  const { id } = await permitted(scope, read.reference, deed)
  if (read.rest === '') return { show: 'stop', certification: id, deed } satisfies Ref
  return { carries: { certification: id }, asks: { reason: read.rest } }
}

/** The certification and the wish, for somebody who may. Asked before anything that was typed is looked at. */
export const readStop = async (
  scope: Scope,
  id: string,
  deed: StopDeed,
  values: z.infer<typeof stopAsks>,
): Promise<{ readonly certification: Certification; readonly wish: StopWish }> => {
  const certification = await permitted(scope, id, deed)
  const { reason = '' } = readFields(stopFields(deed), values)
  await dropDraft(scope, forms.stop(id, deed))
  const users = await usersOf(scope.session, certification)
  return { certification, wish: { by: scope.person, reason, users } }
}

/** The certification, for whoever may do that to it; says who may otherwise. */
export const permitted = async (
  scope: Pick<Scope, 'session' | 'person'>,
  id: string,
  deed: StopDeed,
): Promise<Certification> => {
  const certification = await certificationOf(scope.session, id)
  if (can(scope.person, { deed: `certification.${deed}`, certification })) return certification
  if (deed === 'retire') {
    const [owner] = await namesOf(scope.session, [certification.owner])
    throw new Refusal('not-allowed', `Taking ${id} out of use is for its owner, ${owner}. Please ask them.`)
  }
  throw await needsSteward(
    scope.session,
    certification,
    'This',
    deed === 'revoke' ? 'steward or the board role' : 'steward role',
  )
}
