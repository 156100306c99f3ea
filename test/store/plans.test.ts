import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pastKinds } from '../../src/domain/past.ts'
import { sha256 } from '../../src/hash.ts'
import { openSession } from '../../src/store/session.ts'
import { connect, queries } from '../../src/store/sqlite/connection.ts'
import { searchIndex } from '../../src/store/sqlite/dialect.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import * as a from './things.ts'

/** People are listed by name, and they are few, as campaigns are; the end of a table is found without reading it. */
const allowed = [
  /from "people" left join "texts"/,
  /from "campaigns" order by/,
  /^select "(row|at|seq)" from "\w+" order by "(row|seq)" desc limit 1$/,
]

test('no query of a session reads a whole table', async () => {
  const place = await mkdtemp(join(tmpdir(), 'assay-plans-'))
  const file = join(place, 'assay.db')
  await (await openStore({ file, hash: sha256 })).close()
  const raw = connect(file)
  const asked = new Set<string>()
  const prepare = raw.prepare.bind(raw)
  const spied = Object.assign(Object.create(raw), {
    prepare: (text: string) => {
      asked.add(text)
      return prepare(text)
    },
  }) as typeof raw
  const { session } = openSession(queries(spied), searchIndex, sha256, { seq: 0, hash: '' })
  const address = { channel: 'web', persona: 'dana' }

  await session.people.save(a.person('P1', 'Ana', ['steward']), [a.met('P1')], a.stamp)
  await session.people.find('P1')
  await session.people.putAccount({ account: 'web:ana', person: 'P1', address, lastActiveAt: a.at(0) })
  await session.people.putAccount({ account: 'web:ana', person: 'P1', address, lastActiveAt: a.at(1) })
  await session.people.byAccount('web:ana')
  await session.people.accounts('P1')
  await session.people.accountsOf(['P1'])
  await session.people.unreach('web:ana', a.at(2))
  await session.people.unlooked('web', '2026-11-24', 9)
  await session.people.look('web:ana', '2026-11-24', { missingOn: null, goneOn: null })
  await session.people.foundOf('P1')
  await session.people.units()
  await session.people.moveAccounts('P1', 'P2').catch(() => undefined)
  await session.people.withRole('steward')
  await session.people.list(9)
  await session.people.page('P0', 9)
  await session.assets.save(a.asset('AST-1'), [a.registered('AST-1')], a.stamp)
  await session.assets.save(a.asset('AST-1', 'Other'), [a.reworded('AST-1')], a.stamp)
  await session.assets.search('othre name', 3)
  await session.assets.ownedBy(['P1'], 9)
  await session.assets.offeredTo(['P1'], 9)
  const waits = { state: 'preparing', steps: [a.step('peer', { asked: 'P1' })] } as const
  await session.certifications.save(
    a.certification('CRT-1', { ...waits, steps: [...waits.steps] }),
    [a.drafted('CRT-1')],
    a.stamp,
  )
  await session.certifications.save(a.certification('CRT-1'), [a.drafted('CRT-1')], a.stamp)
  await session.certifications.of(['P1'], 9)
  await session.certifications.asking(['P1'], ['steward'], 9)
  await session.certifications.asking(['P1'], [], 9)
  await session.certifications.byVerify('v')
  await session.assets.idsInUse(['P1'])
  await session.certifications.idsAsking(['P1'], ['steward'])
  await session.certifications.idsAsking([], ['steward'], ['P1', 'P2'])
  await session.certifications.idsBuiltForOthers(['P1'])
  await session.certifications.idsOwned(['P1'], ['review_due'])
  await session.certifications.shared(['P1'], ['P2'])
  await session.approvals.idsWaitingFor(['steward', 'board'], ['P1'], ['P2'])
  await session.people.whoseDelegate(['P1'])
  await session.people.mayBeNeeded(['P1'], a.at(0))
  await session.people.lookAll(['web:ana'], '2026-11-24')
  await session.people.needless(['P1', 'P2'], a.at(0))
  await session.timers.of('digest', 'P1')
  await session.timers.ofAll('digest', ['P1', 'P2'])
  await session.timers.forget('digest', 'P1', '2026-11-24')
  await session.certifications.firstBroughtIn('P1', a.at(0))
  await session.certifications.broughtIn()
  await session.certifications.idsInState(['certified', 'review_due'])
  await session.certifications.idsInState(['certified', 'review_due'], ['P1'])
  await session.approvals.save(a.approval('APR-1', ['steward']), [a.closed('APR-1')], a.stamp)
  await session.approvals.waitingFor(['steward'], 9)
  await session.feedback.of('CRT-1', 'P1')
  await session.settings.get('x')
  const meant = {
    now: a.at(0),
    places: ['low '],
    platforms: ['excel'],
    answers: [{ question: 'q', options: ['o'] }],
  }
  await session.campaigns.places(a.at(0))
  await session.campaigns.counted(meant)
  await session.campaigns.counted({ ...meant, platforms: [] })
  await session.campaigns.meant(meant, 'CRT-0', 9)
  await session.campaigns.list(9)
  await session.campaigns.count('under-way')
  await session.campaigns.figures('CMP-1', a.at(0))
  await session.campaigns.hasOpen('CMP-1')
  await session.campaigns.lastDue('CMP-1')
  await session.campaigns.owing('CMP-1')
  await session.campaigns.openReviews('CMP-1', 'untold', '', 9)
  const teller = { kind: 'review', subject: 'RVW-1', due: a.at(0) } as const
  await session.telling.put(teller)
  await session.telling.page(teller, 9)
  await session.telling.page(null, 9)
  await session.telling.of('CMP-1')
  await session.telling.hasFor('CMP-1')
  await session.telling.drop(teller)
  await session.journal.of('CRT-1', 9, 5)
  await session.journal.count('CRT-1')
  await session.journal.requestsOf('CRT-1')
  await session.journal.lastAt()
  await session.inbox.answered('k')
  await session.inbox.record('k', 'web:ana', 1, a.at(0))
  await session.outbox.owe(a.owed('one', 'ana'))
  for (const row of await session.outbox.lease(a.at(0), a.at(9), 9))
    await session.outbox.settle(row, { state: 'sent' })
  await session.outbox.nextDue()
  for (const kind of pastKinds) await session.past.forget(kind, a.at(0), 9)
  await session.posted.put({
    matter: 'm',
    account: 'web:ana',
    posted: { address, message: '1' },
    at: a.at(0),
  })
  await session.posted.of('m')
  await session.posted.at('1')
  await session.posted.forget({ address, message: '1' })
  const timer = { kind: 'expires', subject: 'CRT-1', occurrence: '1', due: a.at(0) } as const
  await session.timers.set(timer)
  await session.timers.due(a.at(0), 9)
  await session.timers.nextDue()
  await session.timers.nextDue(['sweep'])
  await session.timers.of('sweep', 'programme')
  await session.timers.forget('sweep', 'programme', '1')
  await session.timers.fired(timer, a.at(0))
  await session.timers.clear('CRT-1', ['expires'])
  await session.timers.clear('CRT-1', ['step-reminds'], 'peer ')
  await session.timers.clear('CRT-1')
  const reminder = {
    kind: 'review',
    matter: 'CRT-1',
    recipient: 'P1',
    occurrence: '1',
    content: {},
    due: a.at(0),
    blocks: false,
    at: a.at(0),
    decisions: [{ at: a.at(0), outcome: 'ping', because: 'due-soon' }],
  } as const
  const noted = (await session.reminders.note(reminder)) ?? 0
  await session.reminders.find(noted)
  await session.reminders.has(['P1'], 'CRT-1', { kind: 'review', occurrence: '1' })
  await session.reminders.decide(noted, { at: a.at(0), outcome: 'digest', because: 'budget' })
  await session.reminders.waiting(['P1'])
  await session.reminders.waitingAbout(['P1'], 'CRT-1')
  await session.reminders.underWay(['P1'], 'CRT-1')
  await session.reminders.sentSince(['P1'], a.at(0))
  await session.reminders.told(['P1'], a.at(1))
  await session.reminders.sent(noted, a.at(1))
  await session.reminders.of(['P1'], 9)
  await session.reminders.ofKind(['P1'], 'help-asked', 9)
  await session.reminders.say({ person: 'P1', matter: 'CRT-1', word: 'on-it', at: a.at(0), until: a.at(1) })
  await session.reminders.said('CRT-1', a.at(0))
  await session.reminders.counts(a.at(0))
  const link = { id: 'L1', code: 'c', account: 'web:ana', claimedBy: null, until: a.at(1) }
  await session.links.offer(link)
  await session.links.byCode('c')
  await session.links.find('L1')
  await session.links.claim('L1', 'web:ben')
  await session.links.drop('L1')
  await session.links.miss('web:ana', a.at(0))
  await session.links.misses('web:ana', a.at(0))
  await session.records.keep('CRT-1', ['CRT-1', 'AST-1', 'APR-1'], a.at(0))
  await session.records.latest('CRT-1')
  await session.records.now(['CRT-1', 'AST-1', 'APR-1'])
  await session.records.lines(['CRT-1'])
  await session.records.words([{ text: 'TXT-1', hash: 'h' }])
  await session.policies.keep({ hash: 'h', version: 1, text: 'x', at: a.at(0) })
  await session.policies.find('h')
  const download = { code: 'c', certification: 'CRT-1', person: 'P1', platform: 'web', until: a.at(9) }
  await session.downloads.offer(download, a.at(0))
  await session.downloads.find('c')
  await session.downloads.drop('c')
  await session.drafts.put({ person: 'P1', form: 'f', subject: '', values: {}, at: a.at(0) })
  await session.drafts.of('P1', 9)
  await session.drafts.drop('P1', 'f', '')

  // Of what falls due at once a batch is taken: sorting all of it for each would keep whoever presses a button.
  const batches = [...asked].filter((text) => /^(select|update).* order by "due"/.test(text))
  expect(batches.length).toBeGreaterThan(3)
  for (const text of batches) {
    const given = Array.from(text.matchAll(/\?/g), () => null)
    const steps = prepare(`explain query plan ${text}`).all(...given) as { readonly detail: string }[]
    expect([text, steps.filter(({ detail }) => detail.includes('TEMP B-TREE'))]).toEqual([text, []])
  }

  // Asked of everybody each morning: neither all that is certified nor all that is reviewed may be read for it.
  const needed = [...asked].filter((text) => text.includes('as "absent"'))
  for (const text of needed) {
    const given = Array.from(text.matchAll(/\?/g), () => null)
    const steps = prepare(`explain query plan ${text}`).all(...given) as { readonly detail: string }[]
    expect(steps.filter(({ detail }) => / (own|certifications) .*_by_status/.test(detail))).toEqual([])
    expect(steps.filter(({ detail }) => /\breviews\b(?!.*subject=)/.test(detail))).toEqual([])
    // What somebody got or did in a year is not read through, nor a whole certification for its state.
    for (const index of [
      'reminders_of_kind (recipient=? AND kind=?)',
      'events_of_absence',
      'certifications_asking_developer',
      'certifications_asking_owner',
    ])
      expect(steps.map(({ detail }) => detail).join('\n')).toContain(index)
  }
  expect(needed.length).toBeGreaterThan(0)
  // Nor is it read through for one kind of it, or for one timer.
  for (const [start, end, index] of [
    ['select * from "reminders" where "recipient"', '"kind" = +? order by', 'reminders_of_kind'],
    ['delete from "timers" where "kind"', 'is not null', 'sqlite_autoindex_timers_1'],
  ] as const) {
    const text = [...asked].find((one) => one.startsWith(start) && one.includes(end)) ?? ''
    const given = Array.from(text.matchAll(/\?/g), () => null)
    const steps = prepare(`explain query plan ${text}`).all(...given) as { readonly detail: string }[]
    expect(steps.map(({ detail }) => detail).join('\n')).toContain(index)
  }
  // What is over is found without walking along what is not: a limit alone would not end that walk.
  const forgotten = [...asked].filter((text) => /^delete .* limit /.test(text))
  for (const text of forgotten) {
    const given = Array.from(text.matchAll(/\?/g), () => null)
    const steps = prepare(`explain query plan ${text}`).all(...given) as { readonly detail: string }[]
    const last = steps.at(-1)?.detail ?? ''
    expect(last).toMatch(/^SEARCH .*_(over|fired|sent|dead|by_time) \(/)
  }
  expect(forgotten.length).toBe(pastKinds.length)
  const whole = [...asked].filter((text) => {
    const given = Array.from(text.matchAll(/\?/g), () => null)
    const steps = prepare(`explain query plan ${text}`).all(...given) as { readonly detail: string }[]
    return steps.some(({ detail }) => {
      // Walking an index in order is fine where a limit ends the walk; the full text index finds its rows itself.
      const isShort =
        / USING (COVERING )?INDEX | USING INTEGER PRIMARY KEY/.test(detail) && text.includes('limit')
      // What counts is counted by an index that holds all that is asked of it.
      if (/^SCAN (c|certifications) USING COVERING INDEX certifications_in_force/.test(detail)) return false
      return /^SCAN (?!search_texts|\d+-ROW|CONSTANT ROW)/.test(detail) && !isShort
    })
  })
  expect(whole.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([])
  expect(asked.size).toBeGreaterThan(50)
  // A limit or a compared value that SQLite looks at while it plans makes it plan anew each time.
  expect([...asked].filter((text) => / (=|<>|!=|<|>|<=|>=|limit) \?/.test(text))).toEqual([])
  // Nor is a value that it does not look at one that an index over some rows was made for.
  const some = prepare(
    "select tbl_name, sql from sqlite_master where type = 'index' and sql like '% WHERE %'",
  ).all()
  const parted = (some as { readonly tbl_name: string; readonly sql: string }[]).flatMap(
    ({ tbl_name: table, sql }) =>
      [...sql.matchAll(/(?:WHERE|AND) (\w+) (?:=|IN) /g)].map(([, column = '']) => ({ table, column })),
  )
  expect(parted.length).toBeGreaterThan(8)
  const unseen = [...asked].filter((text) =>
    parted.some(
      ({ table, column }) =>
        text.includes(`"${table}"`) &&
        new RegExp(`"${column}" (=|in) (\\+|\\(\\?)`).test(text.split(' where ')[1] ?? ''),
    ),
  )
  expect(unseen).toEqual([])
  raw.close()
  await rm(place, { recursive: true })
})
