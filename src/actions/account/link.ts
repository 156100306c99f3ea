import type { Ref } from '../../domain/ref.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Scope } from '../action.ts'
import { action, noInputs, nothing } from '../action.ts'
import { codeFrom, codeMinutes, mostMisses, platformName, readCode } from './code.ts'
import { later } from '../../domain/calendar.ts'

/**
 * Links a person's accounts on two platforms: `link` gives a code on the one, `link <code>` on the other asks whether that is meant.
 * A code is 64 random bits, good once and for ten minutes; nothing else, no name and no e-mail, ever links two accounts.
 */
export const link = action('account.link', {
  carries: nothing,
  asks: noInputs,
  words: ['link', 'link my accounts', 'link accounts'],
  help: 'use Slack and Teams as one person',
  typed: async (rest, scope) => {
    personalOnly(scope)
    return rest === '' ? offer(scope) : claim(scope, rest)
  },
  run: async (scope) => ({ ref: await offer(scope), as: 'new' }),
})

const personalOnly = ({ place }: Scope): void => {
  if (place === 'personal') return
  throw new Refusal(
    'wrong-place',
    'A code is only for you, and others can read along here. Type link in our own conversation.',
  )
}

const offer = async (scope: Scope): Promise<Ref> => {
  const { session, context, account } = scope
  const code = codeFrom(context.newId())
  await session.links.offer({
    id: context.newId(),
    code: context.hash(readCode(code)),
    account,
    claimedBy: null,
    until: later(context.now, codeMinutes * 60_000),
  })
  const other = { slack: 'Teams', teams: 'Slack' }[account.split(':')[0] ?? ''] ?? 'the other platform'
  return {
    show: 'line',
    title: 'Link your accounts',
    sentence: `Write to me in ${other} within ${codeMinutes} minutes: link ${code}. It works once. Never give it to anybody else: whoever types it becomes one person with you.`,
    tone: 'default',
    ways: [],
  }
}

const claim = async (scope: Scope, words: string): Promise<Ref> => {
  const { session, context, account } = scope
  const hourAgo = later(context.now, -3_600_000)
  if ((await session.links.misses(account, hourAgo)) >= mostMisses)
    throw new Refusal(
      'not-allowed',
      `That were ${mostMisses} codes that did not fit. Please wait an hour, then type link on the other side for a new one.`,
    )
  const code = readCode(words)
  const found = code === undefined ? undefined : await session.links.byCode(context.hash(code))
  if (!found || found.until <= context.now || (found.claimedBy !== null && found.claimedBy !== account)) {
    await session.links.miss(account, context.now)
    // Told, not thrown: a refusal would take the count of wrong codes back with it.
    return {
      show: 'line',
      title: 'That code does not fit',
      sentence: `It may be mistyped, used or older than ${codeMinutes} minutes. Type link on the other side for a new one.`,
      tone: 'warning',
      ways: [],
    }
  }
  if (platformName(found.account) === platformName(account))
    throw new Refusal(
      'invalid',
      `This code was made in ${platformName(account)} too. Type it on the other platform, where your second account is.`,
    )
  await session.links.claim(found.id, account)
  return { show: 'link', link: found.id }
}
