import { adaptive } from '../../ports/adaptive.ts'
import type { Card } from '../../ports/card.ts'
import { mostReaders } from '../../ports/card.ts'
import { objectIdIn } from './identity.ts'
import { cardBytes } from './limits.ts'
import type { Ride } from './press.ts'
import { rideKey } from './press.ts'

export type Drawing = {
  readonly tenant: string
  /** How Teams calls the person of an account. */
  readonly userOf: (account: string, objectId: string) => string
  /** Whether the client has a people picker; the playground has none and shows the choices. */
  readonly pickers: boolean
}
export type Drawn = { readonly card: object; readonly summary: string; readonly isTooLarge: boolean }

type Node = Readonly<Record<string, unknown>>

/**
 * A card as Teams takes it: our data under one key of each button, people as object ids where they are picked, the refresh for those
 * it is for. A card that Teams might refuse for its size becomes its one-line twin: little is better than nothing.
 */
export const draw = (card: Card, drawing: Drawing): Drawn => {
  const shown = dressed(card, drawing)
  const isTooLarge = Buffer.byteLength(JSON.stringify(shown)) > cardBytes
  return { card: isTooLarge ? twin(card) : shown, summary: card.fallbackText, isTooLarge }
}

const dressed = (card: Card, drawing: Drawing): object => {
  const pickers = drawing.pickers ? pickersIn(card) : []
  const ride = (data: unknown, more: Partial<Ride> = {}): Node => ({
    [rideKey]: { data, ...(pickers.length > 0 ? { pickers } : {}), ...more },
  })
  const shape = (node: Node): Node => {
    if (node['type'] === 'Action.Execute') return { ...node, data: ride(node['data']) }
    if (!isPicker(node)) return node
    const { 'choices.data': asked, ...plain } = node
    void asked
    return drawing.pickers ? { ...plain, 'choices.data': wholeOrganisation } : plain
  }
  // Only the values of choices change; what comes out is the same closed card.
  const named =
    pickers.length === 0
      ? card
      : (each(card, (node) => (isPicker(node) ? asObjectIds(node, drawing.tenant) : node)) as Card)
  const shown = each(adaptive(named), shape) as Node
  const refresh = refreshOf(card, drawing)
  if (!refresh) return shown
  const { action, userIds } = refresh
  return { ...shown, refresh: { action: { ...action, data: ride(action.data, { refresh: true }) }, userIds } }
}

/** Nobody's typing is wiped away: a card that asks something is not refreshed by itself. */
const refreshOf = ({ refresh, body, actions }: Card, { tenant, userOf }: Drawing): Card['refresh'] => {
  if (!refresh || some([body, actions], (node) => String(node['type']).startsWith('Input.'))) return undefined
  const userIds = refresh.userIds
    .flatMap((account) => {
      const objectId = objectIdIn(account, tenant)
      return objectId === undefined ? [] : [userOf(account, objectId)]
    })
    .slice(0, mostReaders)
  return userIds.length > 0 ? { action: refresh.action, userIds } : undefined
}

const twin = ({ $schema, version, fallbackText }: Card): object => ({
  type: 'AdaptiveCard',
  $schema,
  version,
  fallbackText,
  // A run, not a block: what somebody typed is never read as markdown.
  body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: fallbackText }] }],
})

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker */
const wholeOrganisation = { type: 'Data.Query', dataset: 'graph.microsoft.com/users' }

const isPicker = (node: Node): boolean => node['type'] === 'Input.ChoiceSet' && 'choices.data' in node

const pickersIn = (card: Card): readonly string[] => {
  const ids: string[] = []
  some(card, (node) => {
    if (isPicker(node)) ids.push(String(node['id']))
    return false
  })
  return ids
}

type Choice = { readonly value: string; readonly accounts?: readonly string[] }

/** The choices of a picker by object id where we know it; somebody without one keeps our own value, which comes back as it is. */
const asObjectIds = (node: Node, tenant: string): Node => {
  // By the closed union: a choice set has choices.
  const choices = node['choices'] as readonly Choice[]
  const ids = new Map(
    choices.map(({ value, accounts = [] }) => [
      value,
      accounts.map((account) => objectIdIn(account, tenant)).find((id) => id !== undefined) ?? value,
    ]),
  )
  const idOf = (value: string): string => ids.get(value) ?? value
  return {
    ...node,
    choices: choices.map((choice) => ({ ...choice, value: idOf(choice.value) })),
    ...(typeof node['value'] === 'string' ? { value: idOf(node['value']) } : {}),
  }
}

/** The same JSON with every object changed, the inner ones first. */
const each = (node: unknown, change: (node: Node) => Node): unknown => {
  if (Array.isArray(node)) return node.map((one) => each(one, change))
  if (typeof node !== 'object' || node === null) return node
  const changed: Record<string, unknown> = {}
  for (const key of Object.keys(node)) changed[key] = each((node as Node)[key], change)
  return change(changed)
}

const some = (node: unknown, test: (node: Node) => boolean): boolean => {
  if (typeof node !== 'object' || node === null) return false
  if (Array.isArray(node)) return node.some((one) => some(one, test))
  return test(node as Node) || Object.values(node).some((one) => some(one, test))
}
