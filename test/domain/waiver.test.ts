import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tookPart } from '../../src/domain/approval.ts'
import type { Certification } from '../../src/domain/certification.ts'
import type { Context } from '../../src/domain/context.ts'
import { laterDay } from '../../src/domain/calendar.ts'
import type { Person } from '../../src/domain/person.ts'
import { holdsFor, isAmong, isSelf, standsFor } from '../../src/domain/person.ts'
import type { Role, Tier } from '../../src/domain/programme.ts'
import { tiers } from '../../src/domain/programme.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { classify } from '../../src/domain/registration.ts'
import { classify as assess } from '../../src/domain/risk.ts'
import { obstacle } from '../../src/domain/submission.ts'
import { timersFor } from '../../src/domain/timer.ts'
import { grantWaiver, refuseWaiver } from '../../src/domain/waiver-decision.ts'
import { fitWaivers } from '../../src/domain/waiver-fit.ts'
import { askWaiver } from '../../src/domain/waiver-request.ts'
import { endWaiver, expireWaiver, lapseWaiver } from '../../src/domain/waiver-time.ts'
import { blocking, graceEnds, lastAsk, openAsk, waiversInForce } from '../../src/domain/waiver.ts'
import { person } from './cast.ts'
import { contextAt, programme } from './context.ts'
import { draft } from './draft.ts'
import type { Profile } from './profiles.ts'
import { answersOf } from './profiles.ts'

const dayMinutes = 24 * 60
let ids = 0
/** A moment so many minutes after the beginning; ids differ in their first characters. */
const at = (minutes: number): Context =>
  contextAt(minutes, {
    newId: () =>
      String((ids += 1))
        .padStart(12, '0')
        .padEnd(32, '0'),
  })
const on = (days: number): Context => at(days * dayMinutes)
const today = (context: Context): string => context.now.slice(0, 10)

const answered = (certification: Certification, profile: Profile, context: Context): Certification => {
  const answers = answersOf(profile)
  const about = { kind: 'app', platform: 'power_apps', ownerIsDeveloper: false }
  return classify(certification, answers, assess(programme, answers, about), context).next
}
/** Classified with an answer that blocks, at a tier that persons may have set. */
const blocked = (tier: Tier, owner: 'dana' | 'olga' = 'dana'): Certification => {
  const certification = answered(draft(owner).certification, 'blocked', on(0))
  return { ...certification, assessment: certification.assessment && { ...certification.assessment, tier } }
}

const dana = person('dana', 'steward', 'board')
const olga = person('olga', 'steward', 'board')
const priya = person('priya', 'steward')
const rhea = person('rhea', 'board')
/** Dana came back under another account before anybody linked it. */
const twin: Person = { ...person('twin', 'steward', 'board'), joined: ['dana'] }
const small: Person = {
  ...person('small', 'steward'),
  terms: [{ role: 'steward', until: null, upTo: 'low', unit: null }],
}
const nobody = person('nobody')
/** Away all the time; the maker stands in for one, somebody else for the other. */
const away: Person = {
  ...person('away', 'steward', 'board'),
  away: { from: '2026-11-01', to: '2028-12-31', delegate: 'nobody' },
}
const gone: Person = {
  ...person('gone', 'steward', 'board'),
  away: { from: '2026-11-01', to: '2028-12-31', delegate: 'dana' },
}
const people = [dana, olga, priya, rhea, twin, small, nobody, away, gone]

const holders = (role: Role): number => people.filter((one) => one.roles.includes(role)).length
const namesOf = (by: Person, context: Context) => ({
  nameOf: (id: string) => id,
  entitled: [],
  absent: people.filter((one) => standsFor(by, one, context.now)),
  holders,
})
const terms = (until: string) => ({ reason: 'Until January.', controls: 'Test data only.', until })
const ask = (certification: Certification, until: string, context: Context, by = dana) =>
  askWaiver(certification, 'connectors', terms(until), by, holders, context).next
const seen = (certification: Certification) => {
  const waiver = certification.waivers.at(-1)
  return { waiver: waiver?.id ?? '', ask: waiver ? lastAsk(waiver).id : '' }
}
const grant = (certification: Certification, by: Person, context: Context) =>
  grantWaiver(certification, seen(certification), by, namesOf(by, context), context).next
const said = (work: () => unknown): string => {
  try {
    work()
    return 'done'
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused
    return [refused.message, ...Object.values(refused.fields)].join(' ')
  }
}

