import type { Event } from './event.ts'
import { deliveriesMatter } from './matter.ts'
import type { Ref } from './ref.ts'

type DeliveryEvent = Extract<
  Event,
  { readonly type: 'messages-undelivered' | 'message-resent' | 'message-dropped' }
>
type To = { readonly role: 'admin'; readonly except: readonly string[] } | { readonly copies: true }

/** Who is told of messages that reached nobody: the administrators, on one card that shows how things are now. */
export const deliveryNotices = <Notice>(
  event: DeliveryEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] =>
  event.type === 'messages-undelivered'
    ? [owe({ role: 'admin', except: [] }, { show: 'deliveries' }, deliveriesMatter)]
    : [owe({ copies: true }, { show: 'deliveries' }, deliveriesMatter)]
