import type { Asset } from '../src/domain/asset.ts'
import type { Certification } from '../src/domain/certification.ts'
import type { PeriodicReview } from '../src/domain/periodic-review.ts'
import type { Store } from '../src/ports/store.ts'

type Change = {
  readonly owner: string
  readonly certification?: Partial<Certification>
  readonly asset?: Partial<Asset>
}

/** Puts further certified things into the register, like CRT-1, as if each had gone the whole way; from CRT-101 on. */
export const multiply = async (
  store: Store,
  now: string,
  changes: readonly Change[],
  first = 101,
): Promise<readonly string[]> => {
  const stamp = { now, actor: 'system', platform: 'command', programme: { version: 1 } } as const
  const ids: string[] = []
  for (const [index, change] of changes.entries()) {
    const number = first + index
    const [id, asset] = [`CRT-${number}`, `AST-${number}`]
    await store.transact(async (session) => {
      const model = await session.certifications.find('CRT-1')
      const thing = model && (await session.assets.find(model.asset))
      if (!model || !thing) throw new Error('there is no CRT-1 to go by')
      const { owner } = change
      const made = { certification: id, asset, developer: owner, owner }
      await session.assets.save(
        {
          ...thing,
          ...change.asset,
          id: asset,
          rev: 1,
          certification: id,
          owner,
          developer: owner,
          listed: null,
        },
        [{ type: 'asset-registered', subject: asset, asset, owner, developer: owner }],
        stamp,
      )
      await session.certifications.save(
        {
          ...model,
          ...change.certification,
          id,
          rev: 1,
          asset,
          owner,
          developer: owner,
          verify: number.toString(16).padStart(32, '0'),
        },
        [{ type: 'certification-drafted', subject: id, ...made }],
        stamp,
      )
    })
    ids.push(id)
  }
  return ids
}

/** Whether its owner was told of every campaign that asks for it. */
export const isTold = ({ campaigns }: PeriodicReview): boolean =>
  campaigns.every(({ answer, told }) => answer !== 'open' || told !== null)
