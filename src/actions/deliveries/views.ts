import { z } from 'zod'
import { can } from '../../domain/person.ts'
import type { Ref } from '../../domain/ref.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ViewOf } from '../../domain/view.ts'
import type { Undelivered } from '../../ports/outbox.ts'
import type { Session } from '../../ports/store.ts'
import { eachOf, nameOf } from '../load.ts'
import type { Look } from '../look.ts'

type Deliveries = ViewOf<'deliveries'>

/** Messages on one card; the rest is counted. */
const lines = 5

/** What reached nobody: to whom, what it was about and why; never what it says. */
export const deliveriesView = async (look: Look): Promise<Deliveries> => {
  if (!can(look.person, { deed: 'delivery.decide' }))
    throw new Refusal('not-allowed', 'Looking after messages that reached nobody needs the admin role.')
  const { undelivered: count } = await look.session.outbox.figures(look.now)
  return {
    kind: 'deliveries',
    count,
    messages: await linesOf(look.session, await look.session.outbox.undelivered(lines)),
  }
}

/** The line in an administrator's inbox. */
export const undeliveredNeeds = async (look: Look): Promise<ViewOf<'home'>['needs']> => {
  if (!can(look.person, { deed: 'delivery.decide' })) return []
  const { undelivered: count } = await look.session.outbox.figures(look.now)
  if (count === 0) return []
  return [
    {
      reference: 'Deliveries',
      name: count === 1 ? 'a message reached nobody' : `${count} messages reached nobody`,
      what: count === 1 ? 'resend it or drop it' : 'resend or drop them',
      due: null,
      way: { title: 'Have a look', what: 'deliveries', id: '', part: '' },
    },
  ]
}

/** Each message as a line: who it was for and what it was about. */
export const linesOf = (
  session: Session,
  messages: readonly Undelivered[],
): Promise<Deliveries['messages']> =>
  eachOf(messages, async (one) => ({
    message: one.id,
    to: 'person' in one.to ? await nameOf(session, one.to.person) : 'A channel',
    about: aboutOf(one.content),
    why: one.why,
    at: one.at,
  }))

const Content = z.object({
  ref: z.looseObject({
    show: z.string(),
    certification: z.string().optional(),
    approval: z.string().optional(),
    asset: z.string().optional(),
  }),
})

/** What somebody was to get, in a few words. */
const names: Readonly<Partial<Record<Ref['show'], string>>> = {
  request: 'the request to decide',
  post: 'the announcement of the request',
  certificate: 'the certificate',
  outcome: 'the decision on',
  confirm: 'the question to confirm a step',
  rate: 'the question for feedback',
  'draft-reminder': 'the reminder of the draft',
  'role-request': 'the request to confirm a role',
  'role-end': 'the end of a role',
  'owner-asked': 'a question to the owner',
  unmanned: 'the word that nobody can decide',
  deliveries: 'the word that messages reached nobody',
}

const aboutOf = (content: unknown): string => {
  const ref = Content.safeParse(content).data?.ref
  if (!ref) return 'a message'
  const known: Readonly<Record<string, string>> = names
  const id = ref.approval ?? ref.certification ?? ref.asset
  return `${known[ref.show] ?? 'a card'}${id === undefined ? '' : ` ${id}`}`
}
