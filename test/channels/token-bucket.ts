export type Rate = { readonly most: number; readonly inMs: number }

/** A platform's own count: a bucket that holds `most` and is refilled evenly over `inMs`. */
const tokenBucket = ({ most, inMs }: Rate, now: () => number) => {
  let tokens = most
  let at = now()
  const refill = (): void => {
    tokens = Math.min(most, tokens + ((now() - at) * most) / inMs)
    at = now()
  }
  return {
    /** In how many milliseconds there is one; 0 now. */
    wait: (): number => {
      refill()
      return tokens >= 1 - 1e-9 ? 0 : ((1 - tokens) * inMs) / most
    },
    take: (): void => {
      tokens -= 1
    },
  }
}

/**
 * What a platform lets pass: each call takes a token from every bucket that it counts against, or none and is told how long to wait.
 */
export const createMeter = (now: () => number) => {
  const buckets = new Map<string, ReturnType<typeof tokenBucket>>()
  return {
    /** Milliseconds to wait; 0 where the call passes. */
    pass: (names: readonly { readonly name: string; readonly rates: readonly Rate[] }[]): number => {
      const asked = names.flatMap(({ name, rates }) =>
        rates.map((rate) => {
          const key = `${name} ${rate.most}/${rate.inMs}`
          const bucket = buckets.get(key) ?? tokenBucket(rate, now)
          buckets.set(key, bucket)
          return bucket
        }),
      )
      const wait = Math.max(0, ...asked.map((bucket) => bucket.wait()))
      if (wait === 0) for (const bucket of asked) bucket.take()
      return wait
    },
  }
}
export type Meter = ReturnType<typeof createMeter>

/** As docs.slack.dev/apis/web-api/rate-limits has it; a burst into one conversation is not forgiven here. */
export const slackRates = {
  conversation: [{ most: 1, inMs: 1_000 }],
  workspace: [{ most: 300, inMs: 60_000 }],
}
/** As learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit has it. */
export const teamsRates = {
  thread: [
    { most: 7, inMs: 1_000 },
    { most: 60, inMs: 30_000 },
  ],
  tenant: [{ most: 50, inMs: 1_000 }],
}
