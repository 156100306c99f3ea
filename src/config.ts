import { z } from 'zod'

/** Exit code of a process whose settings or policy are wrong (sysexits.h: EX_CONFIG). */
export const exitConfig = 78

const text = z.string().trim()
const flag = z
  .enum(['true', 'false', ''])
  .optional()
  .transform((value) => (value === '' || value === undefined ? undefined : value === 'true'))
const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '::1'].includes(host)

const account = z
  .string()
  .regex(/^(web:[a-z0-9-]+|slack:[TE][A-Z0-9]+:[UW][A-Z0-9]+|teams:[0-9a-fA-F-]{36}:[0-9a-fA-F-]{36})$/, {
    error: 'each has to look like slack:T0123:U0123, teams:<tenant id>:<object id> or web:<persona>',
  })

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
    PLAYGROUND: flag,
  })
  .check((check) => {
    const { HOST, PLAYGROUND } = check.value
    if (PLAYGROUND !== false && !isLoopback(HOST))
      check.issues.push({
        code: 'custom',
        path: ['HOST'],
        message:
          'has to be 127.0.0.1, localhost or ::1 while the playground runs: anybody who reaches it can play every role. Set PLAYGROUND=false to serve others',
        input: HOST,
      })
  })

export type Config = {
  readonly host: string
  readonly port: number
  readonly databaseUrl: string
  readonly programmeFile: string
  /** Without a slash at the end; '' where it follows from host and port. */
  readonly publicUrl: string
  readonly admins: readonly string[]
  readonly logLevel: string
  readonly playground: boolean
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
        .join('\n'),
    )
  const settings = read.data
  return {
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    programmeFile: settings.PROGRAMME_FILE,
    publicUrl: settings.PUBLIC_URL.replace(/\/+$/, ''),
    admins: settings.ADMINS,
    logLevel: settings.LOG_LEVEL,
    playground: settings.PLAYGROUND ?? true,
  }
}
