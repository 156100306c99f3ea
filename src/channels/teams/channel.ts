import { CloudAdapter, ConfigurationBotFrameworkAuthentication, TeamsInfo, TurnContext } from 'botbuilder'
import type {
  Activity as BotActivity,
  ConversationParameters,
  ConversationReference,
  InvokeResponse,
} from 'botbuilder'
import { createLeased } from '../leased.ts'
import type { Activity } from './activity.ts'
import { isBadToken, issuer, pinned } from './bearer.ts'
import type { Gate, Turn } from './gate.ts'
import { isServiceUrl } from './hosts.ts'
import { createIntake } from './intake.ts'
import { createKnownTokens } from './known-tokens.ts'
import { authenticationMs, lookupMs, stopMs } from './limits.ts'
import { createTokens, microsoftLogin } from './login.ts'
import type { Login, Tokens } from './login.ts'
import { messageOf } from './message.ts'
import { createLookout } from './lookout.ts'
import type { TeamsChannel, TeamsOptions } from './options.ts'
import { createOutgoing } from './outgoing.ts'
import type { Spot, Wire } from './outgoing.ts'
import { createPeople } from './people.ts'
import { createShow } from './show.ts'
import { CallFault, createTransport, noToken } from './transport.ts'
import type { Call, Reply } from './transport.ts'
import { within } from '../within.ts'
import { mentionsIn } from './words.ts'

/** Teams, through Microsoft's last Bot Framework library; nothing outside this file knows of it. Throws where a credential is missing. */
export const createTeamsChannel = (options: TeamsOptions): TeamsChannel => {
  const { appId, appPassword, tenantId, local, now } = options
  const credentials = [appId, appPassword, tenantId]
  // Without an app id the library lets everybody in.
  if (local ? credentials.some((one) => one !== '') : credentials.some((one) => one.trim() === ''))
    throw new Error('Teams needs an app id, its password and a tenant; the local playground none of them')
  const login = options.login ?? microsoftLogin(tenantId)
  const isAllowed = (url: string): boolean => isServiceUrl(url, options)
  const tokens = local ? undefined : createTokens({ url: login.tokenUrl, appId, appPassword, now })
  const leased = createLeased()
  const transport = createTransport({ isAllowed, left: leased.left, instead: login.connectorUrl })
  const adapter = new Adapter(
    new Authentication(
      now,
      settingsOf(options, login),
      credentialsOf(appId, tokens),
      { requiredEndorsements: [], validateClaims: pinned(appId) },
      undefined,
      { httpClient: clientOf(transport, tokens) },
    ),
  )
  const people = createPeople()
  const wire = wireOf(adapter, appId)
  const outgoing = createOutgoing({ ...options, wire, people, leased, isAllowed })
  const intake = createIntake({ ...options, gate: adapter.gate, people })
  let settled = (): Promise<void> => Promise.resolve()
  return {
    name: 'teams',
    start: (answer, remember) => {
      const show = createShow({ outgoing, remember, onFault: options.onFault, local })
      settled = show.settled
      outgoing.open()
      intake.open({ answer, show })
      return Promise.resolve()
    },
    look: createLookout({ wire, isAllowed, now }),
    turn: outgoing.turn,
    send: outgoing.owed.send,
    replace: outgoing.owed.replace,
    stop: async () => {
      await intake.close()
      await within(stopMs, settled())
      outgoing.close()
    },
    intake: intake.take,
    settled: () => settled(),
  }
}

type Given = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>
type Settings = NonNullable<Given[0]>
type Credentials = NonNullable<Given[1]>
type Client = NonNullable<NonNullable<Given[4]>['httpClient']>

const scope = 'https://api.botframework.com'

