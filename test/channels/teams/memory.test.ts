import { connect } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { appId, activityOf, createBot, createStage } from './stage.ts'

const times = 100_000
const longestMs = 300_000
const bundle = 200
/** The heap may breathe by so much; the library's list alone would grow by ten times that. */
const slackBytes = 2 * 1024 * 1024

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

/** Nothing about them is wrong but the signature, and a tenant that nobody has seen: the library would keep four entries for each. */
const badToken = (nth: number): string => {
  const claims = {
    iss: 'https://api.botframework.com',
    aud: appId,
    exp: Math.floor(Date.now() / 1000) + 3600,
    tid: `${nth.toString(16).padStart(8, '0')}-0000-0000-0000-000000000000`,
  }
  return `${encode({ alg: 'RS256', typ: 'JWT', kid: 'key-1' })}.${encode(claims)}.c2lnbmF0dXJl`
}

test(
  'memory stays flat over a hundred thousand bad tokens, and the process answers',
  async () => {
    const stage = await createStage()
    const bot = createBot()
    await stage.channel().start(bot.answer, bot.remember)
    const socket = connect(stage.port, '127.0.0.1')
    let refused = 0
    let wake = (): void => undefined
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      refused += text.split('HTTP/1.1 401').length - 1
      wake()
    })
    const request = (nth: number): string =>
      `POST /api/messages HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nauthorization: Bearer ${badToken(nth)}\r\ncontent-length: 0\r\n\r\n`
    const areRefused = (so: number): boolean => refused >= so
    const flood = async (from: number, to: number): Promise<void> => {
      for (let nth = from; nth < to; nth += bundle) {
        socket.write(Array.from({ length: bundle }, (_, more) => request(nth + more)).join(''))
        while (!areRefused(nth + bundle))
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    }
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const held = (): number => {
      collect()
      collect()
      return process.memoryUsage().heapUsed
    }

    await flood(0, times / 10)
    const before = held()
    await flood(times / 10, times / 2)
    const middle = held()
    await flood(times / 2, times)
    const after = held()

    expect(refused).toBe(times)
    expect(middle - before).toBeLessThan(slackBytes)
    expect(after - middle).toBeLessThan(slackBytes)
    expect(bot.heard).toEqual([])
    expect(stage.fake.connections()).toBe(0)
    socket.destroy()
    expect((await stage.deliver(activityOf('dana', 'personal', { text: 'status' }))).status).toBe(200)
    await stage.dispose()
  },
  longestMs,
)
