import type { Activity } from './activity.ts'

const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** An Entra object id, as a people picker gives it back. */
export const isObjectId = (value: string): boolean => objectId.test(value)

export const accountOf = (tenant: string, user: string): string => `teams:${tenant}:${user}`.toLowerCase()

/** The object id in an account of this tenant; undefined in any other. */
export const objectIdIn = (account: string, tenant: string): string | undefined => {
  const prefix = `teams:${tenant.toLowerCase()}:`
  return account.startsWith(prefix) ? account.slice(prefix.length) : undefined
}

/** The tenant that the conversation says it is in. */
export const tenantOf = (activity: Activity): string | undefined =>
  (activity.conversation.tenantId ?? activity.channelData?.tenant?.id)?.toLowerCase()

/**
 * Whether everything that names a tenant names ours. In a channel shared with another organisation the conversation is ours while
 * the sender is not, so one of them is not enough.
 */
export const isOurs = (activity: Activity, tenant: string): boolean => {
  const named = [
    activity.conversation.tenantId,
    activity.channelData?.tenant?.id,
    activity.from.tenantId,
  ].filter((one) => one !== undefined)
  return (
    named.length > 0 &&
    named.every((one) => one.toLowerCase() === tenant.toLowerCase()) &&
    !/^(guest|anonymous|external)$/i.test(activity.from.userRole ?? '')
  )
}

/** Who sent it: the object id of the person; on loopback whatever the playground calls its people. */
export const senderOf = (activity: Activity, local: boolean): string | undefined => {
  const { aadObjectId, id } = activity.from
  if (local) return aadObjectId ?? id
  return aadObjectId !== undefined && isObjectId(aadObjectId) ? aadObjectId.toLowerCase() : undefined
}
