import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { launch, visit } from './chromium.ts'
import { startPlayground } from './playground.ts'
import type { Bench } from './playground.ts'

/** Opens a playground for each test of a file, in one browser; `open` brings up another one in its place. */
export const inPlayground = (enter: (bench: Bench) => void = () => undefined) => {
  let browser: Browser
  let bench: Bench
  const open = async (port?: number): Promise<void> => {
    bench = await startPlayground(port)
    enter(bench)
  }
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  beforeEach(() => open())
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await bench.stop()
  })
  return { open, visit: (options?: BrowserContextOptions) => visit(browser, bench.url, options) }
}
