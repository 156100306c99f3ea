import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { launch } from './chromium.ts'
import type { Hand } from './hand.ts'
import { byMouse } from './hand.ts'
import { hear } from './heard.ts'
import { byKeyboard } from './keyboard.ts'
import type { Notice } from './play.ts'
import { classify, passSteps, register } from './play.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'

let browser: Browser
let stage: Stage

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())
afterEach(async () => {
  expect(stage.complaints).toEqual([])
  await stage.close()
})

const take: Notice = (_hand, what) => stage.shot(what)

/** Dana takes a moderate solution to Submit; Ben, whom she names, confirms what he is asked. */
const submitModerate = async (dana: Hand, ben: Hand, notice?: Notice): Promise<void> => {
  await register(dana, 'moderate', notice)
  await classify(dana, 'moderate', notice)
  for (let rounds = 6; rounds > 0; rounds -= 1) {
    if ((await passSteps(dana, notice)) === 'submitted') return
    await ben.come()
    await ben.press('Confirm')
    await notice?.(ben, 'confirmed')
    await dana.come()
    await dana.say('status CRT-1')
  }
  throw new Error('never came to Submit')
}

/** Moves the clock past the minute in which a decision can be undone: then the developer is told. */
const letItStand = async (hand: Hand): Promise<void> => {
  await hand.told('You can undo this for a minute').waitFor()
  await hand.press('+1 hour', hand.page.getByRole('group', { name: 'Move the clock' }))
}

describe('a low solution, Dana alone', () => {
  it('goes from the first word to the certificate and a rating', async () => {
    stage = await openStage(browser, 'low')
    const dana = byMouse(stage.page, 'dana')
    const nameless: string[] = []
    const notice: Notice = async (hand, what) => {
      nameless.push(...(await hear(hand.page.locator('body'))).nameless)
      await take(hand, what)
    }

    await register(dana, 'low', notice)
    await classify(dana, 'low', notice)
    await passSteps(dana, notice)

    await dana.told('You can use it now').waitFor()
    await dana.press(/^4/)
    await notice(dana, 'rated')
    await dana.press('Send', dana.card())
    await notice(dana, 'thanked')
    expect(nameless).toEqual([])
  })
})

describe('a moderate solution, Dana and Priya side by side', () => {
  it('is approved on one side and certified on the other without a reload', async () => {
    stage = await openStage(browser, 'moderate', { viewport: { width: 1500, height: 950 } })
    const [dana, priya, ben] = ['dana', 'priya', 'ben'].map((seat) => byMouse(stage.page, seat)) as [
      Hand,
      Hand,
      Hand,
    ]
    await submitModerate(dana, ben, take)
    await priya.told('asks you to approve').waitFor()
    await take(priya, 'asked')

    await priya.press('Approve')
    await take(priya, 'approved')
    await letItStand(priya)

    await dana.told('You can use it now').waitFor()
    await ben.told('Priya Nair approved it').waitFor()
    await take(ben, 'closed')
  })
})

describe('with the keyboard alone', () => {
  it('takes a low solution from the first word to a rating', async () => {
    stage = await openStage(browser, 'keyboard-low')
    const dana = byKeyboard(stage.page, 'dana')

    await register(dana, 'low')
    await classify(dana, 'low')
    await passSteps(dana)
    await dana.told('You can use it now').waitFor()
    await dana.press(/^4/)
    await dana.press('Send', dana.card())

    await take(dana, 'thanked')
  })

  it('takes a moderate solution to the stewards and approves it', async () => {
    stage = await openStage(browser, 'keyboard-moderate', { viewport: { width: 1500, height: 950 } })
    const [dana, priya, ben] = ['dana', 'priya', 'ben'].map((seat) => byKeyboard(stage.page, seat)) as [
      Hand,
      Hand,
      Hand,
    ]

    await submitModerate(dana, ben)
    await priya.told('asks you to approve').waitFor()
    await priya.press('Approve')
    await letItStand(priya)

    await dana.told('You can use it now').waitFor()
    await take(dana, 'certified')
  })
})
