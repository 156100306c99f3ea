import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { startAssay } from '../process.ts'
import { visit } from './chromium.ts'

export type Stage = {
  readonly page: Page
  readonly complaints: readonly string[]
  /** Puts a picture of the page into `build/screens/journey/`, numbered in the order of the story. */
  readonly shot: (what: string) => Promise<void>
  readonly close: () => Promise<void>
}

const folder = 'build/screens/journey'

/** The real program on an empty database, on the morning of a working day, and a fresh window on its playground. */
export const openStage = async (
  browser: Browser,
  story: string,
  options: BrowserContextOptions = {},
): Promise<Stage> => {
  const home = await mkdtemp(join(tmpdir(), 'assay-browser-'))
  const assay = await startAssay(join(home, 'assay.db'))
  await untilMorning(assay.address)
  await mkdir(folder, { recursive: true })
  const { page, complaints } = await visit(browser, assay.address, options)
  let shots = 0
  return {
    page,
    complaints,
    shot: async (what) => {
      shots += 1
      const number = String(shots).padStart(2, '0')
      await page.screenshot({ path: join(folder, `${story}-${number}-${what}.png`) })
    },
    close: async () => {
      await page.context().close()
      await assay.kill()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Turns the clock to a working hour, so that no quiet hours hold a message back whenever the test is run. */
const untilMorning = async (address: string): Promise<void> => {
  for (let hours = 0; hours < 24 * 5; hours += 1) {
    const { now } = (await (await fetch(`${address}/playground/state`)).json()) as { now: string }
    const at = new Date(now)
    if (at.getUTCDay() >= 1 && at.getUTCDay() <= 3 && at.getUTCHours() === 9) return
    await fetch(`${address}/playground/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ move: 'hour' }),
    })
  }
  throw new Error('no working morning came')
}
