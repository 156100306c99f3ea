import { LogLevel } from '@slack/bolt'
import type { Logger } from '@slack/bolt'

/** What Slack's own packages would write goes nowhere: it may hold message text. Their errors reach us as errors. */
export const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
}
