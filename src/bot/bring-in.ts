import type { Weighed } from '../actions/existing/bring-in.ts'
import { bringIn, weigh } from '../actions/existing/bring-in.ts'
import { readCsv } from '../csv.ts'
import type { Listed, ListFault } from '../domain/asset-list.ts'
import { nobodyYet } from '../domain/brought-in.ts'
import { readList } from '../domain/asset-list.ts'
import { sha256 } from '../hash.ts'
import type { Store } from '../ports/store.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'
import { owe } from './owe.ts'

/** Lines that come in with one commit: a larger one would keep the running Assay from writing for longer than it waits. */
const chunk = 50

/** What a list comes to, before anything is written. */
export type DryRun = {
  readonly lines: number
  readonly faults: readonly ListFault[]
  readonly weighed: readonly Weighed[]
}

/**
 * Brings a list of what is there already into the register: `look` says what would happen, `apply` does it, in several commits. One that
 * was cut short is simply applied again.
 */
export const createBringIn = ({ store, world }: { readonly store: Store; readonly world: World }) => ({
  look: async (text: string, days: number): Promise<DryRun> => {
    const { listed, faults } = readList(readCsv(text), days, world.programme())
    const weighed: Weighed[] = []
    for (const lines of chunks(listed))
      weighed.push(...(await store.transact((session) => weigh(session, sha256, lines))))
    return { lines: listed.length + new Set(faults.map(({ line }) => line)).size, faults, weighed }
  },

  apply: async ({ weighed }: DryRun): Promise<number> => {
    // What is one person's comes in together, and they hear of it once: with the last of it.
    const fresh = weighed.filter(({ fate }) => fate === 'new')
    const lines = [...Map.groupBy(fresh, ({ owner }) => owner?.id).values()].flat()
    const lastOf = new Map(lines.map(({ owner }, index) => [owner?.id ?? nobodyYet, index]))
    let came = 0
    for (let from = 0; from < lines.length; from += chunk)
      came += await store.transact(async (session) => {
        const context = contextOf(world, 'system', 'command')
        const isLast = (owner: string): boolean => (lastOf.get(owner) ?? 0) < from + chunk
        const some = lines.slice(from, from + chunk).map(({ listed }) => listed)
        const count = await bringIn(session, context, some, isLast)
        await owe(session, context, { person: null, posted: undefined, matter: undefined })
        return count
      })
    return came
  },
})

const chunks = (lines: readonly Listed[]): readonly (readonly Listed[])[] =>
  Array.from({ length: Math.ceil(lines.length / chunk) }, (_, index) =>
    lines.slice(index * chunk, (index + 1) * chunk),
  )
