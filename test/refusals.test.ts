import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Kept } from '../src/bot/visit.ts'
import { keyOf } from '../src/bot/visit.ts'
import { stewardsAddress } from '../src/channels/web/channel.ts'
import type { RefusalCode } from '../src/domain/refusal.ts'
import { sha256 } from '../src/hash.ts'
import type { Incoming } from '../src/ports/channel.ts'
import { openStore } from '../src/store/sqlite/open.ts'
import { click, openRequest, word } from './bot/deliveries.ts'
import { classifyAs, register } from './journey.ts'
import type { World } from './journey.ts'
import { openWorld, programme } from './world.ts'

/** What a "no" offers besides the reason: a way, somebody who can, or that nothing is left to do. */
const whatNow =
  /\b(type|please|grant|somebody else|someone else|open|can|give|ask|asks|asked|add|remove|change|withdraw|write|link them|set|take|which one|choose|look|let|lets|talk|register|inbox|mention|reconnect|start|confirms?|agrees?|decides?|answer|quote)\b|nothing left to do|nothing was (changed|done)|for (them|the|its|whoever|somebody|you)\b|needs the/i
/** Whether a sentence can be read aloud: it begins as sentences do, ends with a stop, and says what now. */
const readsWell = (sentence: string): string => {
  if (!/^["“]?[A-Z]/.test(sentence)) return `does not begin with a capital: ${sentence}`
  // A line to type over is not ended by a stop, which would be typed with it.
  if (!/[.?]$|\? Then type: \S.*$/.test(sentence)) return `does not end with a stop: ${sentence}`
  return whatNow.test(sentence) ? '' : `does not say what now: ${sentence}`
}

let world: World
let isBroken = false
beforeEach(async () => {
  isBroken = false
  world = await openWorld({
    open: async (file) => {
      const store = await openStore({ file, hash: sha256 })
      return {
        ...store,
        transact: (work, rescue) =>
          store.transact(async (session) => {
            const value = await work(session)
            if (isBroken && rescue) throw new Error('the disk is full')
            return value
          }, rescue),
      }
    },
  })
})
afterEach(() => world.close())

const dana = () => {
  const player = world.people['dana']
  if (!player) throw new Error('nobody is called dana')
  return player
}
const blocked = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    programme.questions.map((question) => [
      question.id,
      (question.options.find((one) => one.flags.some(({ flag }) => flag === 'B')) ?? question.options[0])
        ?.id ?? '',
    ]),
  )
const decision = async (persona: string, verb = 'approve', older = 0): Promise<Incoming> => {
  const approval = await world.read((session) => session.approvals.find('APR-1'))
  const { id, rev } = approval ?? (await openRequest(world))
  return click(persona, `${verb}-${persona}`, `approval.${verb}`, { approval: id, rev: rev - older })
}
const withdrawal = (key: string): Incoming =>
  click('dana', key, 'certification.withdraw', { certification: 'CRT-1' })

/** How somebody comes to hear each "no": what they do last, and how it begins. A code without a story does not compile. */
const stories: Readonly<
  Record<RefusalCode, { readonly last: () => Promise<Incoming>; readonly says: string }>
> = {
  'own-work': {
    last: () => decision('dana'),
    says: 'You built or own this, so someone else decides. Ben Okafor or Priya Nair can.',
  },
  'changed-since': {
    last: () => decision('priya', 'approve', 1),
    says: 'This changed after your card was shown. Have a look at what is different, then decide.',
  },
  'already-decided': {
    last: async () => {
      const late = await decision('ben')
      await world.answer(await decision('priya'))
      return late
    },
    says: 'Priya Nair approved it already. Nothing left to do.',
  },
  'not-allowed': {
    last: () => decision('kenji'),
    says: 'Deciding this needs the steward role. Ben Okafor or Priya Nair can.',
  },
  missing: {
    last: async () => {
      await register(dana(), 'Stock count')
      await classifyAs(dana(), 'low')
      await dana().press('Start the steps')
      return click('dana', 'submit', 'certification.submit', { certification: 'CRT-1' })
    },
    says: 'steps are still open: ',
  },
  blocked: {
    last: async () => {
      await register(dana(), 'Small list')
      for (const page of programme.pages)
        await dana().press(
          'Continue',
          Object.fromEntries(page.questions.map((id) => [id, blocked()[id] ?? ''])),
        )
      await dana().press('Start the steps')
      return click('dana', 'submit', 'certification.submit', { certification: 'CRT-1' })
    },
    says: 'blocks this for now.',
  },
  'unknown-word': {
    last: async () => {
      await dana().says('hello')
      return word('dana', 'word', 'stauts')
    },
    says: `I don't know "stauts". Did you mean status?`,
  },
  'unknown-thing': {
    last: () => Promise.resolve(word('dana', 'word', 'status CRT-99')),
    says: "I can't find CRT-99. Type search",
  },
  'unknown-button': {
    last: () => Promise.resolve(click('dana', 'press', 'asset.frobnicate')),
    says: 'This button is from an older version, so nothing was done. Type inbox',
  },
  'wrong-state': {
    last: async () => {
      await openRequest(world)
      await world.answer(withdrawal('first'))
      return withdrawal('second')
    },
    says: 'CRT-1 is withdrawn now, so this is no longer open. Nothing was changed.',
  },
  'wrong-place': {
    last: () =>
      Promise.resolve({
        ...word('dana', 'word', 'link'),
        address: stewardsAddress,
        place: 'channel' as const,
      }),
    says: 'A code is only for you, and others can read along here. Type link in our own conversation.',
  },
  invalid: {
    last: () => Promise.resolve(word('priya', 'word', 'away next week')),
    says: 'Type away from, the first day, to, the last day, delegate and a name',
  },
  fault: {
    last: async () => {
      const press = await decision('priya')
      isBroken = true
      return press
    },
    says: 'Something went wrong on my side. What you did and typed is saved. If it happens again, quote E-TEST.',
  },
}

describe('a refusal', () => {
  it.each(Object.entries(stories))(
    '%s is heard by whoever comes to it, and reads well',
    async (code, story) => {
      const last = await story.last()

      await world.answer(last)

      // The inbox gives what the bot put there.
      const kept = (await world.read((session) => session.inbox.answered(keyOf(last)))) as Kept
      expect(kept.reply).toMatchObject({ kind: 'refusal', code })
      const sentence = kept.reply?.kind === 'refusal' ? kept.reply.sentence : ''
      expect(sentence).toContain(story.says)
      expect(readsWell(sentence)).toBe('')
      expect(world.faults).toHaveLength(code === 'fault' ? 1 : 0)
    },
  )
})

describe('every sentence of a refusal in the program', () => {
  const source = join(import.meta.dirname, '../src')

  it('begins with a capital, ends with a stop, and says what now', async () => {
    const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('.ts'))
    const sentences = files.flatMap((file) =>
      [...readFileSync(join(source, file), 'utf8').matchAll(literal)].map((found) => spoken(found[2] ?? '')),
    )

    expect(sentences.length).toBeGreaterThan(80)
    expect(sentences.map(readsWell).filter((fault) => fault !== '')).toEqual([])
  })
})

/** `new Refusal('code', 'sentence'`, whichever quotes it has. */
const literal = /new Refusal\(\s*'[a-z-]+',\s*(['`"])((?:\\.|(?!\1)[^\\])*)\1\s*[,)]/g
/** What a template may come to: a name or a reference where something is put in, a way where it ends with one. */
const spoken = (template: string): string => {
  let words = ''
  let depth = 0
  for (const part of template.split(/(\$\{|\{|\})/)) {
    if (part === '${' && depth === 0) words += 'CRT-1'
    if (part === '${' || (part === '{' && depth > 0)) depth += 1
    else if (part === '}' && depth > 0) depth -= 1
    else if (depth === 0) words += part
  }
  return words.replace(/CRT-1$/, 'Ben Okafor can.')
}
