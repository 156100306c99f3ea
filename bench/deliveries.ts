import type { ModalView } from '@slack/types'
import { modalOf } from '../src/channels/slack/blocks.ts'
import { rideKey } from '../src/channels/teams/press.ts'
import type { Card } from '../src/ports/card.ts'
import type { Address } from '../src/ports/channel.ts'
import { buttonsOf, inputsOf } from '../test/card-reader.ts'
import { slackTeam, teamsApp, teamsService, teamsTenant } from './outside.ts'

/** What stands in each delivery and is replaced, so that it is another one each time. */
export const keyMark = 'KEY'

/** Somebody on a platform, and what it sends when they send the form of a card, as JSON with `keyMark` in it. */
export type Sender = {
  readonly account: string
  readonly address: Address
  readonly sends: (card: Card) => string
}

export const slackSender = (nth: number): Sender => {
  const user = `U${String(nth).padStart(4, '0')}`
  return {
    account: `slack:${slackTeam}:${user}`,
    address: { channel: 'slack', team: slackTeam, user },
    sends: (card) => {
      const view = modalOf(card, {})
      return JSON.stringify({
        type: 'view_submission',
        team: { id: slackTeam },
        api_app_id: 'A1',
        user: { id: user, team_id: slackTeam },
        trigger_id: 'trigger',
        view: { id: `V${keyMark}`, hash: 'h1', callback_id: '', ...view, state: { values: chosenIn(view) } },
      })
    },
  }
}

/** The first option of every choice, as Slack tells it. */
const chosenIn = ({ blocks }: ModalView): object =>
  Object.fromEntries(
    blocks.flatMap((block) => {
      if (!('element' in block) || block.element.type !== 'static_select') return []
      const { type, action_id: id = '', options } = block.element
      return [[block.block_id, { [id]: { type, selected_option: options?.[0] } }]]
    }),
  )

export const teamsSender = (nth: number): Sender => {
  const object = `0d0d0d0d-0000-0000-0000-${String(nth).padStart(12, '0')}`
  const account = `teams:${teamsTenant}:${object}`
  const [user, conversation, bot] = [`29:${nth}`, `a:${nth}`, `28:${teamsApp}`]
  return {
    account,
    address: {
      channel: 'teams',
      serviceUrl: teamsService,
      tenant: teamsTenant,
      bot,
      place: 'personal',
      account,
      user,
      conversation,
    },
    sends: (card) => {
      const button = buttonsOf(card).find((one) => one.type === 'Action.Execute')
      if (button?.type !== 'Action.Execute') throw new Error('the card has no button')
      const chosen = [...inputsOf(card)].map(([id, input]) => [
        id,
        input.type === 'Input.ChoiceSet' ? (input.choices[0]?.value ?? '') : '',
      ])
      return JSON.stringify({
        type: 'invoke',
        name: 'adaptiveCard/action',
        id: `in-${keyMark}`,
        channelId: 'msteams',
        serviceUrl: teamsService,
        timestamp: '2026-11-24T09:00:00.000Z',
        localTimestamp: `2026-11-24T10:00:00.000+01:00 ${keyMark}`,
        from: { id: user, name: `Somebody ${nth}`, aadObjectId: object },
        conversation: { id: conversation, conversationType: 'personal', tenantId: teamsTenant },
        recipient: { id: bot, name: 'Assay' },
        channelData: { tenant: { id: teamsTenant } },
        entities: [{ type: 'clientInfo', locale: 'en-GB', timezone: 'Europe/Berlin', platform: 'Web' }],
        value: {
          action: {
            type: 'Action.Execute',
            verb: button.verb,
            data: { ...Object.fromEntries(chosen), [rideKey]: { data: button.data } },
          },
          trigger: 'manual',
        },
      })
    },
  }
}
