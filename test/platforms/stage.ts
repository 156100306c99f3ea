import type { Person } from '../../src/domain/person.ts'
import type { Account } from '../../src/ports/account.ts'
import { createWorkspace } from '../channels/slack/workspace.ts'
import { accountOf, createStage } from '../channels/teams/stage.ts'
import type { Someone } from '../channels/teams/stage.ts'
import { sha256 } from '../../src/hash.ts'
import { wordsOf } from '../card-reader.ts'
import { grantRole } from '../journey.ts'
import { openWorld } from '../world.ts'
import type { PlatformPlayer } from './player.ts'
import { recorded } from './recorded.ts'
import { slackPlayer } from './slack-player.ts'
import { teamsPlayer } from './teams-player.ts'

/** The whole of Assay between a workspace and a tenant: real Bolt, real botbuilder, real requests; only the platforms' side is played. */
export const openPlatforms = async (options: { readonly digests?: boolean } = {}) => {
  const workspace = await createWorkspace()
  // Nobody presses as fast as a test does: what Teams takes in half a minute is counted as if they took their time.
  const began = Date.now()
  const tenant = await createStage({ now: () => began + (Date.now() - began) * 100 })
  const inSlack = recorded(workspace.channel, (address) => `slack:${address['team']}:${address['user']}`)
  const inTeams = recorded(tenant.channel(), (address) => address['account'] ?? '')
  const world = await openWorld({ ...options, channels: [inSlack.channel, inTeams.channel] })

  const settle = async (): Promise<void> => {
    for (let round = 0; round < 2; round += 1) {
      await workspace.channel.settled()
      await tenant.channel().settled()
      await world.deliver.settled()
    }
    world.wait(1)
  }
  const accountsOf = (person: string): Promise<readonly Account[]> =>
    world.read((session) => session.people.accounts(person))
  const onPlatform = async (person: string, platform: string): Promise<string> => {
    const found = (await accountsOf(person)).find(({ account }) => account.startsWith(`${platform}:`))
    if (!found) throw new Error(`${person} has no account in ${platform}`)
    return found.account.split(':')[2] ?? ''
  }

  const slack = (user: 'UDANA' | 'UPAT' | 'UPRIYA') =>
    slackPlayer({
      workspace,
      user,
      shownTo: inSlack.shownTo,
      repaintedFor: inSlack.repaintedFor,
      settle,
      userOf: (person) => onPlatform(person, 'slack'),
    })
  const teams = (person: Someone) =>
    teamsPlayer({
      stage: tenant,
      person,
      shownTo: inTeams.shownTo,
      repaintedFor: inTeams.repaintedFor,
      settle,
      objectIdOf: (person) => onPlatform(person, 'teams'),
    })

  return {
    workspace,
    tenant,
    world,
    settle,
    slack,
    teams,
    /** The id of somebody of the playground. */
    idOf: async (persona: string): Promise<string> =>
      (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? '',
    personOf: async ({ persona, account }: PlatformPlayer): Promise<Person> => {
      const person = await world.read((session) => session.people.byAccount(account))
      if (!person) throw new Error(`${persona} is unknown`)
      return person
    },
    /** Moves the clock to a moment, and lets everything happen and arrive that falls due by then. */
    until: async (at: string): Promise<void> => {
      await world.until(at)
      await settle()
    },
    /** One person of two accounts: Pat in Slack, and Priya of the tenant. Whichever wrote last is written to. */
    link: async (): Promise<{ readonly inSlack: PlatformPlayer; readonly inTeams: PlatformPlayer }> => {
      const [inSlack, inTeams] = [slack('UPAT'), teams('priya')]
      const code = /link ([0-9a-f-]{19})/.exec(wordsOf(await inSlack.says('link')))?.[1] ?? ''
      await inTeams.says(`link ${code}`)
      await inTeams.press('Yes, link them')
      return { inSlack, inTeams }
    },
    /** Ben of the playground has accounts on both platforms, so that their pickers can name him. */
    knowBen: () =>
      world.read(async (session) => {
        const ben = await session.people.byAccount('web:ben')
        if (!ben) throw new Error('nobody is called Ben')
        const accounts = ['slack:T1:UBEN', accountOf('sam')]
        const event = { type: 'settings-changed', subject: ben.id, person: ben.id } as const
        await session.people.save(
          { ...ben, rev: ben.rev + 1, accounts: [...ben.accounts, ...accounts.map(sha256)] },
          [event],
          { now: world.clock.now(), actor: 'system', platform: 'command', programme: { version: 1 } },
        )
        for (const account of accounts)
          await session.people.putAccount({ account, person: ben.id, address: null, lastActiveAt: '' })
      }),
    /** Gives a role to whoever has spoken under that name. */
    appoint: async (name: string, role: string): Promise<void> => {
      const amara = world.people['amara']
      await amara?.says('help')
      await grantRole(world, `${name} ${role}`)
    },
    close: async (): Promise<void> => {
      await settle()
      await world.close()
      await workspace.stop()
      await tenant.dispose()
    },
  }
}
export type Platforms = Awaited<ReturnType<typeof openPlatforms>>
