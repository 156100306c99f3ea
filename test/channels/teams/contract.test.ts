import { channelContract } from '../../channel.contract.ts'
import type { Someone } from '../../channel.contract.ts'
import {
  accountOf,
  activityOf,
  chatOf,
  createStage,
  personalAddress,
  pressOf,
  stewards,
  tenantId,
  userOf,
} from './stage.ts'

/** The same key is the same moment: what Teams sends again says the same time. */
const moment = (key: string): string => `2026-11-24T09:00:00.${key.slice(-3)}Z`

channelContract('Teams', async () => {
  const stage = await createStage()
  const { fake } = stage
  // Cards alone: the line in a channel that an answer went to the person's own chat is none.
  const textsIn = (conversation: string): string[] =>
    fake.messages(conversation).flatMap(({ text, card }) => (card === undefined ? [] : [text]))
  return {
    channel: stage.channel(),
    personalAddress,
    accountOf,
    leave: (person) => fake.leave(userOf(person)),
    nowhere: { ...personalAddress('sam'), conversation: 'a:nobody', account: `teams:${tenantId}:nobody` },
    say: async (person, key, text, place = 'personal') => {
      await stage.deliver(activityOf(person, place, { text, localTimestamp: moment(key) }))
      await fake.quiet()
    },
    press: async (person, key, posted, verb) => {
      await stage.deliver(pressOf(person, posted, verb, { localTimestamp: moment(key) }))
      await fake.quiet()
    },
    // What is only for one person in a channel, Teams shows them in their own chat.
    sees: (person: Someone, place) =>
      Promise.resolve([
        ...(place === 'channel' ? [...textsIn(stewards), ...textsIn(`${stewards};messageid=root1`)] : []),
        ...textsIn(chatOf(person)),
      ]),
    dispose: stage.dispose,
  }
})
