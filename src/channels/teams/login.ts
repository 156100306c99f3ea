import { z } from 'zod'
import { loginMs, skewMs } from './limits.ts'

/** Where keys and tokens come from, and where calls to a connector go. */
export type Login = {
  /** Describes who signs what Teams sends. */
  readonly metadataUrl: string
  readonly tokenUrl: string
  /** Takes the calls that are meant for a service URL; only tests have one. */
  readonly connectorUrl?: string
}

/** Microsoft's own, for one tenant. */
export const microsoftLogin = (tenantId: string): Login => ({
  metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokenUrl: `https://login.microsoftonline.com/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`,
})

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() })

/**
 * Gets the token for our own calls and keeps it until shortly before its end; whoever asks meanwhile waits for the same one.
 * The library's way keeps tokens for the whole process and looks its authority up at Microsoft, where no test can go.
 */
export const createTokens = (options: {
  readonly url: string
  readonly appId: string
  readonly appPassword: string
  readonly now: () => number
}) => {
  let kept: { readonly token: string; readonly until: number } | undefined
  let asking: Promise<string> | undefined

  const ask = async (): Promise<string> => {
    const response = await fetch(options.url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(loginMs),
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: options.appId,
        client_secret: options.appPassword,
        scope: 'https://api.botframework.com/.default',
      }),
    })
    if (!response.ok) throw new Error(`Microsoft gives no token for this app: ${response.status}`)
    const { access_token: token, expires_in: seconds } = Token.parse(await response.json())
    kept = { token, until: options.now() + seconds * 1000 - skewMs }
    return token
  }

  return {
    get: (): Promise<string> => {
      if (kept && options.now() < kept.until) return Promise.resolve(kept.token)
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    /** The platform would not have it. */
    forget: (): void => {
      kept = undefined
    },
  }
}
export type Tokens = ReturnType<typeof createTokens>
