import { sha256 } from '../../hash.ts'
import type { Activity } from './activity.ts'
import { rootOf } from './address.ts'

/**
 * Names a delivery by what was said or pressed, where, by whom and when: Teams sends it again after 15 s, sometimes under a new id
 * (https://github.com/MicrosoftDocs/msteams-docs/issues/6084). The id counts only where nothing tells the time.
 */
export const keyOf = (activity: Activity): string => {
  const { conversation, from, type, name, action, replyToId, text, value } = activity
  const when = activity.localTimestamp ?? activity.timestamp ?? `id:${activity.id}`
  const said = [conversation.id, from.id, type, name, action, replyToId, text, value, when]
  return `teams:${sha256(JSON.stringify(said))}`
}

/** A conversation is come into once, however often Teams tells of it. */
export const comingKeyOf = (activity: Activity): string => `teams:came:${rootOf(activity.conversation.id)}`