/** All of it, always: with one of these the library takes the rest from here too. */
const settingsOf = ({ appId, tenantId }: TeamsOptions, { metadataUrl }: Login): Settings => ({
  MicrosoftAppId: appId,
  MicrosoftAppTenantId: tenantId,
  ValidateAuthority: true,
  ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenantId}`,
  ToChannelFromBotOAuthScope: scope,
  ToBotFromChannelTokenIssuer: issuer,
  OAuthUrl: 'https://token.botframework.com',
  ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
  // Emulators sign with a person's own key; nothing that they sign is right here.
  ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
  CallerId: 'urn:botframework:azure',
})

/** Signs our own calls; on loopback there is nothing to sign with, and nobody is asked who they are. */
const credentialsOf = (appId: string, tokens: Tokens | undefined): Credentials => ({
  isValidAppId: (id) => Promise.resolve(id === appId),
  isAuthenticationDisabled: () => Promise.resolve(tokens === undefined),
  createCredentials: () =>
    Promise.resolve({
      signRequest: async (request) => {
        if (!tokens) return request
        const token = await tokens.get().catch((cause: unknown) => {
          throw new CallFault('unsent', { code: noToken }, { cause })
        })
        request.headers.set('authorization', `Bearer ${token}`)
        return request
      },
    }),
})

const clientOf = (transport: (call: Call) => Promise<Reply>, tokens: Tokens | undefined): Client => ({
  sendRequest: async (request) => {
    const { url, method, body } = request
    const headers = request.headers.toJson({ preserveCase: true })
    const call = { url, method, headers, body: typeof body === 'string' ? body : undefined }
    const reply = await transport(call).catch((fault: unknown) => {
      if (fault instanceof CallFault && fault.status === 401) tokens?.forget()
      throw fault
    })
    // Of the headers the library only asks for their JSON.
    const replied = { toJson: () => reply.headers } as unknown as typeof request.headers
    return { request, status: reply.status, headers: replied, bodyAsText: reply.body }
  },
})

/** The keys that a token is held against could not be had: nobody knows whether it is right. */
class KeysAway extends Error {
  override readonly name = 'KeysAway'
}

class Authentication extends ConfigurationBotFrameworkAuthentication {
  readonly #known: ReturnType<typeof createKnownTokens<Awaited<ReturnType<Authentication['look']>>>>

  constructor(now: () => number, ...given: Given) {
    super(...given)
    this.#known = createKnownTokens(now)
  }

  /** The library looks at the header, the channel and the address that the activity names, and at nothing else. */
  override authenticateRequest(activity: BotActivity, authorization: string) {
    const { channelId, serviceUrl } = activity
    return this.#known([authorization, channelId, serviceUrl], () => this.look(activity, authorization))
  }

  private async look(activity: BotActivity, authorization: string) {
    const found = await within(authenticationMs, super.authenticateRequest(activity, authorization)).catch(
      (fault: unknown) => {
        if (isBadToken(fault)) throw fault
        throw new KeysAway('The keys of Teams could not be had', { cause: fault })
      },
    )
    if (!found) throw new KeysAway('The keys of Teams did not come in time')
    return found
  }
}

class Adapter extends CloudAdapter {
  /** The library answers in its own words, to us alone. */
  readonly gate: Gate = async (activity, authorization, answer) => {
    const heard: { isIn: boolean; fault?: unknown } = { isIn: false }
    const nothing = (): undefined => undefined
    const response = {
      socket: undefined,
      header: nothing,
      status: nothing,
      end: nothing,
      send: (fault: unknown): void => {
        heard.fault = fault
      },
    }
    // It changes what it is given, so it gets a copy.
    const request = {
      method: 'POST',
      headers: { authorization },
      body: JSON.parse(JSON.stringify(activity)) as Record<string, unknown>,
    }
    await this.process(request, response, async (context) => {
      heard.isIn = true
      await answer({ text: typedIn(activity), memberOf: (user) => memberOf(context, user) })
    })
    if (heard.isIn) return { kind: 'let-in' }
    return heard.fault === undefined ? { kind: 'bad-token' } : { kind: 'keys-away', fault: heard.fault }
  }

  /** A refused token is answered here already: the library would print its error for each. */
  protected override async processActivity(
    authorization: unknown,
    activity: BotActivity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    try {
      // Of its two forms `process` uses the one with the header.
      return await super.processActivity(authorization as string, activity, logic)
    } catch (fault) {
      return fault instanceof KeysAway ? { status: 503, body: fault } : { status: 401 }
    }
  }
}

/** What was typed without our own name. */
const typedIn = ({ text, entities, recipient }: Activity): string => {
  // A copy of just what it looks at: it writes into it.
  const said = { text: text ?? '', entities: mentionsIn(entities), recipient }
  return TurnContext.removeRecipientMention(said as unknown as BotActivity)
}

const memberOf: (context: TurnContext, user: string) => ReturnType<Turn['memberOf']> = (context, user) =>
  within(
    lookupMs,
    TeamsInfo.getMember(context, user).then(
      ({ id, name }) => ({ user: id, name }),
      // Whoever is picked is mostly not in the conversation.
      () => undefined,
    ),
  )

const wireOf = (adapter: Adapter, appId: string): Wire => {
  const inTurn = async <T>(spot: Spot, work: (context: TurnContext) => Promise<T>): Promise<T> => {
    let done: { readonly value: T } | undefined
    await adapter.continueConversationAsync(appId, referenceOf(spot), async (context) => {
      // Otherwise it replies to a message of an id that it made up.
      context.activity.id = ''
      done = { value: await work(context) }
    })
    if (!done) throw new Error('The library did not do what it was given to do')
    return done.value
  }

  const create = async (
    { serviceUrl, tenant, bot }: Omit<Spot, 'conversation'>,
    more: object,
  ): Promise<string> => {
    let made = ''
    const asked = {
      bot: { id: bot, name: '' },
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
      ...more,
    }
    await adapter.createConversationAsync(
      appId,
      'msteams',
      serviceUrl,
      scope,
      // It asks for more members than a new conversation has.
      asked as unknown as ConversationParameters,
      (context) => {
        made = context.activity.conversation.id
        return Promise.resolve()
      },
    )
    return made
  }

  return {
    member: (spot, user) =>
      inTurn(spot, async (context) => {
        await TeamsInfo.getMember(context, user)
      }),
    post: (spot, message) =>
      inTurn(spot, async (context) => (await context.sendActivity(messageOf(message)))?.id ?? ''),
    update: (spot, id, message) =>
      inTurn(spot, async (context) => {
        await context.updateActivity({ ...messageOf(message), id })
      }),
    openChat: (at, user) => create(at, { isGroup: false, members: [{ id: user }] }),
    publish: (spot, message) =>
      create(spot, {
        isGroup: true,
        channelData: { tenant: { id: spot.tenant }, channel: { id: spot.conversation } },
        activity: messageOf(message),
      }),
  }
}

const referenceOf = ({ serviceUrl, tenant, bot, conversation }: Spot): Partial<ConversationReference> => ({
  channelId: 'msteams',
  serviceUrl,
  bot: { id: bot, name: '' },
  // The rest of a conversation is what the platform tells us, not we it.
  conversation: { id: conversation, tenantId: tenant } as ConversationReference['conversation'],
})
