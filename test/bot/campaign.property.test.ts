import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, isWorking, laterDay } from '../../src/domain/calendar.ts'
import { readKept, rolloutSetting } from '../../src/domain/rollout.ts'
import { isTold, multiply } from '../campaigns.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { openWorld, programme } from '../world.ts'
import { click, personaOf, word } from './deliveries.ts'

const perDay = 3
const policy = { ...programme, campaigns: { ...programme.campaigns, noticesPerDay: perDay } }
const owners = [
  { persona: 'dana', unit: 'Finance' },
  { persona: 'ben', unit: 'Sales' },
  { persona: 'kenji', unit: '' },
] as const

/** What happens on a day: to whom reminders go, and how many answer what they were told. */
const day = fc.record({
  rollout: fc.constantFrom('observe', 'unit Finance', 'unit Sales', 'everyone'),
  answers: fc.nat({ max: 2 }),
  hour: fc.constantFrom('08:00', '09:00', '17:30'),
})

describe('the queue of what many are told', () => {
  it('tells nobody twice, loses nobody, and never more than so many a day, whatever the rollout and whoever answers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 2 }), { minLength: 4, maxLength: 12 }),
        fc.array(day, { minLength: 2, maxLength: 6 }),
        fc.boolean(),
        async (owned, days, isSecond) => {
          const world = await openWorld({ programme: () => policy })
          let key = 0
          const press = (persona: string, verb: string, data = {}, values = {}) =>
            world.answer(click(persona, `key-${(key += 1)}`, verb, data, values))
          const says = (persona: string, text: string) =>
            world.answer(word(persona, `key-${(key += 1)}`, text))
          await register(personaOf(world, 'dana'), 'Team leave calendar')
          await classifyAs(personaOf(world, 'dana'), 'low')
          await certify(personaOf(world, 'dana'))
          const ids: string[] = []
          for (const { persona, unit } of owners) {
            const person = await world.read((session) => session.people.byAccount(`web:${persona}`))
            ids.push(person?.id ?? '')
            if (unit !== '') await says('amara', `unit ${person?.name.body ?? ''} in ${unit}`)
          }
          const now = world.clock.now()
          await multiply(
            world.store,
            now,
            owned.map((index) => ({ owner: ids[index] ?? '' })),
          )
          const begin = async (name: string) => {
            await press('priya', 'campaign.begin', {}, { name, why: 'The list changed.', days: '14' })
            const seen = await world.read(async (session) => {
              const priya = await session.people.byAccount('web:priya')
              return (await session.drafts.get(priya?.id ?? '', 'campaign', 'new'))?.at ?? ''
            })
            await press('priya', 'campaign.start', { seen })
            await world.forward(0)
          }
          const ownerIn = (unit: string) => ids[owners.findIndex((one) => one.unit === unit)]
          await begin('First')
          let today = dayOf(now, 'UTC')
          const all = () => world.read((session) => session.reviews.open('certification', 1000))
          const live = async ({ rollout, answers, hour }: (typeof days)[number]) => {
            const [scope = '', unit = ''] = rollout.split(' ')
            // Each chooses on top of what was chosen last.
            const kept = await world.read((session) => session.settings.get(rolloutSetting))
            const over = readKept(kept)?.at ?? ''
            await press('amara', 'rollout.set', { scope, unit, over })
            today = laterDay(today, 1)
            const before = new Set((await all()).filter(isTold).map(({ id }) => id))
            await world.until(`${today}T${hour}:00.000Z`)
            for (const { id, subject } of (await all()).filter(isTold)) {
              if (before.has(id)) continue
              const told = await world.read((session) => session.certifications.find(subject))
              expect(scope === 'everyone' || (scope === 'unit' && told?.owner === ownerIn(unit))).toBe(true)
            }
            for (const review of (await all()).filter(isTold).slice(0, answers)) {
              const owner = (await world.read((session) => session.certifications.find(review.subject)))
                ?.owner
              const persona = owners[ids.indexOf(owner ?? '')]?.persona ?? 'dana'
              await press(persona, 'review.no-change', { certification: review.subject })
            }
          }
          for (const [index, one] of days.entries()) {
            if (isSecond && index === 1) await begin('Second')
            await live(one)
          }
          for (let left = 14; left > 0; left -= 1)
            await live({ rollout: 'everyone', answers: 0, hour: '09:00' })

          const entries = await world.read(async (session) => {
            const found = []
            for (let review = 1; review <= 60; review += 1)
              found.push(...(await session.journal.of(`RVW-${review}`, 100)))
            return found.filter(({ type }) => type === 'campaign-told')
          })
          const tellings = entries.flatMap(({ subject, data, at }) =>
            (data['campaigns'] as string[]).map((campaign) => ({ subject, campaign, at })),
          )
          expect(new Set(tellings.map(({ subject, campaign }) => `${subject} ${campaign}`)).size).toBe(
            tellings.length,
          )
          for (const [when, some] of Map.groupBy(entries, ({ at }) => dayOf(at, 'UTC'))) {
            expect(some.length).toBeLessThanOrEqual(perDay)
            expect(isWorking(when, programme)).toBe(true)
          }
          expect(await world.read((session) => session.telling.count())).toBe(0)
          expect((await all()).filter((review) => !isTold(review))).toEqual([])
          const first = tellings.filter(({ campaign }) => campaign === 'CMP-1')
          expect(first).toHaveLength(owned.length + 1)
          expect(world.faults).toEqual([])
          expect(await world.store.audit()).toMatchObject({ sound: true })
          await world.close()
        },
      ),
      { numRuns: 10 },
    )
  }, 120_000)
})
