import type { Account } from '../../src/ports/account.ts'
import { createWorkspace } from '../channels/slack/workspace.ts'
import { accountOf, createStage } from '../channels/teams/stage.ts'
import type { Someone } from '../channels/teams/stage.ts'
import { sha256 } from '../../src/hash.ts'
import { grantRole } from '../journey.ts'
import { openWorld } from '../world.ts'
import { recorded } from './recorded.ts'
import { slackPlayer } from './slack-player.ts'
import { teamsPlayer } from './teams-player.ts'

/** The whole of Assay between a workspace and a tenant: real Bolt, real botbuilder, real requests; only the platforms' side is played. */
export const openPlatforms = async () => {
  const workspace = await createWorkspace()
  // Nobody presses as fast as a test does: what Teams takes in half a minute is counted as if they took their time.
  const began = Date.now()
  const tenant = await createStage({ now: () => began + (Date.now() - began) * 100 })
  const inSlack = recorded(workspace.channel, (address) => `slack:${address['team']}:${address['user']}`)
  const inTeams = recorded(tenant.channel(), (address) => address['account'] ?? '')
  const world = await openWorld({ channels: [inSlack.channel, inTeams.channel] })

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

  return {
    workspace,
    tenant,
    world,
    settle,
    slack: (user: 'UDANA' | 'UPAT') =>
      slackPlayer({
        workspace,
        user,
        shownTo: inSlack.shownTo,
        settle,
        userOf: (person) => onPlatform(person, 'slack'),
      }),
    teams: (person: Someone) =>
      teamsPlayer({
        stage: tenant,
        person,
        shownTo: inTeams.shownTo,
        settle,
        objectIdOf: (person) => onPlatform(person, 'teams'),
      }),
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
