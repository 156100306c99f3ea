import { createPaint } from '../../src/bot/paint.ts'
import { newId } from '../../src/bot/context.ts'
import { createDeliver } from '../../src/bot/deliver.ts'
import { createRender } from '../../src/cards/render.ts'
import { createSlackChannel } from '../../src/channels/slack/channel.ts'
import { createClock } from '../../src/clock.ts'
import { sha256 } from '../../src/hash.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import { programme } from '../world.ts'

/**
 * Sends what is owed in a file to a Slack on loopback, in a process of its own. `stopped`: it is stopped between reading a message and
 * calling Slack. `killed`: it dies when Slack has taken the message and it has not written so down.
 */
const [file = '', apiUrl = '', how = '', leaseMs = '60000'] = process.argv.slice(2)
const store = await openStore({ file, hash: sha256 })
const clock = createClock(Date.now)
const render = createPaint(createRender(), 'http://127.0.0.1:3978')
const slack = createSlackChannel({
  botToken: 'xoxb-1-test',
  signingSecret: 'a-signing-secret',
  teamId: 'T1',
  apiUrl,
  now: Date.now,
  onFault: (fault) => (console.error(fault), ''),
})
const deliver = createDeliver({
  store,
  world: { clock, programme: () => programme, newId, random: () => 0.5 },
  channels: [slack],
  paint: (...given) => {
    if (how === 'stopped') {
      process.stdout.write('stopping\n')
      process.kill(process.pid, 'SIGSTOP')
    }
    return render(...given)
  },
  onFault: (fault) => (console.error(fault), ''),
  onOutcome: (_channel, outcome) => {
    process.stdout.write(`${outcome}\n`)
    if (how === 'killed') process.kill(process.pid, 'SIGKILL')
  },
  leaseMs: Number(leaseMs),
})
deliver.wake()
await deliver.settled()
await store.close()
process.stdout.write('done\n')
process.exit(0)
