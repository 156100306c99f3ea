import type { RequestListener } from 'node:http'
import type { Channel } from '../src/ports/channel.ts'
import { programme, openWorld } from '../test/world.ts'
import { slackSender, teamsSender } from './deliveries.ts'
import { slackSecret, slackTeam, slackToken, teamsApp, teamsTenant } from './outside.ts'

export type Platform = 'slack' | 'teams'

/** As many people as may press at once, each with something of their own. */
const people = 64

const onFault = (fault: unknown, doing: string): string => {
  // Nothing may go wrong while it is measured.
  console.error(doing, fault)
  process.exit(1)
}

const channelOf = async (
  platform: Platform,
  outside: string,
): Promise<Channel & { readonly intake: RequestListener }> => {
  if (platform === 'slack')
    return (await import('../src/channels/slack/channel.ts')).createSlackChannel({
      botToken: slackToken,
      signingSecret: slackSecret,
      teamId: slackTeam,
      apiUrl: `${outside}/api/`,
      now: Date.now,
      onFault,
    })
  return (await import('../src/channels/teams/channel.ts')).createTeamsChannel({
    appId: teamsApp,
    appPassword: 'a-password',
    tenantId: teamsTenant,
    local: false,
    serviceHosts: [],
    now: Date.now,
    onFault,
    login: { metadataUrl: `${outside}/openid`, tokenUrl: `${outside}/token`, connectorUrl: outside },
  })
}

/**
 * Assay with one real platform and its people, each with an asset whose first page of questions is open. Sending that page is what is
 * measured: it is read, kept and committed, and the next page is answered inline. Gives those deliveries as JSON, one per person.
 */
export const openProduct = async (
  platform: Platform,
  file: string,
  outside: string,
): Promise<{ readonly listener: RequestListener; readonly deliveries: readonly string[] }> => {
  const channel = await channelOf(platform, outside)
  const world = await openWorld({ file, channels: [channel] })
  const deliveries: string[] = []
  for (let nth = 1; nth <= people; nth += 1) {
    const sender = platform === 'slack' ? slackSender(nth) : teamsSender(nth)
    const { replace: card } = await world.answer({
      key: `register-${nth}`,
      account: sender.account,
      address: sender.address,
      place: 'personal',
      name: `Somebody ${nth}`,
      kind: 'click',
      verb: 'asset.register',
      data: {},
      values: {
        name: `Calendar${nth} of team${nth}`,
        purpose: `Keeps the days of team${nth} in one place`,
        kind: programme.kinds[0]?.id ?? '',
        platform: programme.platforms[0]?.id ?? '',
      },
    })
    if (!card) throw new Error('nothing was shown')
    // What is alike is shown first: it is another one all the same.
    const { replace: questions } = card.fallbackText.includes('risk questions')
      ? { replace: card }
      : await world.answer({
          key: `anyway-${nth}`,
          account: sender.account,
          address: sender.address,
          place: 'personal',
          kind: 'click',
          verb: 'asset.register-anyway',
          data: {},
          values: {},
        })
    if (!questions?.fallbackText.includes('risk questions')) throw new Error('no questions were shown')
    deliveries.push(sender.sends(questions))
  }
  if (world.faults.length > 0) throw new Error('the product could not be set up', { cause: world.faults })
  return { listener: channel.intake, deliveries }
}
