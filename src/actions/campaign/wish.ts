import type { CampaignFilter } from '../../domain/campaign.ts'
import { placesFor } from '../../domain/campaign.ts'
import type { Choice } from '../../domain/campaign-view.ts'
import { invalid, tidy } from '../../domain/form.ts'
import { can, holds } from '../../domain/person.ts'
import type { Field, Programme } from '../../domain/programme.ts'
import { tiers } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import { nearest } from '../../domain/spelling.ts'
import type { Meant } from '../../ports/campaigns.ts'
import type { Scope } from '../action.ts'
import { forms } from '../forms.ts'
import { labelOf } from '../load.ts'

type Asker = Pick<Scope, 'session' | 'person'>

/** Refuses everybody but stewards, and says who is one. */
export const permitCampaigns = async ({ session, person }: Asker): Promise<void> => {
  if (can(person, { deed: 'campaign.ask', reach: null })) return
  const names = (await session.people.withRole('steward'))
    .filter((one) => holds(one, 'steward'))
    .map((one) => one.name.body)
  throw new Refusal(
    'not-allowed',
    `Asking for many reviews at once needs the steward role.${names.length === 0 ? '' : ` ${names.slice(0, 5).join(' or ')} can.`}`,
  )
}

/** What a steward says first of a campaign. */
export const firstFields = ({ campaigns }: Pick<Programme, 'campaigns'>): readonly Field[] => [
  {
    id: 'name',
    label: 'What is it called?',
    help: 'A few words that everybody understands.',
    kind: 'line',
    required: true,
    most: 60,
    options: [],
  },
  {
    id: 'why',
    label: 'Why do you ask?',
    help: 'Each owner reads your words.',
    kind: 'words',
    required: true,
    most: 400,
    options: [],
  },
  {
    id: 'days',
    label: 'How many days does each owner have to answer?',
    help: `From ${campaigns.leastDays} to ${campaigns.mostDays}, from when they are told.`,
    kind: 'line',
    required: true,
    most: 10,
    options: [],
  },
]

/** Reads the days to answer. Refuses what is none, or too few or many of them, with the nearest that is allowed. */
export const readDays = (typed: string, { campaigns }: Pick<Programme, 'campaigns'>): number => {
  const { leastDays: least, mostDays: most } = campaigns
  const words = tidy(typed)
  if (!/^\d{1,9}$/.test(words))
    throw invalid({
      days: `Please give the days as a number from ${least} to ${most}, for example ${campaigns.usualDays}.`,
    })
  const days = Number(words)
  if (days < least)
    throw invalid({
      days: `${days === 0 ? 'Nobody can answer in no time' : 'That is too soon'}: please give ${least} days or more.`,
    })
  if (days > most) throw invalid({ days: `${days} days are too many: please give ${most} or fewer.` })
  return days
}

/** One way to choose: what it is called, where its choices are kept in the form, and what there is to choose from. */
export type Way = {
  readonly id: string
  /** The word for it in a typed line. */
  readonly word: string
  readonly kept: string
  readonly what: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
}

/** The ways in which a campaign can choose: by tier, by platform, by the answers that the policy names, by unit. */
export const waysOf = (programme: Programme, units: readonly string[]): readonly Way[] => [
  {
    id: 'tier',
    word: 'tier',
    kept: 'tiers',
    what: 'risk tier',
    options: tiers.map((tier) => ({ id: tier, label: `${tier} risk` })),
  },
  { id: 'platform', word: 'platform', kept: 'platforms', what: 'platform', options: programme.platforms },
  ...programme.campaigns.questions.flatMap((id, index) => {
    const question = programme.questions.find((one) => one.id === id)
    return question
      ? [
          {
            id: `answer${index + 1}`,
            word: id,
            kept: `answers${index + 1}`,
            what: question.name,
            options: question.options.map((option) => ({ id: option.id, label: option.label })),
          },
        ]
      : []
  }),
  {
    id: 'unit',
    word: 'unit',
    kept: 'units',
    what: 'unit',
    options: units.map((unit) => ({ id: unit, label: unit })),
  },
]

/** What stands between several values that a form keeps as one. */
export const between = '\n'
/** What was chosen in one way, as a form keeps it. */
export const chosenOf = (values: Readonly<Record<string, string>>, { kept }: Way): readonly string[] =>
  (values[kept] ?? '').split(between).filter((one) => one !== '')

