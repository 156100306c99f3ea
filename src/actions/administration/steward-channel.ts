import { can } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Address } from '../../ports/channel.ts'
import type { Session } from '../../ports/store.ts'
import { action, noInputs, nothing } from '../action.ts'
import { admins } from './role.ts'

/** The setting under which the steward channel's address stands. */
const stewardChannel = 'steward-channel'

/** Where the stewards have a channel, its address. */
export const stewardAddress = async ({ settings }: Session): Promise<Address | undefined> => {
  const address = await settings.get(stewardChannel)
  return isAddress(address) ? address : undefined
}

const isAddress = (value: unknown): value is Address =>
  typeof value === 'object' && value !== null && 'channel' in value

/** Typed by an administrator in a channel: requests are announced there from now on, for awareness. */
export const useChannel = action('channel.use-for-stewards', {
  carries: nothing,
  asks: noInputs,
  words: ['use this channel for stewards'],
  help: 'announce requests in this channel: use this channel for stewards',
  roles: ['admin'],
  run: async (scope) => {
    if (!can(scope.person, { deed: 'channel.set' }))
      throw new Refusal(
        'not-allowed',
        `Choosing the steward channel needs the admin role. ${await admins(scope)}`,
      )
    if (scope.place === 'personal')
      throw new Refusal(
        'wrong-place',
        'This is our own conversation. Type it in the channel that the stewards should watch.',
      )
    const before = await scope.session.settings.get(stewardChannel)
    await scope.session.settings.set(
      stewardChannel,
      scope.address,
      {
        type: 'steward-channel-set',
        subject: `setting:${stewardChannel}`,
        channel: scope.context.hash(scope.address),
      },
      scope.context,
    )
    return {
      ref: {
        show: 'line',
        title: 'This is the steward channel now',
        sentence: `Each new request is announced here in one line, so that everybody sees what is open. Who has to decide is asked directly.${before === undefined || scope.context.hash(before) === scope.context.hash(scope.address) ? '' : ' The channel that was the steward channel before is not told any more.'}`,
        tone: 'good',
        ways: [],
      },
      as: 'new',
      audience: 'here',
    }
  },
})
