import type { Tier } from '../domain/programme.ts'
import { tiers, unknown } from '../domain/programme.ts'
import { checkCampaigns } from './check-campaigns.ts'
import { checkReminders } from './check-reminders.ts'
import { checkStep } from './check-steps.ts'
import { checkTimes } from './check-times.ts'
import { checkWaivers } from './check-waivers.ts'
import { notOneOf } from './fault.ts'
import type { Parts, Placed } from './parts.ts'
import { checkIds, idsAt } from './parts.ts'
import type { Reader } from './reader.ts'
import type { MicroCertification, Page, Policy, Question, Stage } from './shape.ts'

const checkQuestion = (reader: Reader, { path, part }: Placed<Question>): void => {
  checkIds(reader, [...path, 'options'])
  for (const [index, option] of part.options.entries()) {
    const at = [...path, 'options', index]
    if (option.id === unknown)
      reader.mistake(
        [...at, 'id'],
        '"unknown" is there already: Assay adds "I don\'t know" to every question; take this option out',
      )
    const blocks = option.flags.some((flag) => flag.flag === 'B')
    if (blocks && option.alternatives.length === 0)
      reader.mistake(at, 'an option that blocks has to say what to do instead; add "alternatives"')
    if (!blocks && option.alternatives.length > 0)
      reader.mistake(
        [...at, 'alternatives'],
        'alternatives are shown only where an option blocks; add the flag B or take them out',
      )
  }
}

const checkPages = (reader: Reader, pages: readonly Placed<Page>[], all: boolean): void => {
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
    if (!seen.has(id))
      reader.mistake(['questions', index, 'id'], `question "${id}" stands on no page; add it under "pages"`)
}

const checkBands = (
  reader: Reader,
  bands: Policy['bands'],
  questions: readonly Placed<Question>[] | undefined,
): void => {
  if (bands.high <= bands.moderate) {
    reader.mistake(
      ['bands', 'high'],
      `the band "high" begins at ${bands.high}, not above "moderate" at ${bands.moderate}; write a larger number`,
    )
    return
  }
  if (!questions) return
  const most = questions.reduce(
    (sum, { part }) => sum + Math.max(...part.options.map((option) => option.points)),
    0,
  )
  if (bands.high > most)
    reader.mistake(
      ['bands', 'high'],
      `nobody can score ${bands.high}: all questions together give at most ${most}; write a smaller number`,
    )
}

const checkMicroCertification = (reader: Reader, { path, part }: Placed<MicroCertification>): void => {
  for (const [index, question] of part.questions.entries()) {
    const at = [...path, 'questions', index]
    const right = question.options.filter((option) => option.right).length
    if (right === 0) reader.mistake(at, 'no answer is right; add "right: true" to one of them')
    if (right > 1)
      reader.mistake(at, `${right} answers are right, but only one can be chosen; keep one "right: true"`)
    const seen = new Set<string>()
    for (const [answer, { text }] of question.options.entries()) {
      if (seen.has(text))
        reader.mistake(
          [...at, 'options', answer, 'text'],
          'this answer stands here twice; change one of them',
        )
      seen.add(text)
    }
  }
}

const checkStages = (reader: Reader, tier: Tier, stages: readonly Placed<Stage>[], all: boolean): void => {
  checkIds(reader, ['stages', tier])
  if (tier === 'low') {
    if (stages.length > 0)
      reader.mistake(['stages', tier], 'tier low is decided at once and nobody is asked; write "low: []"')
    return
  }
  for (const { path, part } of stages)
    for (const [index, seat] of part.seats.entries()) {
      const at = [...path, 'seats', index]
      if (seat.rule === undefined && seat.quorum === undefined)
        reader.mistake(at, 'how many have to approve? Add "rule: any", "rule: all" or "quorum: 2"')
      if (seat.rule !== undefined && seat.quorum !== undefined)
        reader.mistake([...at, 'quorum'], 'a seat has either a "rule" or a "quorum"; take one out')
    }
  const always = stages.some(
    ({ part }) => part.when === undefined && part.seats.some((seat) => seat.when === undefined),
  )
  if (all && !always)
    reader.mistake(
      ['stages', tier],
      `nobody might have to approve at tier ${tier}; keep one stage and one seat in it that have no "when"`,
    )
}

/** Notes where parts of the policy contradict each other, or could never work. */
export const checkParts = (reader: Reader, parts: Parts): void => {
  for (const list of ['kinds', 'platforms', 'questions', 'steps', 'micro_certifications'])
    checkIds(reader, [list])
  for (const question of parts.questions) checkQuestion(reader, question)
  checkPages(reader, parts.pages, parts.isWhole(['pages']))
  if (parts.top.bands)
    checkBands(reader, parts.top.bands, parts.isWhole(['questions']) ? parts.questions : undefined)
  for (const step of parts.steps) checkStep(reader, step)
  for (const skill of parts.microCertifications) checkMicroCertification(reader, skill)
  for (const tier of tiers) checkStages(reader, tier, parts.stages[tier], parts.isWhole(['stages', tier]))
  checkTimes(reader, parts.top)
  checkReminders(reader, parts.top)
  checkCampaigns(reader, parts)
  checkWaivers(reader, parts)
}
