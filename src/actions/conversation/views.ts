import { addDays, dayOf } from '../../domain/calendar.ts'
import type { Person } from '../../domain/person.ts'
import { termsOf } from '../../domain/person.ts'
import type { Programme, Role } from '../../domain/programme.ts'
import { stateWords } from '../../domain/transition.ts'
import type { ViewOf } from '../../domain/view.ts'
import { roleWords } from '../../domain/role-words.ts'
import { platformName } from '../account/code.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { assetOf, certificationFor, certificationOf, eachOf, nameOf, permit } from '../load.ts'
import type { Look } from '../look.ts'
import { rolloutLine } from '../rollout/views.ts'
import type { Blank } from '../look.ts'
import { ask, typed } from '../look.ts'

export const welcomeView = (look: Look): ViewOf<'welcome'> => ({
  kind: 'welcome',
  name: look.person.name.body,
  organisation: look.programme.organisation,
})

export const settingsView = async (look: Look): Promise<ViewOf<'settings'>> => {
  const { form, subject } = forms.settings()
  const { person } = look
  return {
    kind: 'settings',
    name: person.name.body,
    fields: ask(
      look,
      [
        {
          id: 'zone',
          label: 'Your time zone',
          help: 'By its name, for example Europe/Berlin. Every date is shown in it.',
          most: 60,
          value: person.zone,
        },
        {
          id: 'quietFrom',
          label: 'Quiet from',
          help: 'Reminders wait through these hours, weekends and holidays; requests, answers and decisions come at once.',
          most: 5,
          value: person.quietFrom,
        },
        { id: 'quietTo', label: 'Quiet until', most: 5, value: person.quietTo },
        {
          id: 'digestAt',
          label: 'Reminders at',
          help: 'What waited over night, a weekend or a holiday comes at this time.',
          most: 5,
          value: person.digestAt,
        },
        ...(await reachQuestion(look)),
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
    roles: roleLines(person, look.programme),
    rollout: await rolloutLine(look),
    unit: person.unit,
    platforms: [
      ...new Set((await look.session.people.accounts(person.id)).map(({ account }) => platformName(account))),
    ],
  }
}

/** What the person holds, with its bounds. */
const roleLines = (person: Person, programme: Programme): ViewOf<'settings'>['roles'] =>
  person.roles.flatMap((role) => {
    const line = { role: roleWords(role), lead: role === 'steward' && person.lead }
    const terms = termsOf(person, role)
    if (terms.length === 0) return [{ ...line, until: null, upTo: null, unit: null }]
    return terms.map(({ until, upTo, unit }) => ({
      ...line,
      until: until === null ? null : dayOf(until, programme.workingHours.zone),
      upTo,
      unit,
    }))
  })

/** Where to write to somebody is a question only for those who can be reached in two places. */
const reachQuestion = async ({ session, person }: Look): Promise<readonly Blank[]> => {
  const platforms = new Set(
    (await session.people.accounts(person.id)).map((one) => one.account.split(':')[0]),
  )
  if (!platforms.has('slack') || !platforms.has('teams')) return []
  return [
    {
      id: 'reach',
      label: 'Where I write to you',
      kind: 'choice',
      value: person.reach,
      options: [
        { id: 'last', label: 'Where you were last active' },
        { id: 'slack', label: 'Always in Slack' },
        { id: 'teams', label: 'Always in Teams' },
      ],
    },
  ]
}

export const policyView = (look: Look): ViewOf<'policy'> => {
  const { mandate, title, organisation, version, hash } = look.programme
  return {
    kind: 'policy',
    title,
    organisation,
    version,
    hash,
    goals: mandate.goals,
    riskAppetite: mandate.riskAppetite,
    whoQualifies: mandate.whoQualifies,
    approvedTools: mandate.approvedTools,
    boundaries: mandate.boundaries,
    sponsor: mandate.sponsor,
    coAuthors: mandate.coAuthors,
  }
}

/** Lines of help before "more". */
const firstLines = 5

/** What help may show: every action that has words; `lines` come from the actions themselves. */
export const helpView = (
  look: Look,
  more: boolean,
  lines: readonly { readonly word: string; readonly what: string; readonly roles: readonly Role[] }[],
): ViewOf<'help'> => {
  const mine = lines
    .filter((line) => line.roles.length === 0 || line.roles.some((role) => look.person.roles.includes(role)))
    // What a role is for stands first: it is what the person came for.
    .sort((a, b) => Number(b.roles.length > 0) - Number(a.roles.length > 0))
  const shown = more ? mine : mine.slice(0, firstLines)
  return {
    kind: 'help',
    lines: shown.map(({ word, what }) => ({ word, what })),
    more,
    hidden: mine.length - shown.length,
    place: look.place,
    roles: look.person.roles.map(roleWords),
  }
}

export const searchView = async (look: Look, words: string): Promise<ViewOf<'search'>> => {
  const found = words === '' ? [] : await look.session.assets.search(words, 5)
  const results = await eachOf(found, async ({ asset: id }) => {
    const asset = await assetOf(look.session, id)
    const certification = await certificationFor(look.session, asset)
    return {
      asset: id,
      name: asset.name.body,
      owner: await nameOf(look.session, asset.owner),
      state: certification ? stateWords[certification.state] : 'registered',
      way: { title: 'Open', what: 'asset', id, part: '' },
    }
  })
  return { kind: 'search', words, results }
}

export const draftReminderView = async (look: Look, id: string): Promise<ViewOf<'draft-reminder'>> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  return {
    kind: 'draft-reminder',
    ...(await headed(look, certification)),
    since: certification.since,
    lapses: addDays(look.now, look.programme.draft.lapseAfterDays - look.programme.draft.askAfterDays),
  }
}
