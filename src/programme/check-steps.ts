import type { Tier } from '../domain/programme.ts'
import { tiers } from '../domain/programme.ts'
import type { Path } from './document.ts'
import { notOneOf } from './fault.ts'
import type { Placed } from './parts.ts'
import { checkIds, idsAt } from './parts.ts'
import type { Reader } from './reader.ts'
import type { Step } from './shape.ts'

/** Kinds that a developer passes alone. */
const alone = ['acknowledgement', 'training'] as const
/** Kinds in which somebody vouches for what somebody else did. */
const vouched = ['peer_review', 'approval'] as const
const isOneOf = (kind: string, kinds: readonly string[]): boolean => kinds.includes(kind)

/** Notes what a step asks for that could never be passed, or that nobody would be shown. */
export const checkStep = (reader: Reader, { path, part: step }: Placed<Step>): void => {
  checkIds(reader, [...path, 'fields'])
  const skills = idsAt(reader.data, ['micro_certifications'])
  if (step.kind === 'training') {
    if (step.skill === undefined)
      reader.mistake(path, 'a training names its micro-certification; add "skill"')
    else if (!skills.includes(step.skill))
      reader.mistake([...path, 'skill'], `micro-certification ${notOneOf(step.skill, skills)}`)
  } else if (step.skill !== undefined)
    reader.mistake(
      [...path, 'skill'],
      `"skill" belongs to a training, and this is of kind "${step.kind}"; take it out`,
    )

  const questions = [...idsAt(reader.data, ['questions']), 'platform']
  for (const [index, id] of step.touched_by.entries())
    if (!questions.includes(id))
      reader.mistake([...path, 'touched_by', index], `question ${notOneOf(id, questions)}`)
  checkPassers(reader, path, step)

  const fills =
    step.kind === 'form' ||
    (step.kind === 'check' && tiers.some((tier) => passerOf(step, tier) === 'developer'))
  if (fills && step.fields.length === 0)
    reader.mistake(path, `a step of kind "${step.kind}" that is filled in needs "fields"`)
  if (!fills && step.fields.length > 0)
    reader.mistake(
      [...path, 'fields'],
      'nobody is shown these fields, as nothing is filled in at this step; take them out',
    )
  for (const [index, field] of step.fields.entries()) {
    const at = [...path, 'fields', index]
    if (field.kind === 'choice' && field.options.length === 0)
      reader.mistake(at, 'a choice needs at least 2 "options"; add them')
    if (field.kind !== 'choice' && field.options.length > 0)
      reader.mistake(
        [...at, 'options'],
        `options belong to a choice, and this field is of kind "${field.kind}"; write "kind: choice"`,
      )
    checkIds(reader, [...at, 'options'])
  }
}

/** Who passes a step at a tier; undefined where the policy does not say. */
export const passerOf = (step: Step, tier: Tier) =>
  step.tiers.includes(tier) ? (step.by[tier] ?? step.by.every) : undefined

const checkPassers = (reader: Reader, path: Path, step: Step): void => {
  const at = [...path, 'by']
  for (const tier of tiers) {
    const asked = step.tiers.includes(tier)
    const by = passerOf(step, tier)
    if (asked && by === undefined)
      reader.mistake(at, `nobody passes this step at tier ${tier}; add "${tier}"`)
    if (!asked && step.by[tier] !== undefined)
      reader.mistake(
        [...at, tier],
        `this step is not asked at tier ${tier}; take this out, or add ${tier} to "tiers"`,
      )
  }
  const all = new Set(step.tiers.map((tier) => passerOf(step, tier)))
  if (isOneOf(step.kind, alone) && [...all].some((by) => by !== 'developer'))
    reader.mistake(at, `a step of kind "${step.kind}" is passed by the developer; write "by: developer"`)
  if (isOneOf(step.kind, vouched) && all.has('developer'))
    reader.mistake(
      at,
      `a step of kind "${step.kind}" is confirmed by somebody else than the developer; name peer, manager, owner, deputy or a role`,
    )
  if (!isOneOf(step.kind, vouched) && all.has('owner'))
    reader.mistake(
      at,
      'an owner confirms and is shown nothing to fill in; write "kind: approval", or name somebody else',
    )
}
