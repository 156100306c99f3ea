import { wordsOf } from '../card-reader.ts'
import type { Setting } from './happenings.ts'
import { momentAt } from './happenings.ts'
import type { Inhabitant } from './people.ts'
import type { Place } from './sittings.ts'

/** Of so many people one has an account on the other platform as well. */
const secondEvery = 25
const withSecond = 15

/** The second account of somebody, on the platform that is not theirs; undefined for those who have none. */
export const secondOf = ({ platform, user }: Inhabitant, index: number): Place | undefined =>
  index % secondEvery === withSecond
    ? { platform: platform === 'slack' ? 'teams' : 'slack', user: `${user}b` }
    : undefined

/**
 * Accounts that turn out to be one person's, by the code that is typed on the other side: second ones on which nothing has happened yet,
 * and twice two that have both been in use.
 */
export const putTwins = (setting: Setting): void => {
  const { agenda, days, people, sittings } = setting
  const link = (nth: number, one: Place, other: Place): void =>
    agenda.put(momentAt(setting, nth, 9), async () => {
      const offered = await sittings.says(one, 'link')
      const code = /link ((?:[0-9a-f]{4}-?){4})/.exec(offered ? wordsOf(offered.card) : '')?.[1]
      if (code === undefined) throw new Error(`${one.user} was given no code`)
      const asked = await sittings.says(other, `link ${code}`)
      await sittings.pressOn(asked, ({ verb }) => verb === 'account.join')
    })
  people.forEach((one, index) => {
    const second = secondOf(one, index)
    if (second && one.leaves === null) link(4 + (index % 7), one, second)
  })
  const [plain, office] = [0, 1].map((least) =>
    people.filter(
      ({ leaves, person, manner }, index) =>
        leaves === null && manner !== 'never' && index >= 2 && Math.min(1, person.roles.length) === least,
    ),
  )
  const other = (of: Inhabitant, among: readonly Inhabitant[]): Inhabitant | undefined =>
    among.findLast(({ platform }) => platform !== of.platform)
  for (const [share, one] of [
    [0.25, plain?.[1]],
    [0.6, office?.at(-1)],
  ] as const) {
    const twin = one && other(one, plain ?? [])
    if (one && twin) link(Math.floor(days * share), one, twin)
  }
}
