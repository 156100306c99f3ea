import type { WebClient } from '@slack/web-api'
import type { Known } from '../../ports/channel.ts'
import { accountOf, personalAddress } from './address.ts'
import { within } from '../within.ts'

/** What Slack tells about somebody. `isStranger`: a bot, somebody who left, or somebody of another workspace. */
export type Profile = {
  readonly name: string
  readonly zone: string | undefined
  readonly locale: string | undefined
  readonly isStranger: boolean
}

export type People = {
  /** Undefined where Slack does not tell in time. */
  readonly find: (user: string) => Promise<Profile | undefined>
  /** Somebody who was picked; undefined where they cannot take part, `unasked` where Slack did not tell in time. */
  readonly known: (user: string) => Promise<Known | 'unasked' | undefined>
}

/** An answer waits no longer than this to learn somebody's name. */
const longestMs = 800
const freshMs = 60 * 60 * 1000
const peopleKept = 2_000

/** Looks people up, and remembers for an hour. */
export const createPeople = (client: WebClient, teamId: string, now: () => number): People => {
  const found = new Map<string, { readonly profile: Promise<Profile | undefined>; readonly until: number }>()

  const ask = async (user: string): Promise<Profile | undefined> => {
    const { user: told } = await client.users.info({ user, include_locale: true })
    if (!told) return undefined
    const { profile } = told
    const names = [profile?.display_name, profile?.real_name, told.real_name, told.name]
    const isOfTeam =
      told.team_id === undefined ||
      told.team_id === teamId ||
      (told.enterprise_user?.teams ?? []).includes(teamId)
    return {
      name: names.find((name) => name !== undefined && name.trim() !== '')?.trim() ?? user,
      zone: told.tz,
      locale: told.locale,
      isStranger:
        told.is_bot === true ||
        told.is_stranger === true ||
        told.deleted === true ||
        user === 'USLACKBOT' ||
        !isOfTeam,
    }
  }

  const find = (user: string): Promise<Profile | undefined> => {
    const before = found.get(user)
    if (before && before.until > now()) return within(longestMs, before.profile)
    // A name is not worth a fault: without one, the person is asked about again next time.
    const profile = ask(user).catch(() => {
      found.delete(user)
      return undefined
    })
    found.set(user, { profile, until: now() + freshMs })
    const [oldest] = found.keys()
    if (found.size > peopleKept && oldest !== undefined) found.delete(oldest)
    return within(longestMs, profile)
  }

  return {
    find,
    known: async (user) => {
      const profile = await find(user)
      if (!profile) return 'unasked'
      if (profile.isStranger) return undefined
      return {
        account: accountOf(teamId, user),
        name: profile.name,
        address: personalAddress(teamId, user),
        ...(profile.zone === undefined ? {} : { zone: profile.zone }),
        ...(profile.locale === undefined ? {} : { locale: profile.locale }),
      }
    },
  }
}
