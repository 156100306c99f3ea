import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { parse } from 'node:querystring'
import { z } from 'zod'

/** Bolt would take four times as much. */
export const mostBytes = 1024 * 1024
/** https://docs.slack.dev/authentication/verifying-requests-from-slack; Bolt looks at the past alone. */
const clockSeconds = 300

/** What to do with a request: answer it here and now, or hand on what it delivers. */
export type Verdict = { readonly status: number; readonly body?: string } | { readonly delivery: object }
type Type = (typeof types)[number]

const types = ['application/json', 'application/x-www-form-urlencoded'] as const
const json = 'application/json'

/** Whom we work for. The last two are undefined until Slack has told them. */
export type Ours = {
  readonly teamId: string
  readonly appId: string | undefined
  readonly enterpriseId: string | undefined
}

/** Looks at the bytes of a POST before anything else does. `now` is in milliseconds. */
export const judge = (
  headers: IncomingMessage['headers'],
  raw: Buffer | 'too-long',
  { signingSecret, ours, now }: { readonly signingSecret: string; readonly ours: Ours; readonly now: number },
): Verdict => {
  const type = typeOf(headers)
  if (type === undefined) return { status: 415 }
  if (raw === 'too-long') return { status: 413 }
  if (type !== json && isSslCheck(raw)) return { status: 200 }
  if (!isSigned(headers, raw, signingSecret, now)) return { status: 401 }

  const body = opened(raw.toString(), type)
  if (!body || 'ssl_check' in body) return { status: 400 }
  if ('challenge' in body) {
    const asked = Verification.safeParse(body)
    if (asked.success) return { status: 200, body: JSON.stringify({ challenge: asked.data.challenge }) }
  }
  if (!isDelivery(body)) return { status: 400 }
  return isFor(ours, body) ? { delivery: body } : { status: 403 }
}

/** Whether a delivery is meant for this app in this workspace. With a fixed token, Bolt takes what is meant for any. */
export const isFor = (ours: Ours, body: unknown): boolean => {
  const read = Addressed.safeParse(body)
  if (!read.success) return false
  const { team_id, team, api_app_id, enterprise_id, enterprise } = read.data
  const isSame = (known: string | undefined, told: string | null | undefined): boolean =>
    !known || !told || known === told
  return (
    (team_id ?? team?.id) === ours.teamId &&
    isSame(ours.appId, api_app_id) &&
    isSame(ours.enterpriseId, enterprise_id ?? enterprise?.id)
  )
}

/** What Bolt knows how to take; anything else it would leave waiting. */
const Kind = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event_callback'), event: z.looseObject({ type: z.string() }) }),
  z.object({
    type: z.literal('block_actions'),
    actions: z.array(z.object({ action_id: z.string() })).min(1),
  }),
  z.object({ type: z.enum(['view_submission', 'view_closed']), view: z.object({}) }),
])
const isDelivery = (body: object): boolean =>
  'type' in body ? Kind.safeParse(body).success : 'command' in body && typeof body.command === 'string'

const Verification = z.object({ type: z.literal('url_verification'), challenge: z.string().max(1000) })

const Addressed = z.object({
  team_id: z.string().optional(),
  team: z.object({ id: z.string() }).nullish(),
  api_app_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
})

const typeOf = (headers: IncomingMessage['headers']): Type | undefined => {
  const told = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  return types.find((one) => one === told)
}

/** Slack tries a certificate with this and signs nothing then; whatever else rides along is not Slack's. */
const isSslCheck = (raw: Buffer): boolean => {
  if (raw.length > 1000) return false
  const { ssl_check: check, token, ...rest } = parse(raw.toString())
  void token
  return check === '1' && Object.keys(rest).length === 0
}

const isSigned = (headers: IncomingMessage['headers'], raw: Buffer, secret: string, now: number): boolean => {
  const at = headers['x-slack-request-timestamp']
  const given = headers['x-slack-signature']
  if (typeof at !== 'string' || !/^\d{1,12}$/.test(at)) return false
  if (typeof given !== 'string' || !/^v0=[0-9a-f]{64}$/.test(given)) return false
  if (Math.abs(now / 1000 - Number(at)) > clockSeconds) return false
  const right = createHmac('sha256', secret).update(`v0:${at}:`).update(raw).digest()
  return timingSafeEqual(right, Buffer.from(given.slice(3), 'hex'))
}

/** What is delivered; undefined where it is no object, which Bolt 5.1 does not survive. */
const opened = (text: string, type: Type): object | undefined => {
  if (type === json) return objectOf(text)
  const form = parse(text)
  const { payload } = form
  if (typeof payload === 'string') return objectOf(payload)
  return typeof form['command'] === 'string' ? form : undefined
}

const objectOf = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    // Not JSON: the sender is told so.
    return undefined
  }
}
