/**
 * Microsoft's connectors, public and for governments. Not all of trafficmanager.net: anybody may register a name there.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
const microsoft = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
]
const microsoftDomain = '.botframework.com'

export type Hosts = { readonly local: boolean; readonly serviceHosts: readonly string[] }

/**
 * Whether our token may go to this address. The text itself is looked at, not what a parser makes of it: a user name, a port, a
 * backslash, an IP or a letter of another alphabet does not fit. On loopback (`local`) there is no token, and only loopback is taken.
 */
export const isServiceUrl = (url: string, { local, serviceHosts }: Hosts): boolean => {
  if (local) return /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?(\/[\w./-]*)?$/.test(url)
  const host = /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:\/[\w./-]*)?$/i.exec(url)?.[1]?.toLowerCase()
  if (host === undefined || url.includes('..') || /^[\d.]+$/.test(host)) return false
  return (
    microsoft.includes(host) ||
    host.endsWith(microsoftDomain) ||
    serviceHosts.some((one) => one.toLowerCase() === host)
  )
}