describe('how long a waiver may last', () => {
  it.each([
    ['low', 180, 2],
    ['moderate', 90, 2],
    ['high', 30, 1],
  ] as const)('at %s: %i days, made longer %i times', (tier, days, extensions) => {
    const approver = tier === 'high' ? rhea : priya
    const context = on(0)
    const last = laterDay(today(context), days)
    expect(said(() => ask(blocked(tier), laterDay(last, 1), context))).toContain(
      `The nearest possible day is ${last}.`,
    )
    let certification = grant(ask(blocked(tier), last, context), approver, context)
    for (let round = 1; round <= extensions; round += 1) {
      const until = laterDay(certification.waivers[0]?.until ?? '', days)
      expect(said(() => ask(certification, laterDay(until, 1), on(round)))).toContain(`${days} days at most`)
      certification = grant(ask(certification, until, on(round)), approver, on(round))
      expect(certification.waivers[0]?.until).toBe(until)
    }
    expect(said(() => ask(certification, laterDay(last, 400), on(5)))).toContain('as often as the programme')
  })

  it('is not for a block that the programme never waives', () => {
    const context = on(0)
    const never = { ...programme.waivers, never: ['connectors'] }
    const strict = { ...context, programme: { ...programme, waivers: never } }

    expect(said(() => ask(blocked('low'), '2026-12-04', strict))).toContain('The programme never waives')
    expect(obstacle(blocked('low'), strict)?.message).not.toContain('waiver')
    expect(obstacle(blocked('low'), context)?.message).toContain('ask for a waiver: waiver CRT-1')
  })

  it('lifts the block up to its last day, and no longer', () => {
    const certification = grant(ask(blocked('moderate'), '2026-12-04', on(0)), priya, on(0))

    expect(blocking(certification, on(10))).toEqual([])
    expect(obstacle(certification, on(10))?.code).not.toBe('blocked')
    expect(blocking(certification, on(11))).toHaveLength(1)
    expect(obstacle(certification, on(11))?.code).toBe('blocked')
  })
})

describe('who grants a waiver', () => {
  const may: readonly (readonly [Tier, string, boolean])[] = [
    ['low', 'priya', true],
    ['low', 'small', true],
    ['low', 'rhea', false],
    ['moderate', 'priya', true],
    ['moderate', 'small', false],
    ['moderate', 'rhea', false],
    ['high', 'priya', false],
    ['high', 'rhea', true],
    ...tiers.flatMap((tier) => ['dana', 'olga', 'twin'].map((id) => [tier, id, false] as const)),
    ...tiers.map((tier) => [tier, 'nobody', true] as const),
  ]
  it.each(may)('at %s %s: %s', (tier, id, expected) => {
    const by = people.find((one) => one.id === id) ?? nobody
    const asked = ask(blocked(tier, 'olga'), '2026-12-10', on(0), olga)
    const answer = said(() => grant(asked, by, on(0)))

    expect(answer === 'done').toBe(expected)
    if (!expected) expect(answer).toMatch(/so someone else decides|needs the .* role/)
  })

  it('needs the owner where the developer asks at moderate, and only then', () => {
    for (const tier of tiers) {
      const asked = ask(blocked(tier, 'olga'), '2026-12-10', on(0), dana)
      const voted = grant(asked, tier === 'high' ? rhea : priya, on(0))
      expect(voted.waivers[0]?.state).toBe(tier === 'moderate' ? 'asked' : 'granted')
      if (tier === 'moderate') expect(grant(voted, olga, on(0)).waivers[0]?.state).toBe('granted')
    }
  })

  it('is refused by the word of one, whose reason is kept', () => {
    const asked = ask(blocked('moderate', 'olga'), '2026-12-10', on(0), dana)
    const refused = refuseWaiver(asked, seen(asked), olga, () => 'No.', namesOf(olga, on(0)), on(0)).next

    expect(refused.waivers[0]).toMatchObject({
      state: 'refused',
      asks: [{ state: 'rejected', refusal: { by: 'olga', reason: { body: 'No.' } } }],
    })
    expect(said(() => grant(refused, priya, on(0)))).toContain('already')
  })
})

describe('when a waiver is spoken of', () => {
  it.each([
    ['moderate', '2027-01-24', ['2026-12-25', '2027-01-17', '2027-01-23', '2027-01-25', '2027-02-08']],
    ['moderate', '2026-11-26', ['2026-11-25', '2026-11-27', '2026-12-11']],
    // Without grace its end is the certificate's: one word about both.
    ['high', '2026-12-10', ['2026-12-03', '2026-12-09', '2026-12-11']],
  ] as const)('at %s until %s: on %j', (tier, until, days) => {
    const asked = ask(blocked(tier), until, on(0))
    const by = tier === 'high' ? rhea : priya
    const { events } = grantWaiver(asked, seen(asked), by, namesOf(by, on(0)), on(0))
    const due = events
      .flatMap((event) => timersFor(event, on(0).now, programme).set)
      .filter(({ kind }) => kind.startsWith('waiver-'))
      .map((timer) => timer.due.slice(0, 10))

    expect(due).toEqual(days)
  })
})

