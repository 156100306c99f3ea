import { askOnce } from '../actions/rollout/ask.ts'
import { rolloutSetting } from '../domain/rollout.ts'
import type { Store } from '../ports/store.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'
import { owe } from './owe.ts'

/** Says at the first start of an installation to whom reminders and digests go until somebody chooses; later starts change nothing. */
export const beginRollout = (store: Store, world: World, scope: 'observe' | 'everyone'): Promise<void> =>
  store.transact(async (session) => {
    const context = contextOf(world, 'system', 'command')
    if ((await session.settings.get(rolloutSetting)) === undefined)
      await session.settings.set(
        rolloutSetting,
        { rollout: { scope }, by: null, at: context.now, asked: scope === 'everyone' },
        { type: 'rollout-set', subject: `setting:${rolloutSetting}`, scope, unit: null, by: null },
        context,
      )
    await askOnce(session, context)
    await owe(session, context, { person: null, posted: undefined, matter: undefined })
  })
