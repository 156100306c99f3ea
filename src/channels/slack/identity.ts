import type { WebClient } from '@slack/web-api'

/** Who the bot is in the workspace that its token belongs to. */
export type Identity = {
  readonly teamId: string
  readonly botUserId: string | undefined
  readonly botId: string | undefined
  readonly appId: string | undefined
  readonly enterpriseId: string | undefined
}

export type Bot = {
  /** Asks Slack once; where that fails, the next call asks again. */
  readonly identity: () => Promise<Identity>
  /** What is known by now. */
  readonly known: () => Identity | undefined
}

/** Finds out who the bot is when that is first needed, never at construction. */
export const createBot = (client: WebClient): Bot => {
  let asked: Promise<Identity> | undefined
  let known: Identity | undefined
  const ask = async (): Promise<Identity> => {
    const told = await client.auth.test()
    known = {
      teamId: told.team_id ?? '',
      botUserId: told.user_id,
      botId: told.bot_id,
      appId: told.app_id,
      enterpriseId: told.enterprise_id,
    }
    return known
  }

  return {
    identity: () => {
      asked ??= ask().catch((cause: unknown) => {
        asked = undefined
        throw new Error('Slack does not say whose token this is', { cause })
      })
      return asked
    },
    known: () => known,
  }
}
