import { z } from 'zod'
import type { Context } from '../domain/context.ts'
import type { Person } from '../domain/person.ts'
import type { Role } from '../domain/programme.ts'
import type { Ref } from '../domain/ref.ts'
import type { Address, Place } from '../ports/channel.ts'
import type { Session } from '../ports/store.ts'

/** What every action may use while it runs: one session, one context whose actor is `person`. */
export type Scope = {
  readonly session: Session
  readonly context: Context
  readonly person: Person
  readonly place: Place
  /** Where it was said or pressed. */
  readonly address: Address
  /** The account with which it was said or pressed. */
  readonly account: string
  /** Who was mentioned under this name, where the platform told whose account that is. */
  readonly mentioned: (name: string) => Promise<Person | undefined>
}

/** What an action came to: what to show, and whether in place of the card that was pressed. */
export type Shown = {
  readonly ref: Ref
  /** `new` leaves the pressed card as it is and answers with another. Default: in place. */
  readonly as?: 'replace' | 'new'
  /** `here`: it is nobody's own, so in a shared place everybody may read it. Default there: only whoever asked. */
  readonly audience?: 'here'
  /** Cards of theirs about another matter that show at once what they have said. */
  readonly repaints?: { readonly matter: string; readonly ref: Ref }
}

/** What somebody typed, after the word itself: `reject CRT-12 not yet` gives "CRT-12 not yet". */
export type Typed<Carries, Asks> = (
  rest: string,
  scope: Scope,
) => Promise<{ readonly carries: Carries; readonly asks: Asks } | Ref>

/** A button as a template binds it: the verb and the data that ride in it. */
export type Button = { readonly verb: string; readonly data: Readonly<Record<string, string | number>> }

type Flat = Readonly<Record<string, string | number>>

export type Action<Carries extends Flat = Flat, Asks = unknown> = {
  /** Wire name, `noun.verb`; it never changes. */
  readonly name: string
  readonly carries: z.ZodType<Carries>
  readonly asks: z.ZodType<Asks>
  /** The typed twins, the first is the one that help shows; none where the thing is only reached from a card. */
  readonly words: readonly string[]
  readonly formerNames: readonly string[]
  /** The line in help; '' keeps it out. */
  readonly help: string
  /** Shown in help only to holders of one of these roles; empty: to everybody. */
  readonly roles: readonly Role[]
  readonly typed?: Typed<Carries, Asks>
  /** Names the form whose typed values are kept as a draft until it succeeds, and the card that shows them again. */
  readonly form?: (carries: Carries) => {
    readonly form: string
    readonly subject: string
    readonly again: Ref
  }
  readonly run: (scope: Scope, carries: Carries, asks: Asks) => Promise<Shown>
  readonly with: (carries: Carries) => Button
}

/** Nothing rides in the button. */
export const nothing = z.strictObject({})
/** No input is asked. Inputs that happen to be on the card are ignored. */
export const noInputs = z.object({})
/** Inputs whose ids the policy names: read by `form.readFields`. */
export const anyInputs = z.record(z.string(), z.string())

/** Makes an action: what people can do, in one object, so that buttons, words and help cannot drift apart. */
export const action = <Carries extends Flat, Asks>(
  name: string,
  parts: Pick<Action<Carries, Asks>, 'carries' | 'asks' | 'run'> &
    Partial<Pick<Action<Carries, Asks>, 'words' | 'formerNames' | 'help' | 'roles' | 'typed' | 'form'>>,
): Action<Carries, Asks> => ({
  words: [],
  formerNames: [],
  help: '',
  roles: [],
  ...parts,
  name,
  with: (carries) => ({ verb: name, data: parts.carries.parse(carries) }),
})
