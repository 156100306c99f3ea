import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Pictures kept at once; one that is asked for again is mostly the same. */
const picturesKept = 50

/** The fonts come along: a server mostly has none. */
const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => join(fonts, name))

/** Draws an SVG document as PNG: neither Slack nor Teams shows the former. */
export const createPngs = (): ((svg: string) => Promise<Uint8Array<ArrayBuffer>>) => {
  const drawn = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  return (svg) => {
    const before = drawn.get(svg)
    if (before) return before
    const drawing = draw(svg)
    drawn.set(svg, drawing)
    drawing.catch(() => drawn.delete(svg))
    const [oldest] = drawn.keys()
    if (drawn.size > picturesKept && oldest !== undefined) drawn.delete(oldest)
    return drawing
  }
}

const draw = async (svg: string): Promise<Uint8Array<ArrayBuffer>> => {
  // Ten megabytes that nobody needs before the first certificate.
  const { renderAsync } = await import('@resvg/resvg-js')
  const picture = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'DejaVu Sans' },
  })
  return new Uint8Array(picture.asPng())
}
