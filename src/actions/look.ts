import type { Person } from '../domain/person.ts'
import { isAmong } from '../domain/person.ts'
import type { Programme } from '../domain/programme.ts'
import type { Asked } from '../domain/view-parts.ts'
import type { Place } from '../ports/channel.ts'
import type { Session } from '../ports/store.ts'
import { most } from './load.ts'

/** Who looks at a card, when, and what was wrong with what they had just typed. */
export type Look = {
  readonly session: Session
  readonly programme: Programme
  readonly now: string
  readonly person: Person
  readonly place: Place
  readonly fault: { readonly sentence: string; readonly fields: Readonly<Record<string, string>> }
}

export const noFault = { sentence: '', fields: {} }

/** A question of a card before it is filled: what was typed, chosen or wrong is added by `ask`. */
export type Blank = Partial<Asked> & Pick<Asked, 'id' | 'label'>

/** Fills a card's inputs with what was typed before and with what was wrong about it. */
export const ask = (
  look: Look,
  blanks: readonly Blank[],
  values: Readonly<Record<string, string>>,
): readonly Asked[] =>
  blanks.map((blank) => ({
    help: '',
    kind: 'line',
    most: 200,
    options: [],
    ...blank,
    value: values[blank.id] ?? blank.value ?? '',
    error: look.fault.fields[blank.id] ?? '',
  }))

/** People to choose from, by name. */
export const peopleOptions = async (
  look: Pick<Look, 'session'>,
  except: readonly string[] = [],
): Promise<Asked['options']> =>
  withAccounts(
    look,
    (await look.session.people.list(most)).filter((person) => !isAmong(person, except)),
  )

const withAccounts = async (
  { session }: Pick<Look, 'session'>,
  people: readonly Person[],
): Promise<Asked['options']> => {
  const accounts = Map.groupBy(
    await session.people.accountsOf(people.map((person) => person.id)),
    (account) => account.person,
  )
  return people.map((person) => ({
    id: person.id,
    label: person.name.body,
    accounts: (accounts.get(person.id) ?? []).map(({ account }) => account),
  }))
}

/** What was typed into a form and not sent yet. */
export const typed = async (
  look: Look,
  form: string,
  subject: string,
): Promise<Readonly<Record<string, string>>> =>
  (await look.session.drafts.get(look.person.id, form, subject))?.values ?? {}
