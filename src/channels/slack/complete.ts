import type { Incoming } from '../../ports/channel.ts'
import type { Delivered } from './incoming.ts'
import type { People, Profile } from './people.ts'
import { mentionedIn, typedText } from './words.ts'

const mostMentions = 5

/** Adds what Slack has to be asked for. Gives undefined for somebody who cannot take part; who is not known in time can. */
export const complete = async (
  { user, picked, incoming }: Delivered,
  people: People,
): Promise<Incoming | undefined> => {
  const mentioned = incoming.kind === 'word' ? mentionedIn(incoming.text).slice(0, mostMentions) : []
  const [profile, chosen, names] = await Promise.all([
    people.find(user),
    Promise.all(picked.map((one) => people.known(one))),
    Promise.all(mentioned.map(async (one) => [one, (await people.find(one))?.name] as const)),
  ])
  if (profile?.isStranger) return undefined
  const nameOf = new Map(names)
  const known = chosen.filter((one) => one !== undefined)
  return {
    ...(incoming.kind === 'word'
      ? { ...incoming, text: typedText(incoming.text, (one) => nameOf.get(one)) }
      : incoming),
    ...told(profile),
    ...(known.length > 0 ? { people: known } : {}),
  }
}

const told = (profile: Profile | undefined) => ({
  ...(profile ? { name: profile.name } : {}),
  ...(profile?.zone === undefined ? {} : { zone: profile.zone }),
  ...(profile?.locale === undefined ? {} : { locale: profile.locale }),
})
