import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contextOf } from '../../src/bot/context.ts'
import { owe } from '../../src/bot/owe.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Owed } from '../../src/ports/outbox.ts'
import { openRequest } from './deliveries.ts'
import type { TwoPlatforms } from './two-platforms.ts'
import { openTwoPlatforms } from './two-platforms.ts'

let stage: TwoPlatforms
beforeEach(async () => {
  stage = await openTwoPlatforms()
})
afterEach(() => stage.world.close())

describe('a card that is up', () => {
  it('is painted anew once for each press of others, however much that press changes', async () => {
    const { world, slack, says, appoint } = stage
    await appoint(slack, 'U1', 'Sam Hill', 'steward')
    await appoint(slack, 'U2', 'Pat Moss', 'steward')
    await openRequest(world)
    await world.deliver.settled()
    const painting = vi.spyOn(slack, 'replace')
    const paintings = (user: string): number =>
      painting.mock.calls.filter(([{ address }]) => address['user'] === user).length

    await says(slack, 'U1', 'approve APR-1')
    expect(slack.latest('U2')?.card.fallbackText).toContain('Sam Hill')
    expect(paintings('U2')).toBe(1)
  })

  it('shows in the end what was said of it last, though it was said before as well', async () => {
    const { world, slack, says, appoint } = stage
    await appoint(slack, 'U1', 'Sam Hill', 'steward')
    await openRequest(world)
    await world.deliver.settled()
    await says(slack, 'U1', 'status APR-1')
    const context = contextOf(world.world, 'system', 'clock')
    const shown = await world.read(async (session) => {
      const approval = await session.approvals.find('APR-1')
      if (!approval) throw new Error('there is no request')
      const on = {
        subject: 'APR-1',
        approval: 'APR-1',
        certification: 'CRT-1',
        asset: 'AST-1',
        developer: 'dana',
        owner: 'dana',
      }
      const voted = { ...on, type: 'approval-voted', by: 'sam', verdict: 'approve', closes: true } as const
      const post = { ...on, type: 'approval-requested', roles: [], except: [], stage: 1, due: null } as const
      const events = [voted, post, voted] as unknown as readonly Event[]
      const owed: Owed[] = []
      await owe(
        {
          ...session,
          saved: () => events,
          outbox: { ...session.outbox, owe: async (one) => void owed.push(one) },
        },
        context,
        { person: null, posted: undefined, matter: undefined },
      )
      return owed.map(({ content }) => (content as { ref: { show: string } }).ref.show)
    })

    expect(shown.length).toBeGreaterThan(1)
    expect(shown.at(-1)).toBe('request')
  })
})
