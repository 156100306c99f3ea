import { roles, tiers, unknown } from '../domain/programme.ts'
import type { Path } from './document.ts'
import { nearest, notOneOf } from './fault.ts'
import { valueAt } from './place.ts'
import type { Reader } from './reader.ts'
import type { MicroCertification, Page, Policy, Question, Stage, Step } from './shape.ts'
import type { z } from 'zod'

/** An item of a list, with its place in the file: items that could not be read are left out. */
export type Placed<Part> = { readonly path: Path; readonly part: Part }

/** Ids of a list's items as they stand in the file, also of items that are wrong otherwise. */
export const idsAt = (data: unknown, path: Path): readonly string[] => {
  const list = valueAt(data, path)
  return Array.isArray(list)
    ? list.map((item) => valueAt(item, ['id'])).filter((id): id is string => typeof id === 'string')
    : []
}

/** Notes ids that stand twice in one list, at the second place. */
export const checkIds = (reader: Reader, path: Path): void => {
  const list = valueAt(reader.data, path)
  const seen = new Set<string>()
  for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
    const id = valueAt(item, ['id'])
    if (typeof id !== 'string') continue
    if (seen.has(id)) reader.mistake([...path, index, 'id'], `the id "${id}" stands in this list twice; give one of them another`)
    seen.add(id)
  }
}

const checkQuestion = (reader: Reader, { path, part }: Placed<Question>): void => {
  checkIds(reader, [...path, 'options'])
  for (const [index, option] of part.options.entries()) {
    const at = [...path, 'options', index]
    if (option.id === unknown)
      reader.mistake([...at, 'id'], '"unknown" is there already: Assay adds "I don\'t know" to every question; take this option out')
    const blocks = option.flags.some((flag) => flag.flag === 'B')
    if (blocks && option.alternatives.length === 0)
      reader.mistake(at, 'an option that blocks has to say what to do instead; add "alternatives"')
    if (!blocks && option.alternatives.length > 0)
      reader.mistake([...at, 'alternatives'], 'alternatives are shown only where an option blocks; add the flag B or take them out')
  }
}

const checkPages = (reader: Reader, pages: readonly Placed<z.infer<typeof Page>>[], all: boolean): void => {
  const questions = idsAt(reader.data, ['questions'])
  const seen = new Set<string>()
  for (const { path, part } of pages)
    for (const [index, id] of part.questions.entries()) {
      const at = [...path, 'questions', index]
      if (!questions.includes(id)) reader.mistake(at, `question ${notOneOf(id, questions)}`)
      else if (seen.has(id)) reader.mistake(at, `question "${id}" stands on a page already; ask it once`)
      seen.add(id)
    }
  if (!all) return
  for (const [index, id] of questions.entries())
    if (!seen.has(id)) reader.mistake(['questions', index, 'id'], `question "${id}" stands on no page; add it under "pages"`)
}

const checkBands = (reader: Reader, bands: Policy['bands'], questions: readonly Placed<Question>[] | undefined): void => {
  if (bands.high <= bands.moderate) {
    reader.mistake(['bands', 'high'], `the band "high" begins at ${bands.high}, not above "moderate" at ${bands.moderate}; write a larger number`)
    return
  }
  if (!questions) return
  const most = questions.reduce((sum, { part }) => sum + Math.max(...part.options.map((option) => option.points)), 0)
  if (bands.high > most)
    reader.mistake(['bands', 'high'], `nobody can score ${bands.high}: all questions together give at most ${most}; write a smaller number`)
}

/** Kinds that a developer passes alone. */
const alone = ['acknowledgement', 'training'] as const
/** Kinds in which somebody vouches for what somebody else did. */
const vouched = ['peer_review', 'approval'] as const
const isOneOf = (kind: string, kinds: readonly string[]): boolean => kinds.includes(kind)

