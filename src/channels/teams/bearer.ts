import { z } from 'zod'
import { skewMs, tokenCharacters } from './limits.ts'

/** Who signs what Teams sends; see Microsoft's "Authenticate requests from the Bot Connector service". */
export const issuer = 'https://api.botframework.com'

const Head = z.object({ alg: z.literal('RS256') })
const Claims = z.object({
  iss: z.literal(issuer),
  aud: z.string(),
  exp: z.number(),
  tid: z.string().optional(),
})

/**
 * Whether a header can carry a right token at all. Nothing is verified yet: this only spares the network and the library's memory.
 * The library appends four issuers to a list of the whole process for every new `tid` that it is shown, whoever signed the token,
 * so a foreign one must not reach it; Teams' own tokens have none.
 */
export const couldBeRight = (
  header: string | undefined,
  { appId, tenantId, now }: { readonly appId: string; readonly tenantId: string; readonly now: number },
): boolean => {
  if (header === undefined || header.length > tokenCharacters) return false
  const parts = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(header)
  if (!parts) return false
  if (!Head.safeParse(decode(parts[1])).success) return false
  const claims = Claims.safeParse(decode(parts[2])).data
  return (
    claims !== undefined &&
    claims.aud === appId &&
    claims.exp > (now - skewMs) / 1000 &&
    (claims.tid === undefined || claims.tid === tenantId)
  )
}

/** Refuses claims that are rightly signed and yet not for us: the library also takes tokens of other tenants and of other bots. */
export const pinned =
  (appId: string) =>
  async (claims: readonly { readonly type: string; readonly value: unknown }[]): Promise<void> => {
    const claim = (type: string): unknown => claims.find((one) => one.type === type)?.value
    if (claim('iss') !== issuer || claim('aud') !== appId)
      throw Object.assign(new Error('A token of somebody else'), { statusCode: 401 })
    return Promise.resolve()
  }

/** One part of a token; undefined where it is no JSON. */
const decode = (part: string | undefined): unknown => {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** Whether a fault says that the token itself is wrong, and not that its keys could not be had. */
export const isBadToken = (fault: unknown): boolean =>
  fault instanceof Error &&
  (/^(JsonWebToken|TokenExpired|NotBefore)Error$/.test(fault.name) ||
    ('statusCode' in fault && fault.statusCode === 401))
