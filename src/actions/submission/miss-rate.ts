import type { Look } from '../look.ts'

/** How often a look at a sample found something. */
export const missRate = async ({ session }: Pick<Look, 'session'>): Promise<string> => {
  const { looked, found } = await session.journal.samples()
  if (looked === 0) return ''
  return `Samples: ${looked} looked at, something found at ${found} (${Math.round((found / looked) * 100)} %).`
}
