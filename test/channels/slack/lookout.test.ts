import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Told } from '../../../src/ports/channel.ts'
import type { Trouble } from './slack-troubles.ts'
import { teamId } from './slack-people.ts'
import { listen } from './listener.ts'
import type { Workspace } from './workspace.ts'
import { createWorkspace } from './workspace.ts'

let workspace: Workspace
beforeEach(async () => {
  workspace = await createWorkspace()
  await listen(workspace.channel)
})
afterEach(() => workspace.stop())

const look = (user = 'UDANA', team = teamId): Promise<Told> =>
  workspace.channel.look(`slack:${team}:${user}`, null)

describe('whether somebody is still in Slack', () => {
  test('is asked of Slack, with or without a conversation', async () => {
    expect(await look()).toEqual({ presence: 'there' })
    expect(workspace.slack.called('users.info')).toBe(1)
  })

  test('is a plain no of somebody who was deactivated', async () => {
    workspace.slack.leave('UDANA')

    expect(await look()).toEqual({ presence: 'deactivated' })
  })

  test('is missing where Slack does not know them', async () => {
    workspace.slack.erase('UDANA')

    expect(await look()).toEqual({ presence: 'missing' })
  })

  test('is not told of another workspace, and Slack is not asked', async () => {
    expect(await look('UDANA', 'T9')).toMatchObject({ presence: 'untold' })
    expect(workspace.slack.called('users.info')).toBe(0)
  })

  test.each<[string, Trouble, Told]>([
    ['told to wait', { kind: 'limited', seconds: 7 }, { afterMs: 7_000 }],
    ['broken', { kind: 'status', status: 500 }, { afterMs: 5_000 }],
    ['too slow behind a gateway', { kind: 'status', status: 504 }, { presence: 'untold' }],
    ['cut off', { kind: 'drop', accepted: true }, { presence: 'untold' }],
    ['not allowed to ask', { kind: 'error', error: 'missing_scope' }, { presence: 'untold' }],
    ['not who we were', { kind: 'error', error: 'account_inactive' }, { presence: 'untold' }],
    ['out of order', { kind: 'error', error: 'fatal_error' }, { presence: 'untold' }],
  ])('says nothing about anybody where we are %s', async (_what, trouble, told) => {
    workspace.slack.leave('UDANA')
    workspace.slack.fail('users.info', trouble)

    expect(await look()).toEqual(told)
  })
})
