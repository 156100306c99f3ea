import { expect, test } from 'vitest'
import * as a from '../things.ts'
import type { Room } from './room.ts'

/** What is kept for a while: links to evidence packs, forms that were begun. */
export const keptContract = ({ store, look }: Room): void => {
  test('a link to an evidence pack is found by its hash until it is dropped, or has run out when the next is made', async () => {
    const link = { code: 'one', certification: 'CRT-1', person: 'dana', platform: 'web', until: a.at(9) }
    await store.transact((session) => session.downloads.offer(link, a.at(0)))
    await store.transact((session) =>
      session.downloads.offer({ ...link, code: 'two', until: a.at(20) }, a.at(8)),
    )
    expect(await look((session) => session.downloads.find('one'))).toEqual(link)

    await store.transact((session) => session.downloads.offer({ ...link, code: 'three' }, a.at(9)))
    await store.transact((session) => session.downloads.drop('two'))

    await look(async (session) => {
      for (const code of ['one', 'two']) expect(await session.downloads.find(code)).toBeUndefined()
      expect(await session.downloads.find('three')).toMatchObject({ certification: 'CRT-1' })
    })
  })

  test('drafts are kept per person, form and subject, the newest first, and dropped', async () => {
    const draft = (form: string, second: number, name: string) => ({
      person: 'dana',
      form,
      subject: 'CRT-1',
      values: { name },
      at: a.at(second),
    })
    await store.transact(async (session) => {
      await session.drafts.put(draft('register', 1, 'Lea'))
      await session.drafts.put(draft('questions', 2, 'x'))
      await session.drafts.put(draft('register', 3, 'Leave'))
    })
    expect(await look((session) => session.drafts.of('dana', 9))).toEqual([
      draft('register', 3, 'Leave'),
      draft('questions', 2, 'x'),
    ])

    await store.transact((session) => session.drafts.drop('dana', 'register', 'CRT-1'))

    await look(async (session) => {
      expect(await session.drafts.get('dana', 'register', 'CRT-1')).toBeUndefined()
      expect(await session.drafts.get('dana', 'questions', 'CRT-1')).toEqual(draft('questions', 2, 'x'))
      expect(await session.drafts.get('ben', 'questions', 'CRT-1')).toBeUndefined()
    })
  })
}
