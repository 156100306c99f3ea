import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drawInColour, drawOutline, readMark } from '../../manifest/mark.ts'
import { readIcon, room } from './package.ts'

const svg = readFileSync(join(room, '../src/channels/web/page/icon.svg'), 'utf8')
const mark = readMark(svg)

/** Each pixel as red, green, blue, opacity. */
const each = (pixels: Uint8Array): readonly (readonly number[])[] =>
  Array.from({ length: pixels.length / 4 }, (_, at) => [...pixels.subarray(at * 4, at * 4 + 4)])
const share = (pixels: Uint8Array, holds: (pixel: readonly number[]) => boolean): number =>
  each(pixels).filter(holds).length / (pixels.length / 4)
const isWhite = ([red, green, blue]: readonly number[]): boolean =>
  red === 255 && green === 255 && blue === 255

describe('the icons', () => {
  it.each([
    ['teams/color.png', 192],
    ['teams/outline.png', 32],
    ['slack/icon.png', 512],
  ])('%s is %i pixels wide and high', (file, side) => {
    const { width, height } = readIcon(file)

    expect([width, height]).toEqual([side, side])
  })

  it.each(['teams/color.png', 'slack/icon.png'])(
    '%s shows a white tick on our colour, and covers all',
    (file) => {
      const { pixels } = readIcon(file)

      expect(each(pixels)[0]).toEqual([...mark.colour, 255])
      expect(share(pixels, isWhite)).toBeGreaterThan(0.05)
      expect(share(pixels, isWhite)).toBeLessThan(0.2)
      expect(share(pixels, ([, , , opacity]) => opacity === 255)).toBe(1)
    },
  )

  it('teams/outline.png is white on nothing', () => {
    const { pixels } = readIcon('teams/outline.png')

    expect(share(pixels, isWhite)).toBe(1)
    expect(share(pixels, ([, , , opacity]) => opacity === 0)).toBeGreaterThan(0.4)
    expect(share(pixels, ([, , , opacity]) => opacity === 255)).toBeGreaterThan(0.15)
  })

  it('are what the mark of today looks like: else run node manifest/draw.ts', () => {
    expect(readIcon('teams/color.png').pixels).toEqual(drawInColour(mark, 192).pixels)
    expect(readIcon('teams/outline.png').pixels).toEqual(drawOutline(mark, 32).pixels)
    expect(readIcon('slack/icon.png').pixels).toEqual(drawInColour(mark, 512).pixels)
  })

  it('refuses a mark that is drawn in another way', () => {
    expect(() => readMark(svg.replace('l4.4', 'c4.4'))).toThrow('not one square and one tick')
    expect(() => readMark(svg.replace('<rect', '<circle'))).toThrow('not one square and one tick')
  })
})
