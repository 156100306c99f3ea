import { existsSync } from 'node:fs'
import { z } from 'zod'

/** Exit code of a process whose settings or policy are wrong (sysexits.h: EX_CONFIG). */
export const exitConfig = 78

const text = z.string().trim()
const flag = z
  .enum(['true', 'false', ''], { error: 'has to be true or false' })
  .optional()
  .transform((value) => (value === '' || value === undefined ? undefined : value === 'true'))
const guid = text
  .regex(/^([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})?$/, {
    error: 'has to look like 12345678-1234-1234-1234-123456789abc',
  })
  .default('')
const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '::1'].includes(host)

const account = z
  .string()
  // The Agents Playground makes ids one sign longer than Microsoft's.
  .regex(
    /^(web:[a-z0-9-]+|slack:[TE][A-Z0-9]+:[UW][A-Z0-9]+|teams:[0-9a-fA-F-]{36,37}:[0-9a-fA-F-]{36,37})$/,
    {
      error:
        'has to name accounts that look like slack:T0123:U0123, teams:<tenant id>:<object id> or web:<persona>',
    },
  )
  // Microsoft's ids are the same however they are written.
  .transform((one) => (one.startsWith('teams:') ? one.toLowerCase() : one))

/** Every setting, by its name in the environment. `.env.example` explains each. */
export const Settings = z
  .object({
    HOST: text.min(1).default('127.0.0.1'),
    PORT: z.coerce
      .number({ error: 'has to be a number from 0 to 65535' })
      .int()
      .min(0)
      .max(65535)
      .default(3978),
    DATABASE_URL: text
      .regex(/^file:.+/, { error: 'has to start with file:, for example file:data/assay.db' })
      .default('file:data/assay.db'),
    EVIDENCE_KEY_FILE: text.default(''),
    PROGRAMME_FILE: text.min(1).default('policy/programme.yaml'),
    PUBLIC_URL: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'has to be an http or https address' })])
      .default(''),
    ADMINS: text
      .default('')
      .transform((value) => value.split(/[\s,]+/).filter((one) => one !== ''))
      .pipe(z.array(account)),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
        error: 'has to be trace, debug, info, warn, error or silent',
      })
      .default('info'),
    MICROSOFT_APP_ID: guid,
    MICROSOFT_APP_PASSWORD: text.default(''),
    MICROSOFT_APP_TENANT_ID: guid,
    TEAMS_LOCAL: flag,
    TEAMS_SERVICE_HOSTS: text
      .default('')
      .transform((value) => value.split(/[\s,]+/).filter((one) => one !== ''))
      .pipe(
        z.array(
          z
            .string()
            .regex(/^[a-z0-9.-]+$/, { error: 'has to hold host names only, such as smba.example.com' }),
        ),
      ),
    SLACK_BOT_TOKEN: text
      .regex(/^(xoxb-.+)?$/, { error: 'has to be the bot token, which starts with xoxb-' })
      .default(''),
    SLACK_SIGNING_SECRET: text.default(''),
    SLACK_TEAM_ID: text
      .regex(/^(T[A-Z0-9]+)?$/, { error: 'has to be the id of the workspace, such as T0123ABCD' })
      .default(''),
    SLACK_APP_TOKEN: text
      .regex(/^(xapp-.+)?$/, { error: 'has to be the app-level token, which starts with xapp-' })
      .default(''),
    SLACK_API_URL: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'has to be an http or https address' })])
      .default(''),
    PLAYGROUND: flag,
  })
  .check((check) => {
    const given = check.value
    const wrong = (name: keyof typeof given, message: string): void => {
      check.issues.push({ code: 'custom', path: [name], message, input: given[name] })
    }
    for (const set of [teamsSettings, slackSettings]) {
      const missing = set.filter((name) => given[name] === '')
      if (missing.length === set.length) continue
      for (const name of missing)
        wrong(
          name,
          `is missing: ${set.join(', ')} belong together. Without them nobody's word could be trusted`,
        )
    }
    if (given.SLACK_APP_TOKEN !== '' && slackSettings.every((name) => given[name] === ''))
      wrong('SLACK_APP_TOKEN', `is not enough by itself: ${slackSettings.join(', ')} belong to it`)
    if (given.TEAMS_LOCAL && teamsSettings.some((name) => given[name] !== ''))
      wrong(
        'TEAMS_LOCAL',
        "is for the Agents Playground, which proves nobody's identity: leave MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID empty beside it",
      )
    if (given.TEAMS_LOCAL && !isLoopback(given.HOST))
      wrong('HOST', 'has to be 127.0.0.1, localhost or ::1 with TEAMS_LOCAL: nobody is asked who they are')
    if (isPlayground(given) && !isLoopback(given.HOST))
      wrong(
        'HOST',
        'has to be 127.0.0.1, localhost or ::1 while the playground runs: anybody who reaches it can play every role. Set PLAYGROUND=false to serve others',
      )
  })