const live = (certification: Certification): Certification => ({
  ...certification,
  state: 'certified',
  inForceUntil: '2028-01-01T00:00:00.000Z',
})

describe('when a waiver has ended', () => {
  const timed = (certification: Certification) => ({
    waiver: certification.waivers[0]?.id ?? '',
    until: certification.waivers[0]?.until ?? '',
  })
  it.each(['certified', 'review_due', 'conditionally_certified'] as const)(
    'suspends what is %s once its grace is over, and not before',
    (state) => {
      const given = {
        ...live(grant(ask(blocked('moderate'), '2026-12-04', on(0)), priya, on(0))),
        state,
      }
      const ended = endWaiver(given, timed(given), on(11)).next
      expect(ended).toMatchObject({ state, waivers: [{ state: 'ended' }] })
      expect(expireWaiver(ended, { ...timed(given), users: [] }, on(24)).next.state).toBe(state)
      const stopped = expireWaiver(ended, { ...timed(given), users: [] }, on(25)).next
      expect(stopped).toMatchObject({ state: 'suspended', inForceUntil: null, stopped: { from: state } })

      const again = grant(ask(stopped, '2027-01-10', on(26)), priya, on(26))
      expect(again).toMatchObject({ state, inForceUntil: given.inForceUntil, stopped: null })
    },
  )

  it('takes a renewal that is under way out of force, and leaves it where it is', () => {
    for (const state of ['recertifying', 'submitted', 'in_review', 'changes_requested'] as const) {
      const given = { ...live(grant(ask(blocked('moderate'), '2026-12-04', on(0)), priya, on(0))), state }
      expect(expireWaiver(given, { ...timed(given), users: [] }, on(30)).next).toMatchObject({
        state,
        inForceUntil: null,
      })
    }
  })

  it('leaves alone what was never certified, or what was made longer meanwhile', () => {
    const given = grant(ask(blocked('moderate'), '2026-12-04', on(0)), priya, on(0))
    expect(expireWaiver(given, { ...timed(given), users: [] }, on(60)).next.state).toBe('classified')
    const longer = live(grant(ask(given, '2027-02-01', on(1)), priya, on(1)))
    expect(expireWaiver(longer, { ...timed(given), users: [] }, on(30))).toEqual({ next: longer, events: [] })
  })

  it('does not give back what has run out by itself, or was stopped by something else', () => {
    const given = {
      ...live(grant(ask(blocked('moderate'), '2026-12-04', on(0)), priya, on(0))),
      inForceUntil: '2026-12-25T00:00:00.000Z',
    }
    const stopped = expireWaiver(given, { ...timed(given), users: [] }, on(25)).next
    expect(grant(ask(stopped, '2027-02-01', on(40)), priya, on(40)).state).toBe('suspended')
    const held = {
      ...stopped,
      stopped: stopped.stopped && { ...stopped.stopped, inForceUntil: '2028-01-01' },
    }
    expect(grant(ask(held, '2027-02-01', on(26)), priya, on(26)).state).toBe('certified')
    const another = { ...held, stopped: held.stopped && { ...held.stopped, waiver: 'another' } }
    expect(grant(ask(another, '2027-02-01', on(26)), priya, on(26)).state).toBe('suspended')
    const anew = { ...held, state: 'certified' as const, inForceUntil: '2027-11-01T00:00:00.000Z' }
    expect(grant(ask(anew, '2027-02-01', on(26)), priya, on(26)).inForceUntil).toBe(anew.inForceUntil)
    const other = { ...stopped, stopped: null }
    expect(grant(ask(other, '2027-02-01', on(26)), priya, on(26)).state).toBe('suspended')
  })
})

type Command =
  | { readonly do: 'ask'; readonly who: number; readonly days: number }
  | { readonly do: 'grant' | 'refuse'; readonly who: number; readonly stale: boolean }
  | { readonly do: 'answer'; readonly profile: Profile }
  | { readonly do: 'tier'; readonly tier: Tier }
  | { readonly do: 'wait'; readonly days: number }
  | { readonly do: 'lapse' }

const who = fc.nat({ max: people.length - 1 })
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('ask' as const), who, days: fc.integer({ min: -3, max: 200 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('grant', 'grant', 'refuse'), who, stale: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      profile: fc.constantFrom<Profile[]>('blocked', 'moderate'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tier' as const), tier: fc.constantFrom(...tiers) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 120 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lapse' as const) }) },
)

