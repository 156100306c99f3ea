import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { bytesOf } from '../bytes.ts'
import { Activity } from './activity.ts'
import { couldBeRight } from './bearer.ts'
import type { Hosts } from './hosts.ts'
import { isServiceUrl } from './hosts.ts'
import { isOurs } from './identity.ts'
import { bodyBytes } from './limits.ts'

export type Rules = Hosts & {
  readonly appId: string
  readonly tenantId: string
  readonly now: () => number
}

export type Guarded =
  | { readonly ok: true; readonly activity: Activity }
  | { readonly ok: false; readonly status: number; readonly reason: string }

/** The channels of the platform; the playground calls itself by either name. */
const channelIds = ['msteams']
const localChannelIds = ['msteams', 'emulator']

/** Everything that can be refused without asking anybody, cheapest first. What passes is not authenticated yet. */
export const guard = async (request: IncomingMessage, rules: Rules): Promise<Guarded> => {
  if (request.method !== 'POST') return refused(405, 'Only POST is taken here.')
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return refused(415, 'Only application/json is taken here.')
  const { appId, tenantId, local } = rules
  if (!local && !couldBeRight(request.headers.authorization, { appId, tenantId, now: rules.now() }))
    return refused(401, 'Not authorised.')

  const raw = await bytesOf(request, bodyBytes)
  if (raw === 'too-long') return refused(413, 'Too large.')
  if (raw === 'hung-up') throw new Error('Whoever sent it hung up')
  const read = Activity.safeParse(jsonOf(raw))
  if (!read.success) return refused(400, 'Not an activity.')
  const activity = read.data
  if (!(local ? localChannelIds : channelIds).includes(activity.channelId))
    return refused(403, 'Not a channel that is served here.')
  if (!isServiceUrl(activity.serviceUrl, rules)) return refused(403, 'Not a service that is known here.')
  if (!local && !isOurs(activity, tenantId)) return refused(403, 'Not a tenant that is served here.')
  return { ok: true, activity }
}

/** The JSON of some bytes; undefined where they are none. */
const jsonOf = (raw: Buffer): unknown => {
  if (!isUtf8(raw)) return undefined
  try {
    return JSON.parse(raw.toString())
  } catch {
    return undefined
  }
}

const refused = (status: number, reason: string): Guarded => ({ ok: false, status, reason })
