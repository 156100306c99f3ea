import type { Incoming } from '../../ports/channel.ts'
import type { Delivered } from './incoming.ts'
import type { People, Profile } from './people.ts'
import { mentionedIn, typedText } from './words.ts'

const mostMentions = 5

/** Adds what Slack has to be asked for. Gives undefined for somebody who cannot take part; who is not known in time can. */
export const complete = async (
  { user, picked, incoming, from }: Delivered,
  people: People,
): Promise<Incoming | undefined> => {
  const mentioned = incoming.kind === 'word' ? mentionedIn(incoming.text).slice(0, mostMentions) : []
  const [profile, chosen, named] = await Promise.all([
    people.find(user),
    Promise.all(picked.map((one) => people.known(one))),
    Promise.all(mentioned.map(async (one) => [one, await people.known(one)] as const)),
  ])
  if (profile?.isStranger) return undefined
  // A command does not say whose workspace somebody is of, and nobody is taken at their word: Slack is asked again with the next one.
  if (!profile && from.kind === 'command') throw new Error('Slack did not tell who gave a command')
  // Answered now, the same form sent again would be refused again.
  if (chosen.some((one) => one === 'unasked')) throw new Error('Slack did not tell who was picked')
  const meant = named.flatMap(([one, known]) => (known && known !== 'unasked' ? [[one, known] as const] : []))
  const nameOf = new Map(meant.map(([one, { name }]) => [one, name]))
  const known = [...chosen, ...meant.map(([, one]) => one)].filter(
    (one) => one !== undefined && one !== 'unasked',
  )
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
