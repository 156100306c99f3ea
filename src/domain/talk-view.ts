import type { Tier } from './programme.ts'
import type { Tone, Way } from './ref.ts'
import type { RefusalCode } from './refusal.ts'
import type { Asked, Headed, Of, RoleLine } from './view-parts.ts'

/** One thing that needs somebody, and the button to it. */
export type NeedLine = {
  readonly reference: string
  readonly name: string
  readonly what: string
  readonly due: string | null
  readonly way: Way
  /** True of what has happened, and asks for nothing. */
  readonly isNews?: true
}

/** What Assay says about itself, the person and the register. */
export type TalkView =
  | Of<'welcome', { name: string; organisation: string }>
  | Of<
      'home',
      {
        needs: readonly NeedLine[]
        mine: readonly { reference: string; name: string; state: string; tier: Tier | null; way: Way }[]
        waiting: readonly {
          reference: string
          name: string
          from: readonly string[]
          due: string | null
          way: Way
        }[]
        /** How many more there are than shown. */
        more: number
        /** A line of figures for stewards; '' for everybody else. */
        figures: string
      }
    >
  /** `more` counts what lies beyond the lines; `back` is what changed while the reader was away, on their first day. */
  | Of<
      'digest',
      {
        day: string
        /** HH:MM where the reader is. */
        at: string
        needs: readonly NeedLine[]
        more: number
        back: {
          first: string
          last: string
          changed: readonly { reference: string; name: string; state: string }[]
          moreChanged: number
        } | null
      }
    >
  | Of<'draft-reminder', Headed & { since: string; lapses: string }>
  /** `days`: what is set already, with the name of whoever decides. */
  | Of<
      'away',
      {
        days: { first: string; last: string; delegate: string } | null
        fields: readonly Asked[]
        sentence: string
      }
    >
  | Of<
      'settings',
      {
        name: string
        fields: readonly Asked[]
        sentence: string
        roles: readonly RoleLine[]
        unit: string | null
        /** Where the person has an account, by platform. */
        platforms: readonly string[]
        /** To whom reminders go, for administrators; '' for everybody else. */
        rollout: string
      }
    >
  /** That the reader was named to decide in somebody's place; `days` is null once that is over. */
  | Of<
      'stand-in',
      {
        person: string
        name: string
        days: { first: string; last: string } | null
        roles: readonly string[]
      }
    >
  | Of<
      'help',
      {
        lines: readonly { word: string; what: string }[]
        more: boolean
        hidden: number
        place: 'personal' | 'group' | 'channel'
        roles: readonly string[]
      }
    >
  | Of<
      'policy',
      {
        title: string
        organisation: string
        version: number
        hash: string
        goals: readonly string[]
        riskAppetite: string
        whoQualifies: string
        approvedTools: readonly string[]
        boundaries: readonly string[]
        sponsor: string
        coAuthors: readonly string[]
      }
    >
  | Of<
      'search',
      {
        words: string
        results: readonly { asset: string; name: string; owner: string; state: string; way: Way }[]
      }
    >
  /** Whether two accounts are one person: `name` in `there` made the code that was typed in `here`. */
  | Of<'link', { link: string; name: string; there: string; here: string }>
  /** A role that an administrator wants for somebody; `may` where the reader can say the second word. */
  | Of<
      'role-request',
      {
        person: string
        request: string
        name: string
        role: string
        until: string | null
        upTo: Tier | null
        unit: string | null
        asker: string
        state: 'asked' | 'granted' | 'declined' | 'lapsed'
        /** Who confirmed or declined it; '' before. */
        by: string
        lapses: string
        may: boolean
        others: readonly string[]
        /** Whether the policy asks holders of the role for anything. */
        reached: boolean
      }
    >
  | Of<
      'role-end',
      { person: string; name: string; role: string; held: boolean; until: string | null; mine: boolean }
    >
  /** Messages that reached nobody, the newest first; `count` counts those not shown as well. */
  | Of<
      'deliveries',
      {
        count: number
        messages: readonly {
          message: number
          to: string
          about: string
          why: 'nobody' | 'tried' | 'unknown'
          at: string
        }[]
      }
    >
  /** What happened to a certification, the oldest first; `entries` counts all, `earlier` and `later` those not shown. */
  | Of<
      'trail',
      Headed & {
        entries: number
        earlier: number
        later: number
        lines: readonly {
          seq: number
          at: string
          subject: string
          who: string
          platform: string
          what: string
          why: string
          policyVersion: number
        }[]
      }
    >
  /** A link to everything that a decision rests on; `before` is the pack that was handed out last. */
  | Of<
      'evidence-pack',
      Headed & {
        token: string
        until: string
        /** `name` is '' where an operator made it on the command line. */
        before: { at: string; name: string; pack: string } | null
      }
    >
  | Of<'line', { title: string; sentence: string; tone: Tone; ways: readonly Way[] }>
  /** A "no" in one kind sentence; `token` only where something went wrong on our side. */
  | Of<'refusal', { code: RefusalCode; sentence: string; token: string; ways: readonly Way[] }>
  /** What is left of a card after a newer one about the same matter. */
  | Of<'moved', { title: string; sentence: string; ways: readonly Way[] }>
