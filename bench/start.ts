import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Loaded } from './loaded.ts'
import type { Comparison, Figures } from './measure.ts'
import { compare } from './measure.ts'
import { slackSecret, slackTeam, slackToken, teamsApp, teamsTenant } from './outside.ts'
import type { Fact } from './platform.ts'

const root = join(import.meta.dirname, '..')
/** As `npm start` does, on both sides. */
const asNpmStarts = ['--import', join(root, 'guard.mjs'), '--disable-warning=ExperimentalWarning']
const restMs = 500
const askMs = 5

const slack = { SLACK_BOT_TOKEN: slackToken, SLACK_SIGNING_SECRET: slackSecret, SLACK_TEAM_ID: slackTeam }
const teams = {
  MICROSOFT_APP_ID: teamsApp,
  MICROSOFT_APP_PASSWORD: 'a-password',
  MICROSOFT_APP_TENANT_ID: teamsTenant,
}

type Started = { readonly figures: Figures; readonly loaded: Loaded | undefined }

/** Starts a program on a port, waits until it answers and then a moment, and looks at its memory. */
const started = async (
  args: (port: number) => readonly string[],
  env: Readonly<Record<string, string>>,
  { asks = false }: { readonly asks?: boolean } = {},
): Promise<Started> => {
  const port = await freePort()
  const before = performance.now()
  const child = spawn(process.execPath, [...asNpmStarts, ...args(port)], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', PORT: String(port), LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'inherit', asks ? 'ipc' : 'ignore'],
  })
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null) throw new Error(`a program that was to start ended with ${child.exitCode}`)
      await sleep(askMs)
    }
    const ready = performance.now() - before
    await sleep(restMs)
    const [, kilobytes = 'NaN'] =
      /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
    let loaded: Loaded | undefined
    if (asks) {
      child.send('loaded')
      ;[loaded] = (await once(child, 'message')) as [Loaded]
    }
    return { figures: { 'start ms': ready, 'rest MB': Number(kilobytes) / 1024 }, loaded }
  } finally {
    const gone = once(child, 'exit')
    // Not by force: what was compiled is written down at the end.
    if (child.kill('SIGTERM')) await gone
  }
}

const isReady = async (port: number): Promise<boolean> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`)
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    // Not listening yet.
    return false
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const goals = [
  { figure: 'start ms', most: 1.5 },
  { figure: 'rest MB', most: 1.5 },
]

/** The real program from its start to /readyz, over a process that does nothing but import the packages that it imports. */
export const compareStart = async (
  folder: string,
): Promise<{ readonly figures: readonly Comparison[]; readonly facts: readonly Fact[] }> => {
  const figures: Comparison[] = []
  const facts: Fact[] = []
  for (const [name, platforms] of [
    ['Slack alone', slack],
    ['Slack and Teams', { ...slack, ...teams }],
  ] as const) {
    const product = async (preload: readonly string[] = []): Promise<Started> => {
      const file = join(await mkdtemp(join(folder, 'start-')), 'assay.db')
      return started(
        () => [...preload, join(root, 'src/main.ts')],
        { ...platforms, DATABASE_URL: `file:${file}` },
        { asks: preload.length > 0 },
      )
    }
    const { loaded } = await product(['--import', join(import.meta.dirname, 'loaded.ts')])
    const packages = loaded?.packages ?? []
    figures.push(
      await compare(
        `${name}: start to /readyz / importing its ${packages.length} packages`,
        async () => (await product()).figures,
        async () =>
          (await started((port) => [join(import.meta.dirname, 'imports.ts'), String(port), ...packages], {}))
            .figures,
        { goals },
      ),
    )
    const ofTeams = (loaded?.files ?? []).filter((file) =>
      /\/node_modules\/(botbuilder|botframework)|\/src\/channels\/teams\//.test(file),
    )
    if (platforms === slack)
      facts.push({
        name: `${name}: files of botbuilder or channels/teams loaded, of ${loaded?.files.length}`,
        seen: String(ofTeams.length),
        isMet: ofTeams.length === 0 && packages.includes('@slack/bolt'),
      })
  }
  return { figures, facts }
}
