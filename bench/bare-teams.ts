import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder'
import type { TurnContext } from 'botbuilder'
import { openBare } from './bare.ts'
import { teamsApp, teamsTenant } from './outside.ts'

/**
 * T1: CloudAdapter with the token verified against a local key, one durable transaction of four rows, and `answer` (a card of about 6 KB)
 * inline.
 */
export const openBareTeams = (file: string, answer: string, outside: string): RequestListener => {
  const bare = openBare(file)
  const body = JSON.parse(answer) as object
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      {
        MicrosoftAppId: teamsApp,
        MicrosoftAppTenantId: teamsTenant,
        ValidateAuthority: true,
        ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${teamsTenant}`,
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
        ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
        OAuthUrl: 'https://token.botframework.com',
        ToBotFromChannelOpenIdMetadataUrl: `${outside}/openid`,
        ToBotFromEmulatorOpenIdMetadataUrl: `${outside}/openid`,
        CallerId: 'urn:botframework:azure',
      },
      new ConfigurationServiceClientCredentialFactory({
        MicrosoftAppId: teamsApp,
        MicrosoftAppPassword: 'a-password',
        MicrosoftAppTenantId: teamsTenant,
        MicrosoftAppType: 'SingleTenant',
      }),
    ),
  )

  const turn = async (context: TurnContext): Promise<void> => {
    const { id = '', from } = context.activity
    bare.press(`${from.id} ${id}`, from.id)
    await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } })
  }

  return (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      void adapter.process(
        Object.assign(request, {
          body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as object,
        }) as never,
        expressOf(request, response) as never,
        turn,
      )
    })
  }
}

/** The part of an express response that the library uses. */
const expressOf = (request: IncomingMessage, response: ServerResponse) => ({
  socket: request.socket,
  header: (name: string, value: string) => response.setHeader(name, value),
  status: (code: number) => {
    response.statusCode = code
  },
  send: (sent?: object) => {
    response.setHeader('content-type', 'application/json')
    response.write(JSON.stringify(sent ?? {}))
  },
  end: () => response.end(),
})
