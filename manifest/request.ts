import { parseArgs } from 'node:util'

/** What to build, and for whom. */
export type Request = {
  /** Absent: no package for Teams. */
  readonly appId?: string
  /** https, without a slash at the end; '' where Slack alone is built, in Socket Mode: nobody calls us then. */
  readonly address: string
  /** Host, and port where it is not 443: what Teams calls a domain. */
  readonly domain: string
  readonly socketMode: boolean
  readonly folder: string | undefined
}

const usage =
  'npm run manifest -- [--app-id <Microsoft app id>] [--address <https address>] [--socket-mode] [--out <folder>]'

/** Reads what to build: arguments first, then the settings. Throws one Error with a sentence to show. */
export const readRequest = (
  args: readonly string[],
  settings: Readonly<Record<string, string | undefined>>,
): Request => {
  const given = readArguments(args)
  const appId = (given['app-id'] ?? settings['MICROSOFT_APP_ID'] ?? '').trim()
  const address = (given.address ?? settings['PUBLIC_URL'] ?? '').trim()
  const socketMode = given['socket-mode']
  if (appId !== '' && !isAppId(appId))
    throw new Error(
      `"${appId}" is not an app id. Copy "Application (client) ID" from the app registration in Azure: 32 letters and digits with four dashes.`,
    )
  const common = { ...(appId === '' ? {} : { appId }), socketMode, folder: given.out }
  if (socketMode && appId === '') return { ...common, address: '', domain: '' }
  return { ...common, ...readAddress(address) }
}

const readArguments = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        'app-id': { type: 'string' },
        address: { type: 'string' },
        'socket-mode': { type: 'boolean', default: false },
        out: { type: 'string' },
      },
    }).values
  } catch (cause) {
    throw new Error(`I don't understand these arguments. Use: ${usage}`, { cause })
  }
}

const isAppId = (text: string): boolean => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)

/** Teams and Slack come to us over https alone, at a fixed path behind this address. */
const readAddress = (text: string): { readonly address: string; readonly domain: string } => {
  if (text === '')
    throw new Error(
      'The public address is missing. Set PUBLIC_URL in .env, or add --address https://assay.example.com',
    )
  const url = URL.parse(text)
  if (url?.protocol !== 'https:' || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new Error(
      `"${text}" cannot be the public address. It has to look like https://assay.example.com: with https, and with nothing after the host but perhaps a path.`,
    )
  return { address: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), domain: url.host }
}
