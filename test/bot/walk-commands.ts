import type { Verdict } from '../../src/domain/approval.ts'
import type { Role } from '../../src/domain/programme.ts'
import type { Account, Pressed, Shown, Walk } from './walk.ts'
import { accounts } from './walk.ts'

const amara: Account = { on: 'web', user: 'amara', name: 'Amara Diallo' }

const kenji: Account = { on: 'web', user: 'kenji', name: 'Kenji Mori' }

/** Whose two accounts may turn out to be one person's. */
export const twins = ['dana', 'priya', 'ben', 'jonas'] as const

const named = (user: string): Account => {
  const found = accounts.find((one) => one.user === user)
  if (!found) throw new Error(`nobody is called ${user}`)
  return found
}

export const verdicts: readonly Verdict[] = ['approve', 'approve_on_conditions', 'request_changes', 'reject']

const verbOf = {
  approve: 'approval.approve',
  approve_on_conditions: 'approval.approve-on-conditions',
  request_changes: 'approval.request-changes',
  reject: 'approval.reject',
} as const satisfies Record<Verdict, string>

export type Command =
  /** On what the person sees now, or on what was shown `back` versions ago. */
  | { readonly do: 'vote'; readonly who: number; readonly verdict: Verdict; readonly back: number }
  | { readonly do: 'undo'; readonly who: number }
  /** Any button that anybody was ever shown, by anybody. */
  | {
      readonly do: 'press'
      readonly who: number
      readonly pick: number
      readonly about: 'decision' | 'anything'
    }
  | { readonly do: 'grant' | 'revoke'; readonly who: number; readonly role: Role }
  | { readonly do: 'link'; readonly pair: number }
  | {
      readonly do: 'away'
      readonly who: number
      readonly delegate: number
      readonly first: number
      readonly days: number
    }
  | { readonly do: 'back'; readonly who: number }
  | { readonly do: 'developer'; readonly what: 'withdraw' | 'submit' | 'appeal'; readonly second: boolean }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'days'; readonly days: number }
  | { readonly do: 'restart' }
  /** The process is at its end after the work of the next press, and before it is kept. */
  | { readonly do: 'break' }

/** Opens a request, as its card's own button does. */
const requestOf = (id: string): Shown => ({
  verb: 'card.open',
  data: { what: 'request', id, part: '' },
  values: {},
  hash: undefined,
})

/** Does one thing as a person or the clock would; gives the presses that it took. */
export const carryOut = async (walk: Walk, command: Command): Promise<readonly Pressed[]> => {
  switch (command.do) {
    case 'vote': {
      const { approvals } = await walk.state()
      const open = approvals.at(-1)
      const by = walk.of(command.who)
      // Whoever decides on an old card has not looked at it again.
      if (command.back === 0) await walk.press(by, requestOf(open?.id ?? ''))
      const verb = verbOf[command.verdict]
      const buttons = walk.shown().filter((one) => one.verb === verb && one.data['approval'] === open?.id)
      const button = buttons.at(-1 - (command.back % Math.max(1, buttons.length)))
      if (!open) return []
      const values = { reason: 'Because of that.', condition1: 'Name a second contact', day1: '2026-12-10' }
      // Whoever is shown no button presses a colleague's, as it is now.
      const data = button?.data ?? { approval: open.id, rev: open.rev }
      const hash = button ? button.hash : open.hash
      const first = await walk.press(by, { verb, data, values, hash })
      // At high the second card asks whether it is meant.
      const second = walk.shown().findLast((one) => one.verb === 'approval.approve-seen')
      return second && verb === 'approval.approve' ? [first, await walk.press(by, second)] : [first]
    }
    case 'undo': {
      const button = walk.shown().findLast((one) => one.verb === 'approval.undo')
      return button ? [await walk.press(walk.of(command.who), button)] : []
    }
    case 'press': {
      const buttons = walk
        .shown()
        .filter(({ verb }) => command.about === 'anything' || verb.startsWith('approval.'))
      const button = buttons[command.pick % Math.max(1, buttons.length)]
      return button ? [await walk.press(walk.of(command.who), button)] : []
    }
    case 'grant':
    case 'revoke': {
      const role = command.role.replace('_', ' ')
      const asked = await walk.says(amara, `role ${command.do} ${walk.of(command.who).name} ${role}`)
      const confirm = walk.shown().findLast((one) => one.verb === 'role.confirm')
      if (!asked.said.includes('a second administrator confirms') || !confirm) return [asked]
      return [asked, await walk.press(kenji, confirm)]
    }
    case 'link': {
      const user = twins[command.pair % twins.length] ?? 'dana'
      const other = named(`U2${user.toUpperCase()}`)
      const offered = await walk.says(named(user), 'link')
      const code = /link ((?:[0-9a-f]{4}-){3}[0-9a-f]{4})/.exec(offered.said)?.[1] ?? ''
      const claimed = await walk.says(other, `link ${code}`)
      const yes = walk.shown().findLast((one) => one.verb === 'account.join')
      return yes ? [offered, claimed, await walk.press(other, yes)] : [offered, claimed]
    }
    case 'away': {
      const { now } = await walk.state()
      const day = (later: number): string =>
        new Date(Date.parse(now) + later * 86_400_000).toISOString().slice(0, 10)
      const words = `away from ${day(command.first)} to ${day(command.first + command.days)} delegate ${walk.of(command.delegate).name}`
      return [await walk.says(walk.of(command.who), words)]
    }
    case 'back':
      return [await walk.says(walk.of(command.who), 'back')]
    case 'developer': {
      const by = named(command.second ? 'U2DANA' : 'dana')
      const words = {
        withdraw: 'withdraw CRT-1',
        submit: 'submit CRT-1',
        appeal: 'appeal CRT-1 It is needed.',
      }
      const said = await walk.says(by, words[command.what])
      const verb = { withdraw: 'certification.withdraw', submit: 'certification.submit-anyway', appeal: '' }
      const sure = walk.shown().findLast((one) => one.verb === verb[command.what])
      return sure ? [said, await walk.press(by, sure)] : [said]
    }
    case 'wait':
      await walk.pass(command.seconds)
      return []
    case 'days':
      await walk.pass(command.days * 86_400)
      return []
    case 'restart':
      await walk.restart()
      return []
    case 'break':
      walk.breakNext()
      return []
  }
}
