import { readFileSync } from 'node:fs'
import { schedule } from 'node-cron'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { actions } from './actions/index.ts'
import { createAnswer } from './bot/answer.ts'
import type { World } from './bot/context.ts'
import { newId, random } from './bot/context.ts'
import { createDeliver } from './bot/deliver.ts'
import { demoPeople, holdsDemoPeople, seedDemo } from './bot/demo.ts'
import { createEvidence, keysOf, keepPolicy } from './bot/evidence.ts'
import { nextDue } from './bot/next-due.ts'
import { createPaint } from './bot/paint.ts'
import { createLookout } from './bot/presence.ts'
import { createRemind } from './bot/remind.ts'
import { beginRollout } from './bot/rollout.ts'
import { certificateAt } from './bot/verify.ts'
import { createRender, loadTemplating } from './cards/render.ts'
import { asSlack } from './channels/slack/as-slack.ts'
import { createWebChannel, personalAddress } from './channels/web/channel.ts'
import { accountOf } from './channels/web/persona.ts'
import { createClock } from './clock.ts'
import { exitConfig, readConfig, readEnvFile } from './config.ts'
import { addDays, later } from './domain/calendar.ts'
import { roleWords } from './domain/role-words.ts'
import { sha256 } from './hash.ts'
import { createLog, createOnFault } from './log.ts'
import { createProgrammeSource } from './programme/file.ts'
import { createSigning, keyFileOf } from './pack/signing-key.ts'
import { fileOf, openStore } from './store/sqlite/open.ts'
import { deliveryFigures } from './web/delivery-figures.ts'
import { createServer } from './web/server.ts'

const stopWith = (error: unknown): never => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(exitConfig)
}

const attempt = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    return stopWith(error)
  }
}

attempt(readEnvFile)
const config = attempt(readConfig)
const log = createLog(config.logLevel)
const onFault = createOnFault(log)
const programme = attempt(() =>
  createProgrammeSource({
    file: config.programmeFile,
    read: (file) => readFileSync(file, 'utf8'),
    hash: sha256,
    onFault: (fault) =>
      log.error(
        { faults: fault.message.split('\n').slice(0, 20) },
        'policy not read: the last good one stays',
      ),
  }),
)
const store = await openStore({
  file: attempt(() => fileOf(config.databaseUrl)),
  hash: sha256,
  onFault: (fault) => void onFault(fault, 'store'),
}).catch(stopWith)

const clock = createClock(Date.now)
// A playground whose clock was moved forward goes on from there: time never runs backwards in the journal.
const lastAt = await store.transact((session) => session.journal.lastAt())
if (config.playground && lastAt !== undefined) clock.forward(lastAt)
else if (lastAt !== undefined && lastAt > clock.now())
  log.warn(
    { lastAt, now: clock.now() },
    'the clock of this machine stands before the last entry of the journal: what fell due by then has happened, and does not happen again',
  )

await keepPolicy(store, programme, clock.now()).catch(stopWith)

const world: World = { clock, programme: programme.current, newId, random }
const personas = demoPeople.map((person) => ({
  id: person.id,
  name: person.name,
  roles: person.roles.map(roleWords),
  about: person.about,
  zone: person.zone,
}))
const web = createWebChannel({ people: personas, newId, now: clock.now })
// Each platform's SDK is loaded where the platform is configured, and only there.
const slack =
  config.slack &&
  (await import('./channels/slack/channel.ts')).createSlackChannel({
    ...config.slack,
    now: Date.now,
    onFault,
  })
const teams =
  config.teams &&
  (await import('./channels/teams/channel.ts')).createTeamsChannel({
    ...config.teams,
    now: Date.now,
    onFault,
  })
const channels = [config.playground ? web : undefined, slack, teams].filter((one) => one !== undefined)
const publicUrl = config.publicUrl === '' ? `http://${config.host}:${config.port}` : config.publicUrl
const paint = createPaint(createRender(), publicUrl)
const metrics = new Registry()
collectDefaultMetrics({ register: metrics, prefix: 'assay_' })
const figures = deliveryFigures(
  metrics,
  () => store.transact((session) => session.outbox.figures(clock.now())),
  clock.now,
)
const deliver = createDeliver({ store, world, channels, paint, onFault, onOutcome: figures.count })
const remind = createRemind({ store, world, onFault, wake: deliver.wake })
const lookout = createLookout({ store, world, channels, onFault, wake: deliver.wake })
const evidence = createEvidence({
  store,
  world,
  signer: createSigning(keyFileOf(config.evidenceKeyFile, fileOf(config.databaseUrl))),
})
const answer = createAnswer({
  store,
  world,
  actions,
  paint,
  admins: config.admins,
  onFault,
  wake: deliver.wake,
})

