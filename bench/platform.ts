import { join } from 'node:path'
import type { Comparison, Goal } from './measure.ts'
import { compare } from './measure.ts'
import type { Outside } from './outside.ts'
import type { Platform } from './product.ts'
import { createSender, slackSign, teamsSign } from './requests.ts'
import { startServer } from './servers.ts'

/** How many deliveries one turn is, by how many are under way at once. */
const callsAt = { 1: 200, 32: 800 } as const

/** The goals of the programme's issue: at 32 the rate, at one the times. */
const goalsAt: Readonly<Record<1 | 32, readonly Goal[]>> = {
  1: [
    { figure: 'p50 ms', most: 1.6 },
    { figure: 'p99 ms', most: 2.5 },
  ],
  32: [{ figure: 'per second', least: 0.7 }],
}

/** What is exact and no matter of time: whether it is as it has to be. */
export type Fact = { readonly name: string; readonly seen: string; readonly isMet: boolean }

const baselineNames: Readonly<Record<Platform, string>> = { slack: 'S1', teams: 'T1' }

/** A signed form of one platform, answered by the real channel and bot, over the least that such an answer takes. */
export const comparePlatform = async (
  platform: Platform,
  folder: string,
  outside: Outside,
): Promise<{ readonly figures: readonly Comparison[]; readonly facts: readonly Fact[] }> => {
  const start = (variant: 'product' | 'bare', options: { answer?: string; flush?: boolean } = {}) =>
    startServer(`${platform}-${variant}`, {
      file: join(folder, `${platform}-${variant}${options.flush === false ? '-not-flushed' : ''}.db`),
      outside: outside.url,
      ...options,
    })
  const product = await start('product')
  const sign = platform === 'slack' ? slackSign : teamsSign(outside.token)
  const sender = createSender(platform, product.deliveries, sign)
  const answer = await sender.once(product.port)
  const bare = await start('bare', { answer })
  const warm = await sender.once(bare.port)
  if (warm.length !== answer.length) throw new Error('both sides have to answer the same')
  const before = await product.templates()

  const figures: Comparison[] = []
  for (const concurrency of [1, 32] as const) {
    const send = (port: number) => () => sender.send(port, callsAt[concurrency], concurrency)
    figures.push(
      await compare(
        `${platform}: a form sent, ${concurrency} at once / ${baselineNames[platform]} (${answer.length} bytes)`,
        send(product.port),
        send(bare.port),
        { goals: goalsAt[concurrency] },
      ),
    )
  }
  const made = (await product.templates()) - before
  await bare.close()

  if (platform === 'slack') {
    const careless = await start('product', { flush: false })
    const send = (port: number) => () => sender.send(port, callsAt[32], 32)
    figures.push(
      await compare('slack: a form sent, 32 at once, FULL / OFF', send(product.port), send(careless.port), {
        goals: [{ figure: 'per second', least: 0.8 }],
      }),
    )
    await careless.close()
  }
  await product.close()
  await sender.close()
  return {
    figures,
    facts: [{ name: `${platform}: new Template after warm-up`, seen: String(made), isMet: made === 0 }],
  }
}
