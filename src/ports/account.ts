import type { Found } from '../domain/presence.ts'
import type { Address } from './channel.ts'

export type Account = {
  /** `web:dana`, `slack:T1:U1`, `teams:<tenant>:<object id>` */
  readonly account: string
  readonly person: string
  /** Where to reach the person on this account; null before they have a personal conversation. */
  readonly address: Address | null
  readonly lastActiveAt: string
}

/** An account as the nightly look finds it. */
export type Looked = Found & {
  readonly account: string
  readonly person: string
  readonly address: Address | null
  /** Since when it cannot be written to though it could before; null where it can, or never could. */
  readonly unreachedAt: string | null
}

/** What the nightly look asks the store, and notes there. */
export type Lookout = {
  /** Accounts of a platform that were not looked at since that night (YYYY-MM-DD), the longest ago first. */
  readonly unlooked: (platform: string, night: string, most: number) => Promise<readonly Looked[]>
  /** Notes what a night's look came to; false where another process has looked since. */
  readonly look: (account: string, night: string, found: Found) => Promise<boolean>
  /** Notes for many that a night's look changed nothing about them. */
  readonly lookAll: (accounts: readonly string[], night: string) => Promise<void>
  /** What the last look at each account of a person came to. */
  readonly foundOf: (person: string) => Promise<readonly Looked[]>
}