if (!config.playground && (await holdsDemoPeople(store)))
  stopWith(
    new Error(
      `${config.databaseUrl} was made by the playground: its demo people hold roles, and nobody is behind them. Set DATABASE_URL to a new file`,
    ),
  )
if (config.playground)
  await seedDemo(store, world, (persona) => ({
    account: accountOf(persona),
    address: personalAddress(persona),
  }))
// Nothing that the clock causes leaves a real platform before an administrator has chosen to whom; the playground is for trying it.
await beginRollout(store, world, slack || teams ? 'observe' : 'everyone')
await remind.plan()
for (const channel of channels) {
  await channel.start(answer, (matter, account, posted) =>
    store.transact((session) => session.posted.put({ matter, account, posted, at: clock.now() })),
  )
}

const moveClock = async (move: 'hour' | 'day' | 'next'): Promise<string | undefined> => {
  const now = clock.now()
  const next =
    move === 'next'
      ? await store.transact((session) => nextDue(session, { now, programme: world.programme() }))
      : undefined
  const to = move === 'hour' ? later(now, 3_600_000) : move === 'day' ? addDays(now, 1) : next
  if (to === undefined) return undefined
  // What is on its way has its lease by the clock that is moved.
  await deliver.settled()
  clock.forward(to)
  await remind.tick()
  lookout.tick()
  await lookout.settled()
  deliver.wake()
  await deliver.settled()
  return clock.now()
}

const server = createServer({
  host: config.host,
  port: config.port,
  publicUrl,
  intakes: {
    ...(slack ? { '/slack/events': slack.intake } : {}),
    ...(teams ? { '/api/messages': teams.intake } : {}),
  },
  playground: config.playground ? { channel: web, personas, now: clock.now, moveClock, asSlack } : undefined,
  ready: async () => {
    const database = await store.check().then(
      () => true,
      (fault: unknown) => (onFault(fault, 'ready'), false),
    )
    return { ok: database, checks: { database, policy: true, channels: true } }
  },
  metrics: async () => ({ type: metrics.contentType, text: await metrics.metrics() }),
  verify: (id) => certificateAt(store, world, id),
  evidence: { offered: evidence.offered, take: evidence.take, keys: () => store.transact(keysOf) },
  onFault: ({ error, method, path }) => onFault(error, `${method} ${path}`),
})

const address = await server.listen().catch(stopWith)
// A tick means nothing by itself: it only asks what is due.
const tick = schedule(
  '* * * * * *',
  () => {
    lookout.tick()
    void remind.tick().then(deliver.wake)
  },
  {
    noOverlap: true,
    // In a zone that changes its clocks it would lose ticks.
    timezone: 'UTC',
  },
)
deliver.wake()
// Not before it has answered that it is ready, and before the first card is asked for.
setTimeout(loadTemplating, 200).unref()

log.info(
  { address, channels: channels.map((one) => one.name), policy: programme.current().version },
  'started',
)
if (config.admins.length === 0 && !config.playground) log.warn('ADMINS is empty: nobody can grant roles')
if (channels.length === 0)
  log.warn('no platform is set up and the playground is off: nobody can reach Assay, see manifest/INSTALL.md')
if ((config.slack || (config.teams && !config.teams.local)) && !config.publicUrl.startsWith('https://'))
  log.warn('PUBLIC_URL is no https address: links and pictures of certificates lead nowhere for others')
if (config.teams?.local)
  log.warn(
    'TEAMS_LOCAL: Teams messages are taken from the Agents Playground, and nobody is asked who they are',
  )
if (config.playground)
  console.log(`
Assay is up: ${address}

Open it in a browser and try this:
  1. As Dana, type start and register something you built.
  2. Answer twelve questions. Low is certified at once; moderate asks Priya and Ben, and Tomás too if it
     holds personal data.
  3. As Priya (and Tomás), approve it. Dana is told a minute later, or once you move the clock forward.

Stop with Ctrl+C. Everything is kept in ${config.databaseUrl.replace(/^file:/, '')}
`)

process.on('SIGHUP', () => {
  if (!programme.reload().ok) return
  log.info({ version: programme.current().version }, 'policy reloaded')
  keepPolicy(store, programme, clock.now()).catch((fault: unknown) => onFault(fault, 'policy'))
  void remind.plan().catch((fault: unknown) => onFault(fault, 'plan'))
})

let stopping = false
const stop = async (code: number): Promise<void> => {
  // Somebody who asks twice does not want to wait.
  if (stopping) process.exit(1)
  stopping = true
  await tick.stop()
  await server.close()
  await lookout.stop()
  await deliver.stop()
  for (const channel of channels) await channel.stop()
  await store.close()
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0))
process.on('unhandledRejection', (fault) => {
  onFault(fault, 'unhandled rejection')
  void stop(1)
})