const play = (certification: Certification, one: Command, context: Context, first: string): Certification => {
  const waiver = certification.waivers.at(-1)
  const by = 'who' in one ? (people[one.who] ?? nobody) : nobody
  const what = {
    waiver: waiver?.id ?? '',
    ask: 'stale' in one && one.stale ? first : seen(certification).ask,
  }
  switch (one.do) {
    case 'ask':
      return ask(certification, laterDay(today(context), one.days), context, by)
    case 'grant':
      return grantWaiver(certification, what, by, namesOf(by, context), context).next
    case 'refuse':
      return refuseWaiver(certification, what, by, () => 'No.', namesOf(by, context), context).next
    case 'answer':
      return answered(certification, one.profile, context)
    case 'tier':
      return fitWaivers(
        {
          ...certification,
          assessment: certification.assessment && { ...certification.assessment, tier: one.tier },
        },
        context.now,
      ).next
    case 'wait':
      return certification.waivers.reduce(
        (standing, { id, until }) =>
          expireWaiver(standing, { waiver: id, until: until ?? '', users: [] }, context).next,
        certification,
      )
    case 'lapse':
      return waiver
        ? lapseWaiver(certification, { waiver: waiver.id, ask: lastAsk(waiver).id }, context).next
        : certification
  }
}

describe('whatever is asked, clicked, changed and waited for', () => {
  it('a waiver in force was granted by those whom the programme names, none of whom made it, for no longer than it allows', () => {
    let reached = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...tiers),
        fc.constantFrom('dana' as const, 'olga' as const),
        fc.array(command, { minLength: 5, maxLength: 40 }),
        (tier, owner, commands) => {
          let certification = blocked(tier, owner)
          let days = 0
          let first = ''
          for (const one of commands) {
            days += one.do === 'wait' ? one.days : 0
            const context = at(days * dayMinutes + commands.indexOf(one))
            try {
              certification = play(certification, one, context, first)
            } catch (refused) {
              if (!(refused instanceof Refusal)) throw refused
            }
            first ||= seen(certification).ask
            const now = certification.assessment?.tier ?? 'high'
            for (const waiver of waiversInForce(certification, context)) {
              reached += 1
              const ask = waiver.asks.findLast((each) => each.state === 'approved')
              if (!ask) throw new Error('in force without a yes')
              const votes = ask.stages.flatMap((stage) =>
                stage.seats.map((seat) => ({ seat, votes: seat.votes })),
              )
              for (const { seat, votes: given } of votes) {
                expect(given.length).toBeGreaterThanOrEqual(seat.needs)
                for (const vote of given) {
                  const voter = people.find((each) => each.id === vote.person) ?? nobody
                  const holder = people.find((each) => each.id === (vote.behalf ?? vote.person)) ?? nobody
                  expect(isAmong(voter, [certification.developer, certification.owner])).toBe(false)
                  expect(holdsFor(holder, seat.asked ?? seat.role, ask)).toBe(true)
                }
              }
              expect(new Set(tookPart(ask)).size).toBe(tookPart(ask).length)
              expect(votes.map(({ seat }) => seat.role)).toEqual(programme.waivers.byTier[ask.tier].approvers)
              if (ask.tier === 'moderate') {
                const word = people.find((each) => each.id === ask.owner?.word?.by) ?? nobody
                expect(isSelf(word, certification.owner)).toBe(true)
              }
              expect(tiers.indexOf(ask.tier)).toBeGreaterThanOrEqual(tiers.indexOf(now))
              expect(waiver.until).toBe(ask.until)
            }
            for (const waiver of certification.waivers) {
              const rule = programme.waivers.byTier[waiver.tier ?? 'low']
              const yes = waiver.asks.filter((each) => each.state === 'approved')
              expect(yes.length).toBeLessThanOrEqual(3)
              if (waiver.until && waiver.tier && yes.length > 0) {
                const longest = (waiver.tier === 'low' ? 180 : waiver.tier === 'moderate' ? 90 : 30) * 1
                expect(rule.mostDays).toBe(longest)
                expect(waiver.until <= laterDay(today(context), 3 * 180)).toBe(true)
              }
              expect(waiver.asks.filter((each) => each.state === 'open').length).toBe(openAsk(waiver) ? 1 : 0)
              if (waiver.state === 'closed' || waiver.state === 'refused')
                expect(openAsk(waiver)).toBeUndefined()
              expect(graceEnds(waiver, programme) === null).toBe(waiver.until === null)
            }
            const isLifted = blocking(certification, context).length === 0
            const blocks = certification.assessment?.blocked.length ?? 0
            expect(isLifted).toBe(blocks === 0 || waiversInForce(certification, context).length > 0)
          }
        },
      ),
      { numRuns: 400 },
    )
    expect(reached).toBeGreaterThan(50)
  })
})
