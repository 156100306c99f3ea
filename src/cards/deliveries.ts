import { drop } from '../actions/deliveries/drop.ts'
import { resend } from '../actions/deliveries/resend.ts'
import { home } from '../actions/conversation/home.ts'
import { moment } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { capital, plural } from './words.ts'

export const deliveriesCard = card('deliveries', {
  line: (view) =>
    view.count === 0
      ? headline(view)
      : `${headline(view)} Type deliveries to see which and why, deliveries resend or deliveries drop and a number to decide.`,
  fields: (view, reader) => ({
    headline: headline(view),
    hint:
      view.count === 0
        ? 'Nothing to do here.'
        : 'Resend one when the reason is gone, for example once the person has written to Assay again. Drop what nobody needs any more.',
    messages: view.messages.map((one) => ({
      name: `${one.message} · ${one.to} · ${one.about}`,
      what: deliveryWords(one, reader),
      resend: resend.with({ message: one.message }),
      drop: drop.with({ message: one.message }),
    })),
    hasMore: view.count > view.messages.length,
    more: `And ${view.count - view.messages.length} older. They move up as you decide.`,
    inbox: home.with({}),
    footer: 'For administrators. I write of it by myself once a day at most.',
  }),
})

type Deliveries = ViewOf<'deliveries'>

const headline = ({ count }: Deliveries): string =>
  count === 0
    ? 'Every message reached somebody, or was dropped.'
    : `${capital(plural(count, 'message'))} reached nobody.`

/** Why a message reached nobody, and since when that is clear. */
export const deliveryWords = (
  { why, at }: Pick<Deliveries['messages'][number], 'why' | 'at'>,
  reader: Pick<Reader, 'zone' | 'now'>,
): string => `${whys[why]} ${moment(at, reader)}.`

const whys: Readonly<Record<Deliveries['messages'][number]['why'], string>> = {
  nobody: 'There is nobody to write to: Assay was blocked, or the account is gone.',
  tried: 'It was tried for a day, and the platform did not take it.',
  unknown: 'It may or may not have arrived: the platform did not say.',
}