const checkStep = (reader: Reader, { path, part: step }: Placed<Step>): void => {
  checkIds(reader, [...path, 'fields'])
  const skills = idsAt(reader.data, ['micro_certifications'])
  if (step.kind === 'training') {
    if (step.skill === undefined) reader.mistake(path, 'a training names its micro-certification; add "skill"')
    else if (!skills.includes(step.skill)) reader.mistake([...path, 'skill'], `micro-certification ${notOneOf(step.skill, skills)}`)
  } else if (step.skill !== undefined)
    reader.mistake([...path, 'skill'], `"skill" belongs to a training, and this is of kind "${step.kind}"; take it out`)

  checkPassers(reader, path, step)

  const fills = step.kind === 'form' || (step.kind === 'check' && tiers.some((tier) => passerOf(step, tier) === 'developer'))
  if (fills && step.fields.length === 0) reader.mistake(path, `a step of kind "${step.kind}" that is filled in needs "fields"`)
  if (!fills && step.fields.length > 0)
    reader.mistake([...path, 'fields'], 'nobody is shown these fields, as nothing is filled in at this step; take them out')
  for (const [index, field] of step.fields.entries()) {
    const at = [...path, 'fields', index]
    if (field.kind === 'choice' && field.options.length === 0) reader.mistake(at, 'a choice needs at least 2 "options"; add them')
    if (field.kind !== 'choice' && field.options.length > 0)
      reader.mistake([...at, 'options'], `options belong to a choice, and this field is of kind "${field.kind}"; write "kind: choice"`)
    checkIds(reader, [...at, 'options'])
  }
}

/** Who passes a step at a tier; undefined where the policy does not say. */
export const passerOf = (step: Step, tier: (typeof tiers)[number]) =>
  step.tiers.includes(tier) ? (step.by[tier] ?? step.by.every) : undefined

const checkPassers = (reader: Reader, path: Path, step: Step): void => {
  const at = [...path, 'by']
  for (const tier of tiers) {
    const asked = step.tiers.includes(tier)
    const by = passerOf(step, tier)
    if (asked && by === undefined) reader.mistake(at, `nobody passes this step at tier ${tier}; add "${tier}"`)
    if (!asked && step.by[tier] !== undefined)
      reader.mistake([...at, tier], `this step is not asked at tier ${tier}; take this out, or add ${tier} to "tiers"`)
  }
  const all = new Set(step.tiers.map((tier) => passerOf(step, tier)))
  if (isOneOf(step.kind, alone) && [...all].some((by) => by !== 'developer'))
    reader.mistake(at, `a step of kind "${step.kind}" is passed by the developer; write "by: developer"`)
  if (isOneOf(step.kind, vouched) && all.has('developer'))
    reader.mistake(at, `a step of kind "${step.kind}" is confirmed by somebody else than the developer; name peer, manager, owner, deputy or a role`)
  if (!isOneOf(step.kind, vouched) && all.has('owner'))
    reader.mistake(at, 'an owner confirms and is shown nothing to fill in; write "kind: approval", or name somebody else')
}

const checkMicroCertification = (reader: Reader, { path, part }: Placed<MicroCertification>): void => {
  for (const [index, question] of part.questions.entries()) {
    const at = [...path, 'questions', index]
    const right = question.options.filter((option) => option.right).length
    if (right === 0) reader.mistake(at, 'no answer is right; add "right: true" to one of them')
    if (right > 1) reader.mistake(at, `${right} answers are right, but only one can be chosen; keep one "right: true"`)
    const seen = new Set<string>()
    for (const [answer, { text }] of question.options.entries()) {
      if (seen.has(text)) reader.mistake([...at, 'options', answer, 'text'], 'this answer stands here twice; change one of them')
      seen.add(text)
    }
  }
}

