import { beforeEach, describe, expect, test } from 'vitest'
import * as a from '../things.ts'
import type { Room } from './room.ts'

/** The register, searched by words as people type them. */
export const searchContract = ({ store, look }: Room): void => {
  describe('search', () => {
    beforeEach(async () => {
      const register = [
        ['AST-1', 'Team leave calendar', 'Shows who of the team is away and when'],
        ['AST-2', 'Stock count', 'Counts what is in the shelves with a service account'],
        ['AST-3', 'Überstunden-Liste', 'Collects the hours that were worked in addition'],
        ['AST-4', 'Café orders', 'Orders for the café'],
        ['AST-5', 'Expense report', 'Sums up the expenses of a trip'],
      ] as const
      await store.transact(async (session) => {
        for (const [id, name, purpose] of register)
          await session.assets.save(a.asset(id, name, purpose), [a.registered(id)], a.stamp)
      })
    })
    const search = (words: string, most = 5) => look((session) => session.assets.search(words, most))
    const first = async (words: string) => (await search(words))[0]?.asset

    test.each([
      ['leave calender', 'AST-1'],
      ['calandar', 'AST-1'],
      ['clalendar', 'AST-1'],
      ['cal', 'AST-1'],
      ['STOCK', 'AST-2'],
      ['stok', 'AST-2'],
      ['uberstunden', 'AST-3'],
      ['überstunden liste', 'AST-3'],
      ['cafe', 'AST-4'],
      ['expence reports', 'AST-5'],
      ['a calendar that shows when people of my team are on leave', 'AST-1'],
    ])('finds for "%s" %s', async (words, id) => {
      expect(await first(words)).toBe(id)
    })

    test('says which words matched, as they are written', async () => {
      expect(await search('leave calender', 1)).toEqual([{ asset: 'AST-1', matched: ['leave', 'calendar'] }])
      expect((await search('uberstunden'))[0]?.matched).toEqual(['Überstunden'])
    })

    test.each([
      ['nothing', ''],
      ['blanks', '   \n'],
      ['words that say nothing', 'the and of is a'],
      ['operators', '" OR * NEAR( -name: ^ ) {a b} : AND NOT'],
      ['a stray quote', "'; drop table assets; --"],
      ['emoji', '😀 👩‍👩‍👧'],
      ['ten thousand letters', 'x'.repeat(10_000)],
      ['a null character', '\u0000'],
      ['a lone surrogate', '\ud800'],
    ])('finds nothing for %s', async (_, words) => {
      expect(await search(words)).toEqual([])
    })

    test('finds a word among hostile ones', async () => {
      expect(await first(`"stock* NEAR(${' zzz'.repeat(3_000)}`)).toBe('AST-2')
    })

    test('finds by kind and platform', async () => {
      expect((await search('power-apps', 9)).map((one) => one.asset).sort()).toEqual([
        'AST-1',
        'AST-2',
        'AST-3',
        'AST-4',
        'AST-5',
      ])
    })

    test('gives at most as many as asked', async () => {
      expect(await search('power', 2)).toHaveLength(2)
      expect(await search('power', 0)).toEqual([])
    })

    test('forgets the words of before once an asset is renamed', async () => {
      await store.transact(async (session) => {
        const asset = await session.assets.find('AST-2')
        if (!asset) throw new Error('the asset is gone')
        const renamed = {
          ...asset,
          rev: 2,
          name: a.text('Warehouse numbers'),
          purpose: a.text('Tells how much is left'),
        }
        await session.assets.save(renamed, [a.reworded('AST-2')], a.stamp)
      })

      expect(await search('stock')).toEqual([])
      expect(await first('warehous')).toBe('AST-2')
    })
  })
}
