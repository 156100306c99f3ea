import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** The ids under which both sides of every comparison know each other. */
export const slackTeam = 'T1'
export const slackSecret = 'a-signing-secret'
export const slackToken = 'xoxb-1-bench'
export const teamsApp = '11111111-2222-3333-4444-555555555555'
export const teamsTenant = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'
export const teamsService = 'https://smba.trafficmanager.net/emea/'

/**
 * What lies behind both platforms, on loopback: Slack's Web API as far as it is asked while a form is answered, Microsoft's keys and
 * tokens, and a connector that takes every call. `token` is right for every delivery of Teams.
 */
export const openOutside = async () => {
  const key = await generateKeyPair('RS256', { extractable: true })
  const kid = 'key-1'
  const jwk = { ...(await exportJWK(key.publicKey)), kid, use: 'sig', endorsements: ['msteams'] }

  const replies: Readonly<Record<string, (body: string) => object>> = {
    '/api/auth.test': () => ({
      ok: true,
      team_id: slackTeam,
      user_id: 'UBOT',
      bot_id: 'B1',
      app_id: 'A1',
    }),
    '/api/users.info': (body) => {
      const id = new URLSearchParams(body).get('user') ?? ''
      return {
        ok: true,
        user: {
          id,
          team_id: slackTeam,
          profile: { real_name: `Somebody ${id}` },
          tz: 'Europe/Berlin',
          locale: 'en-GB',
        },
      }
    },
    '/openid': () => ({ issuer: 'https://api.botframework.com', jwks_uri: `${url}/keys` }),
    '/keys': () => ({ keys: [jwk] }),
    '/token': () => ({ token_type: 'Bearer', expires_in: 3600, access_token: 'a-token' }),
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const reply = replies[request.url ?? '']?.(Buffer.concat(chunks).toString('utf8')) ?? { id: 'm1' }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: 'https://api.botframework.com', aud: teamsApp, serviceurl: teamsService }
  const token = await new SignJWT({ ...claims, nbf: now - 60, exp: now + 3600 })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(key.privateKey)
  return {
    url,
    token,
    close: async (): Promise<void> => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type Outside = Awaited<ReturnType<typeof openOutside>>
