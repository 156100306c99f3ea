import { z } from 'zod'
import { setUnit } from '../../domain/membership.ts'
import { can } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { setAssetUnit } from '../../domain/registration.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import {
  assetOf,
  certificationFor,
  certificationOf,
  keep,
  namesOf,
  personOf,
  readReference,
} from '../load.ts'
import { named } from '../people.ts'
import { admins, personByName } from './role.ts'
import { knownUnit, readUnit } from './units.ts'

const how =
  'Type unit, a name, in and the unit, for example: unit Ana Ruiz in Finance. Or unit Ana Ruiz in none. The owner of something sets its unit with: unit CRT-12 Finance.'

/** `unit Ana Ruiz in Finance` for administrators; `unit CRT-12 Finance` for whoever owns it, while it is prepared. */
export const unit = action('unit.set', {
  carries: z.strictObject({ of: z.enum(['person', 'asset']), id: z.string(), unit: z.string() }),
  asks: noInputs,
  words: ['unit'],
  help: 'set the unit of somebody: unit Ana Ruiz in Finance',
  roles: ['admin'],
  typed: async (rest, scope) => {
    const read = readReference(rest)
    if (read) {
      const asset = read.reference.startsWith('CRT')
        ? (await certificationOf(scope.session, read.reference)).asset
        : read.reference
      await mayChangeAsset(scope, asset)
      const wanted = read.rest.replace(/^(?:in|to)(?:\s+|$)/i, '')
      if (wanted === '') throw new Refusal('invalid', how)
      return { carries: { of: 'asset', id: asset, unit: isNone(wanted) ? '' : wanted }, asks: {} }
    }
    await mayChangePerson(scope)
    const [name, wanted] = await split(scope, rest)
    const person = await personByName(scope, name)
    return { carries: { of: 'person', id: person.id, unit: isNone(wanted) ? '' : wanted }, asks: {} }
  },
  run: async (scope, { of, id, unit: words }) => {
    if (of === 'asset') return forAsset(scope, id, words)
    await mayChangePerson(scope)
    const person = await personOf(scope.session, id)
    const wanted = words === '' ? null : await readUnit(scope, words)
    await keep(scope.session.people, setUnit(person, wanted), scope)
    return said(
      `${person.name.body} ${wanted === null ? 'belongs to no unit' : `belongs to ${wanted}`} from now on. What they register gets this unit; what is there keeps its own.`,
    )
  },
})

const isNone = (words: string): boolean => /^(?:none|no unit|-)$/i.test(words.trim())

const said = (sentence: string) =>
  ({
    ref: { show: 'line', title: 'Unit set', sentence, tone: 'good', ways: [] },
    as: 'new',
  }) as const

const mayChangePerson = async (scope: Scope): Promise<void> => {
  if (!can(scope.person, { deed: 'unit.change' }))
    throw new Refusal('not-allowed', `Setting somebody's unit needs the admin role. ${await admins(scope)}`)
}

const mayChangeAsset = async ({ session, person }: Scope, id: string) => {
  const asset = await assetOf(session, id)
  if (can(person, { deed: 'asset.change', asset })) return asset
  const names = await namesOf(session, [asset.owner, asset.developer])
  throw new Refusal('not-allowed', `${id} belongs to ${names.join(' and ')}, so its unit is for them to set.`)
}

const forAsset = async (scope: Scope, id: string, words: string) => {
  const asset = await mayChangeAsset(scope, id)
  const wanted = words === '' ? null : await knownUnit(scope, words)
  const certification = await certificationFor(scope.session, asset)
  const moved = setAssetUnit(asset, certification, wanted)
  await keep(scope.session.assets, moved.asset, scope)
  if (moved.certification) await keep(scope.session.certifications, moved.certification, scope)
  return said(
    `${asset.name.body} ${wanted === null ? 'belongs to no unit' : `belongs to ${wanted}`} now. Whoever holds a role for that unit, or for all, decides on it.`,
  )
}

/** Whose name was typed and which unit: around `in`, or the longest beginning that is somebody's name. */
const split = async (scope: Scope, rest: string): Promise<readonly [string, string]> => {
  const typed = rest.trim().replace(/\s+(?:in|to)$/i, '')
  const around = /^(.+?)\s+(?:in|to)\s+(.+)$/i.exec(typed)
  if (around) return [around[1] ?? '', around[2] ?? '']
  // A whole name and nothing more: its last word is no unit.
  const [whole, ...more] = await named(scope, typed)
  if (whole && more.length === 0)
    throw new Refusal(
      'invalid',
      `${whole.name.body} belongs to ${whole.unit ?? 'no unit'} at the moment. To set it, type unit ${whole.name.body} in, and the unit, for example: unit ${whole.name.body} in Finance.`,
    )
  const words = typed.split(/\s+/)
  for (let count = words.length - 1; count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ')
    if ((await named(scope, name)).length === 1) return [name, words.slice(count).join(' ')]
  }
  throw new Refusal('invalid', how)
}
