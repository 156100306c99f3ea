import { drainSetting, portionsOf, readDrained } from '../../domain/drain.ts'
import type { Person } from '../../domain/person.ts'
import type { Programme } from '../../domain/programme.ts'
import type { Rollout } from '../../domain/rollout.ts'
import type { ToTell } from '../../ports/campaigns.ts'
import type { Session } from '../../ports/store.ts'
import { eachOf } from '../load.ts'
import { lookAt, mayHear } from './drain.ts'

/** So much of the queue is looked through, a part at a time: further behind stands what comes weeks later. */
const looked = 1000
const page = 100

export type ToHear = { readonly row: ToTell; readonly person: Person; readonly at: string }

type Look = { readonly session: Session; readonly programme: Programme; readonly now: string }

/** Who would be told of what waits for its turn, and when, up to `until`, if the rollout were this one. Nothing is told by it. */
export const toldUntil = async (
  { session, programme, now }: Look,
  rollout: Rollout,
  until: string,
): Promise<readonly ToHear[]> => {
  if (rollout.scope === 'observe') return []
  const drained = readDrained(await session.settings.get(drainSetting))
  const times = portionsOf({ waiting: 0, many: looked }, drained, now, programme).filter((at) => at < until)
  const found: ToHear[] = []
  let after: ToTell | null = null
  for (let seen = 0; seen < looked && found.length < times.length; seen += page) {
    const rows: readonly ToTell[] = await session.telling.page(after, page)
    for (const waiting of await eachOf(rows, (row) => lookAt(session, row, now))) {
      const at = times[found.length]
      if (at !== undefined && waiting.person !== undefined && mayHear(waiting, rollout))
        found.push({ row: waiting.row, person: waiting.person, at })
    }
    after = rows.at(-1) ?? null
    if (rows.length < page) break
  }
  return found
}