/** Adds what was chosen to what was chosen so far. Refuses what there is not. */
export const added = (
  ways: readonly Way[],
  before: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const faults: Record<string, string> = {}
  const next: Record<string, string> = {}
  for (const way of ways) {
    const words = tidy(typed[way.id] ?? '')
    if (words === '') continue
    if (!way.options.some(({ id }) => id === words)) faults[way.id] = unknownChoice(way, words)
    else next[way.kept] = [...new Set([...chosenOf(before, way), words])].join(between)
    next[way.id] = ''
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return next
}

export const unknownChoice = ({ what, options }: Way, words: string): string => {
  const labels = options.map(({ label }) => label)
  const near =
    nearest(words, labels) ??
    nearest(
      words,
      options.map(({ id }) => id),
    )
  const there = labels.slice(0, 10).join(', ')
  return `There is no ${what} "${words.slice(0, 40)}".${near === undefined ? '' : ` Did you mean ${near}?`} ${there === '' ? 'Leave it open.' : `Please choose one of: ${there}.`}`
}

/** Everything that was chosen so far, emptied. */
export const cleared = (ways: readonly Way[]): Readonly<Record<string, string>> =>
  Object.fromEntries(ways.flatMap((way) => [[way.id, ''] as const, [way.kept, ''] as const]))

/** What was chosen, in words. */
export const choicesOf = (
  ways: readonly Way[],
  values: Readonly<Record<string, string>>,
): readonly Choice[] =>
  ways.flatMap((way) => {
    const some = chosenOf(values, way)
    return some.length === 0 ? [] : [{ what: way.what, values: some.map((one) => labelOf(way.options, one)) }]
  })

/** The same of a campaign's filter. */
export const choicesIn = (programme: Programme, filter: CampaignFilter): readonly Choice[] => {
  const ways = waysOf(programme, filter.units)
  const kept = {
    tiers: filter.tiers,
    platforms: filter.platforms,
    units: filter.units,
    ...Object.fromEntries(
      filter.answers.map(({ question, options }) => [
        `answers${programme.campaigns.questions.indexOf(question) + 1}`,
        options,
      ]),
    ),
  }
  const values = Object.fromEntries(
    Object.entries(kept).map(([name, some]) => [name, some.join(between)] as const),
  )
  return choicesOf(ways, values)
}

export const filterOf = (programme: Programme, values: Readonly<Record<string, string>>): CampaignFilter => {
  const ways = waysOf(programme, [])
  const of = (id: string): readonly string[] => {
    const way = ways.find((one) => one.id === id)
    return way ? chosenOf(values, way) : []
  }
  return {
    tiers: tiers.filter((tier) => of('tier').includes(tier)),
    platforms: [...of('platform')],
    answers: programme.campaigns.questions
      .map((question, index) => ({ question, options: [...of(`answer${index + 1}`)] }))
      .filter(({ options }) => options.length > 0),
    units: [...of('unit')],
  }
}

/** Which certifications a filter means for this steward now. */
export const meantBy = async (
  { session, person }: Asker,
  filter: CampaignFilter,
  now: string,
): Promise<Meant> => ({
  now,
  platforms: filter.platforms,
  answers: filter.answers,
  places: [...placesFor(person, filter, await session.campaigns.places(now))],
})

/** What was said and chosen so far of the campaign that somebody is about to start; undefined before the first step. */
export const draftOf = async ({ session, person }: Asker) => {
  const { form, subject } = forms.campaign()
  const draft = await session.drafts.get(person.id, form, subject)
  return draft && draft.values['isNamed'] === 'yes' ? draft : undefined
}

/** Refuses a choice that nothing fits, and says which part of it to take back; `instead` says how. */
export const refuseNothing = async (
  asker: Asker,
  filter: CampaignFilter,
  now: string,
  instead = 'press Start over and choose again',
): Promise<never> => {
  const none: CampaignFilter = { tiers: [], platforms: [], answers: [], units: [] }
  const parts = [
    { what: 'the risk tier', without: { ...filter, tiers: [] } },
    { what: 'the platform', without: { ...filter, platforms: [] } },
    { what: 'the answers', without: { ...filter, answers: [] } },
    { what: 'the unit', without: { ...filter, units: [] } },
    { what: 'any choice', without: none },
  ]
  let best = { what: '', count: 0 }
  for (const { what, without } of parts) {
    const { count } = await asker.session.campaigns.counted(await meantBy(asker, without, now))
    // All of it is taken back only where no single part is enough.
    if (count > best.count && (without !== none || best.count === 0)) best = { what, count }
  }
  throw new Refusal(
    'invalid',
    best.count > 0
      ? `Nothing that counts fits all of it, so nobody would be asked. Without ${best.what} it would be ${best.count}: ${instead}.`
      : 'Nothing that you may ask about is certified and counts, so nobody would be asked. Nothing was done.',
  )
}
