import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Channel } from '../../ports/channel.ts'
import type { Login } from './login.ts'

export type TeamsOptions = {
  readonly appId: string
  readonly appPassword: string
  readonly tenantId: string
  /** Agents Playground: empty credentials, loopback only. */
  readonly local: boolean
  /** Hosts that a serviceUrl may have, besides Microsoft's own. */
  readonly serviceHosts: readonly string[]
  readonly now: () => number
  readonly onFault: (fault: unknown, doing: string) => string
  /** Where keys and tokens come from; Microsoft's by default, tests point them at loopback. */
  readonly login?: Login
}

export type TeamsChannel = Channel & {
  /** Takes POST /api/messages; answers every request itself and never throws. */
  readonly intake: (request: IncomingMessage, response: ServerResponse) => void
  /** Resolves when nothing that was answered is still on its way to Teams. */
  readonly settled: () => Promise<void>
}
