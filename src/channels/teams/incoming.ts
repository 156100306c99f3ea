import { z } from 'zod'
import { isZone } from '../../domain/calendar.ts'
import { remembered } from '../../domain/remembered.ts'
import type { Incoming, Known } from '../../ports/channel.ts'
import type { Activity } from './activity.ts'
import { addressOf, placeOf, spotOf } from './address.ts'
import { accountOf, senderOf, tenantOf } from './identity.ts'
import { comingKeyOf, keyOf } from './key.ts'
import { pressOf } from './press.ts'
import { wordsOf } from './words.ts'

export type Reading =
  | { readonly kind: 'taken'; readonly incoming: Incoming; readonly picked: readonly string[] }
  /** Something that happens in Teams and asks nothing of us. */
  | { readonly kind: 'nothing' }
  /** Something that somebody waits for and that we do not do. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'malformed' }
  /** Nobody that could be told apart from others: no Entra account. */
  | { readonly kind: 'nobody' }

/** Tells what an authenticated activity means. `text` is what was typed, without our own name. */
export const read = (activity: Activity, text: string, local: boolean): Reading => {
  const sender = senderOf(activity, local)
  const tenant = tenantOf(activity) ?? 'local'
  const happens = ['message', 'invoke', 'conversationUpdate', 'installationUpdate'].includes(activity.type)
  if (!happens) return { kind: 'nothing' }
  if (sender === undefined)
    return activity.type === 'message' || activity.type === 'invoke' ? nobody : nothing
  const place = placeOf(activity)
  const common = {
    key: keyOf(activity),
    account: accountOf(tenant, sender),
    address: addressOf(activity, { tenant, sender }),
    place,
    ...named(activity),
    ...homeOf(activity),
  }
  const taken = (incoming: Incoming, picked: readonly string[] = []): Reading => ({
    kind: 'taken',
    incoming,
    picked,
  })

  if (activity.type === 'message') return taken({ ...common, kind: 'word', text: wordsOf(text) || 'help' })
  if (activity.type === 'invoke') {
    if (activity.name !== 'adaptiveCard/action') return { kind: 'unknown' }
    const press = pressOf(activity, tenant)
    if (!press) return { kind: 'malformed' }
    const { verb, data, values, picked, isRefresh } = press
    const posted = activity.replyToId
      ? { posted: { address: spotOf(activity, { tenant, sender }), message: activity.replyToId } }
      : {}
    return isRefresh
      ? taken({ ...common, ...posted, kind: 'refresh', verb, data })
      : taken({ ...common, ...posted, kind: 'click', verb, data, values }, picked)
  }
  const change = changeOf(activity)
  if (change === undefined) return nothing
  if (place === 'personal') return taken({ ...common, kind: 'reachable', reachable: change === 'came' })
  return change === 'came' ? taken({ ...common, key: comingKeyOf(activity), kind: 'open' }) : nothing
}

const nothing: Reading = { kind: 'nothing' }
const nobody: Reading = { kind: 'nobody' }

/** Whether the bot came into the conversation or left it. */
const changeOf = (activity: Activity): 'came' | 'left' | undefined => {
  const isBot = ({ id }: { readonly id: string }): boolean => id === activity.recipient.id
  if (activity.type === 'installationUpdate') {
    if (activity.action === 'add') return 'came'
    return activity.action === 'remove' ? 'left' : undefined
  }
  if (activity.membersAdded?.some(isBot)) return 'came'
  return activity.membersRemoved?.some(isBot) ? 'left' : undefined
}

const named = ({ from }: Activity): { readonly name?: string } =>
  from.name === undefined || from.name === '' ? {} : { name: from.name }

const ClientInfo = z.object({
  type: z.literal('clientInfo'),
  locale: z.string().nullish(),
  timezone: z.string().nullish(),
})

/** How the sender reads times and words; left out where Teams does not say it in a way that we can use. */
const homeOf = (activity: Activity): Pick<Known, 'zone' | 'locale'> => {
  const client = (activity.entities ?? [])
    .map((entity) => ClientInfo.safeParse(entity).data)
    .find((one) => one !== undefined)
  const zone = [client?.timezone, activity.localTimezone].find((one) => one != null && isZone(one))
  const locale = [activity.locale, client?.locale].find((one) => one != null && one !== '' && isLocale(one))
  return { ...(zone ? { zone } : {}), ...(locale ? { locale } : {}) }
}

/** Whether Intl knows a language; it can only be asked by trying. */
const isLocale = remembered((locale) => {
  try {
    return Intl.getCanonicalLocales(locale).length > 0
  } catch {
    return false
  }
})