/** What makes a platform: all of it or none. */
const teamsSettings = ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TENANT_ID'] as const
const slackSettings = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_TEAM_ID'] as const

/** The playground runs where it is asked for, and by itself where there is no platform. */
const isPlayground = (given: {
  readonly PLAYGROUND: boolean | undefined
  readonly MICROSOFT_APP_ID: string
  readonly SLACK_BOT_TOKEN: string
  readonly TEAMS_LOCAL: boolean | undefined
}): boolean =>
  given.PLAYGROUND ??
  (given.MICROSOFT_APP_ID === '' && given.SLACK_BOT_TOKEN === '' && given.TEAMS_LOCAL !== true)

export type Config = {
  readonly host: string
  readonly port: number
  readonly databaseUrl: string
  /** '' where it lies beside the database. */
  readonly evidenceKeyFile: string
  readonly programmeFile: string
  /** Without a slash at the end; '' where it follows from host and port. */
  readonly publicUrl: string
  readonly admins: readonly string[]
  readonly logLevel: string
  readonly playground: boolean
  /** Undefined where Teams is not configured. `local` is the Agents Playground: no credentials, loopback only. */
  readonly teams:
    | {
        readonly appId: string
        readonly appPassword: string
        readonly tenantId: string
        readonly local: boolean
        readonly serviceHosts: readonly string[]
      }
    | undefined
  /** Undefined where Slack is not configured. */
  readonly slack:
    | {
        readonly botToken: string
        readonly signingSecret: string
        readonly teamId: string
        readonly appToken?: string
        readonly apiUrl?: string
      }
    | undefined
}

/** Takes the settings of a `.env` file beside package.json, where there is one; what the environment says comes first. */
export const readEnvFile = (file = '.env'): void => {
  if (existsSync(file)) process.loadEnvFile(file)
}

/** Reads the settings. Throws one Error whose lines name everything that is wrong. */
export const readConfig = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in Settings.shape && value !== ''),
  )
  const read = Settings.safeParse(given)
  if (!read.success)
    throw new Error(
      read.error.issues
        .map((issue) => `${String(issue.path[0])} ${issue.message} (see .env.example)`)
        .filter((line, index, lines) => lines.indexOf(line) === index)
        .join('\n'),
    )
  const settings = read.data
  return {
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    evidenceKeyFile: settings.EVIDENCE_KEY_FILE,
    programmeFile: settings.PROGRAMME_FILE,
    publicUrl: settings.PUBLIC_URL.replace(/\/+$/, ''),
    admins: settings.ADMINS,
    logLevel: settings.LOG_LEVEL,
    playground: isPlayground(settings),
    teams:
      settings.MICROSOFT_APP_ID === '' && settings.TEAMS_LOCAL !== true
        ? undefined
        : {
            appId: settings.MICROSOFT_APP_ID,
            appPassword: settings.MICROSOFT_APP_PASSWORD,
            tenantId: settings.MICROSOFT_APP_TENANT_ID,
            local: settings.TEAMS_LOCAL === true,
            serviceHosts: settings.TEAMS_SERVICE_HOSTS,
          },
    slack:
      settings.SLACK_BOT_TOKEN === ''
        ? undefined
        : {
            botToken: settings.SLACK_BOT_TOKEN,
            signingSecret: settings.SLACK_SIGNING_SECRET,
            teamId: settings.SLACK_TEAM_ID,
            ...(settings.SLACK_APP_TOKEN === '' ? {} : { appToken: settings.SLACK_APP_TOKEN }),
            ...(settings.SLACK_API_URL === '' ? {} : { apiUrl: settings.SLACK_API_URL }),
          },
  }
}