const checkStages = (reader: Reader, tier: (typeof tiers)[number], stages: readonly Placed<Stage>[], all: boolean): void => {
  checkIds(reader, ['stages', tier])
  if (tier === 'low') {
    if (stages.length > 0) reader.mistake(['stages', tier], 'tier low is decided at once and nobody is asked; write "low: []"')
    return
  }
  for (const { path, part } of stages)
    for (const [index, seat] of part.seats.entries()) {
      const at = [...path, 'seats', index]
      if (seat.rule === undefined && seat.quorum === undefined) reader.mistake(at, 'how many have to approve? Add "rule: any", "rule: all" or "quorum: 2"')
      if (seat.rule !== undefined && seat.quorum !== undefined) reader.mistake([...at, 'quorum'], 'a seat has either a "rule" or a "quorum"; take one out')
    }
  const always = stages.some(({ part }) => part.when === undefined && part.seats.some((seat) => seat.when === undefined))
  if (all && !always)
    reader.mistake(['stages', tier], `nobody might have to approve at tier ${tier}; keep one stage with one seat of ${roles[0]} that have no "when"`)
}

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '' && !/^[+-]/.test(zone)
  } catch {
    // The only way to ask whether a name is known: it is not.
    return false
  }
}

const checkTimes = (reader: Reader, part: Partial<Policy>): void => {
  const { cadences, draft, working_hours: hours, quiet_hours: quiet } = part
  for (const tier of tiers) {
    const cadence = cadences?.[tier]
    if (!cadence) continue
    const at = ['cadences', tier]
    if (tier === 'low' && cadence.approval_working_days !== 0)
      reader.mistake([...at, 'approval_working_days'], 'nobody approves at tier low; write 0')
    if (tier !== 'low' && cadence.approval_working_days === 0)
      reader.mistake([...at, 'approval_working_days'], 'approvers need at least one working day; write 1 or more')
    if (cadence.window_days >= cadence.validity_months * 28)
      reader.mistake([...at, 'window_days'], 'the renewal would open before the certificate is given; write fewer days')
  }
  if (draft && draft.lapse_after_days <= draft.ask_after_days)
    reader.mistake(['draft', 'lapse_after_days'], 'a draft would lapse before anybody was asked; write more days than "ask_after_days"')
  if (hours && hours.from >= hours.to) reader.mistake(['working_hours', 'to'], `working hours end at ${hours.to}, not after ${hours.from}; write a later time`)
  if (hours && !isZone(hours.zone)) {
    const near = nearest(hours.zone, Intl.supportedValuesOf('timeZone'))
    reader.mistake(
      ['working_hours', 'zone'],
      `"${hours.zone}" is no time zone; write a name such as Europe/Paris or UTC${near === undefined ? '' : `. Did you mean "${near}"?`}`,
    )
  }
  if (quiet && quiet.from === quiet.to) reader.mistake(['quiet_hours', 'to'], 'quiet hours begin and end at the same time; write another end')
  const seen = new Set<string>()
  for (const [index, day] of (part.holidays ?? []).entries()) {
    if (!isDate(day)) reader.mistake(['holidays', index], `"${day}" is no day; write year-month-day, such as 2027-01-01`)
    else if (seen.has(day)) reader.mistake(['holidays', index], `${day} stands here twice; keep one`)
    seen.add(day)
  }
}

/** All parts that could be read. Lists are without the items that could not; `whole` tells which lists are complete. */
export type Parts = {
  readonly top: Partial<Policy>
  readonly questions: readonly Placed<Question>[]
  readonly pages: readonly Placed<z.infer<typeof Page>>[]
  readonly steps: readonly Placed<Step>[]
  readonly microCertifications: readonly Placed<MicroCertification>[]
  readonly stages: Readonly<Record<(typeof tiers)[number], readonly Placed<Stage>[]>>
  readonly isWhole: (path: Path) => boolean
}

/** Notes where parts of the policy contradict each other, or could never work. */
export const checkParts = (reader: Reader, parts: Parts): void => {
  for (const list of ['kinds', 'platforms', 'questions', 'steps', 'micro_certifications']) checkIds(reader, [list])
  for (const question of parts.questions) checkQuestion(reader, question)
  checkPages(reader, parts.pages, parts.isWhole(['pages']))
  if (parts.top.bands) checkBands(reader, parts.top.bands, parts.isWhole(['questions']) ? parts.questions : undefined)
  for (const step of parts.steps) checkStep(reader, step)
  for (const skill of parts.microCertifications) checkMicroCertification(reader, skill)
  for (const tier of tiers) checkStages(reader, tier, parts.stages[tier], parts.isWhole(['stages', tier]))
  checkTimes(reader, parts.top)
}
