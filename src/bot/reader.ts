import type { Look } from '../actions/look.ts'
import { noFault } from '../actions/look.ts'
import { present } from '../actions/present.ts'
import type { Context } from '../domain/context.ts'
import { newcomer } from '../domain/membership.ts'
import type { Person } from '../domain/person.ts'
import type { Ref } from '../domain/ref.ts'
import { Refusal } from '../domain/refusal.ts'
import type { View } from '../domain/view.ts'
import type { Session } from '../ports/store.ts'

/** A channel reads as a stranger does: nothing is shown to it that needs somebody's rights. */
export const stranger = (context: Context): Person =>
  newcomer(
    { id: '', name: 'Everybody', zone: context.programme.workingHours.zone, locale: 'en', account: null },
    context,
  )

/** How somebody, or a channel, looks at a card that they did not just press. */
export const lookAs = (session: Session, context: Context, person: Person | undefined): Look => ({
  session,
  programme: context.programme,
  now: context.now,
  person: person ?? stranger(context),
  place: person ? 'personal' : 'channel',
  fault: noFault,
})

/** What a reference shows now; undefined where the reader may not see it or there is nothing any more. */
export const seen = (look: Look, ref: Ref): Promise<View | undefined> =>
  present(look, ref).catch((refused: unknown) => {
    if (refused instanceof Refusal) return undefined
    throw refused
  })
