import { expect } from 'vitest'
import type { Someone } from '../../channel.contract.ts'
import { channelContract } from '../../channel.contract.ts'
import { stewards } from './fake-slack.ts'
import { teamId } from './slack-people.ts'
import { createWorkspace } from './workspace.ts'

const users = { dana: 'UDANA', priya: 'UPRIYA' } as const

channelContract('slack', async () => {
  const workspace = await createWorkspace()
  const { slack, channel } = workspace
  const personal = (user: string) => ({ channel: 'slack', team: teamId, user })
  const inTheEnd = async (sending: Promise<unknown>): Promise<void> => {
    await sending
    await channel.settled()
  }
  return {
    channel,
    personalAddress: (person: Someone) => personal(users[person]),
    accountOf: (person: Someone) => `slack:${teamId}:${users[person]}`,
    leave: (person) => slack.leave(users[person]),
    nowhere: personal('UNOBODY'),
    say: (person, key, text, place) =>
      inTheEnd(
        place === 'channel'
          ? workspace.mention(users[person], text, key)
          : workspace.say(users[person], text, key),
      ),
    press: (person, key, posted, verb) =>
      inTheEnd(workspace.press(users[person], slack.dmOf(users[person]), posted.message, verb, { key })),
    sees: (person, place) =>
      Promise.resolve(
        slack.seenBy(users[person], place === 'channel' ? stewards : slack.dmOf(users[person])),
      ),
    dispose: async () => {
      expect(slack.complaints).toEqual([])
      expect(workspace.faults).toEqual([])
      await workspace.stop()
    },
  }
})
