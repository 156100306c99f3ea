import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { readEnvFile } from '../src/config.ts'
import { fill, overSocket } from './fill.ts'
import { readRequest, type Request } from './request.ts'
import { zip } from '../src/zip.ts'

const here = import.meta.dirname
const read = (...path: readonly string[]): Buffer => readFileSync(join(here, ...path))
const version = (): string =>
  (JSON.parse(read('..', 'package.json').toString()) as { readonly version: string }).version

/** Writes what administrators upload to Teams and paste into Slack; gives the lines to print. */
const build = ({ appId, address, domain, socketMode, folder = join(here, '../dist') }: Request) => {
  const write = (name: string, content: Buffer | string): string => {
    const file = resolve(folder, name)
    writeFileSync(file, content)
    return relative(process.cwd(), file)
  }
  mkdirSync(folder, { recursive: true })

  const slack = read('slack/manifest.json').toString()
  const slackFile = write(
    'slack-manifest.json',
    socketMode ? overSocket(fill(slack, { ADDRESS: address })) : fill(slack, { ADDRESS: address }),
  )
  const slackLine = `Slack: wrote ${slackFile}. Next: open https://api.slack.com/apps, Create New App, From a manifest, paste it.`
  if (appId === undefined)
    return [
      slackLine,
      'Teams: nothing written, for there is no app id. Set MICROSOFT_APP_ID or add --app-id.',
    ]

  const values = { APP_ID: appId, ADDRESS: address, DOMAIN: domain, VERSION: version() }
  const teamsFile = write(
    'assay-teams.zip',
    zip([
      { name: 'manifest.json', bytes: Buffer.from(fill(read('teams/manifest.json').toString(), values)) },
      { name: 'color.png', bytes: read('teams/color.png') },
      { name: 'outline.png', bytes: read('teams/outline.png') },
    ]),
  )
  return [
    `Teams: wrote ${teamsFile}. Next: open https://admin.teams.microsoft.com, Teams apps, Manage apps, Upload new app.`,
    slackLine,
  ]
}

try {
  readEnvFile()
  const lines = build(readRequest(process.argv.slice(2), process.env))
  console.log([...lines, 'Every step, from nothing to a first "start": manifest/INSTALL.md'].join('\n'))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
