import { tidy } from '../../domain/form.ts'
import { isSameUnit } from '../../domain/role-term.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Scope } from '../action.ts'

/** The longest name of a unit. */
const mostUnit = 40

/** A unit as it is written, or as somebody wrote it before. Refuses what is no name. */
export const readUnit = async ({ session }: Pick<Scope, 'session'>, words: string): Promise<string> => {
  const unit = tidy(words)
  if (unit === '' || unit.length > mostUnit || !/^[\p{L}\p{N}][\p{L}\p{N} &.,/'()-]*$/u.test(unit))
    throw new Refusal(
      'invalid',
      `Give the unit by its name, with at most ${mostUnit} letters, for example Finance.`,
    )
  return (await session.people.units()).find((one) => isSameUnit(one, unit)) ?? unit
}

/** A unit that somebody belongs to. Refuses another: a role for it would count for nothing. */
export const knownUnit = async (scope: Pick<Scope, 'session'>, words: string): Promise<string> => {
  const unit = await readUnit(scope, words)
  const units = await scope.session.people.units()
  if (units.includes(unit)) return unit
  throw new Refusal(
    'unknown-thing',
    units.length === 0
      ? `Nobody belongs to a unit yet. Type unit, a name and ${unit} first, for example: unit Ana Ruiz in ${unit}.`
      : `Nobody belongs to "${unit}". The units so far: ${units.slice(0, 10).join(', ')}. For a new one type unit, a name and the unit first, for example: unit Ana Ruiz in ${unit}.`,
  )
}
