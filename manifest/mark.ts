type Point = readonly [x: number, y: number]
type Colour = readonly [red: number, green: number, blue: number]

/** The project's mark as its SVG draws it: a tick on a square with round corners. Lengths in units of the drawing. */
export type Mark = {
  readonly side: number
  readonly corner: number
  readonly colour: Colour
  readonly tick: readonly [Point, Point, Point]
  readonly stroke: number
}

/** Pixels, row by row, four bytes each: red, green, blue, opacity. */
export type Picture = { readonly side: number; readonly pixels: Uint8Array }

const white: Colour = [255, 255, 255]

/** Reads the mark from `icon.svg`. Throws where it is no longer drawn that way. */
export const readMark = (svg: string): Mark => {
  const rect = /<rect width="(\d+)" height="\1" rx="([\d.]+)" fill="#([0-9a-f]{6})"/.exec(svg)
  const path = /<path d="M([\d.]+) ([\d.]+)l([\d. -]+)"[^>]* stroke-width="([\d.]+)"/.exec(svg)
  const steps = [...(path?.[3] ?? '').matchAll(/-?[\d.]+/g)].map(Number)
  const [x, y] = [Number(path?.[1]), Number(path?.[2])]
  const [toX = NaN, toY = NaN, onX = NaN, onY = NaN] = steps
  const colour = parseInt(rect?.[3] ?? '', 16)
  if (steps.length !== 4 || [x, y, colour].some(Number.isNaN))
    throw new Error('Reading the mark: icon.svg is not one square and one tick of two lines any more')
  return {
    side: Number(rect?.[1]),
    corner: Number(rect?.[2]),
    colour: [colour >> 16, (colour >> 8) & 255, colour & 255],
    tick: [
      [x, y],
      [x + toX, y + toY],
      [x + toX + onX, y + toY + onY],
    ],
    stroke: Number(path?.[4]),
  }
}

/** Draws the tick on the full square: both platforms round the corners themselves. */
export const drawInColour = (mark: Mark, side: number): Picture =>
  draw(mark, side, (point, ink) => {
    const share = ink(tickDistance(mark, point))
    const mix = (at: 0 | 1 | 2): number => Math.round(mark.colour[at] * (1 - share) + white[at] * share)
    return [mix(0), mix(1), mix(2), 255]
  })

/** Draws tick and edge in white on nothing, as Teams wants its outline. */
export const drawOutline = (mark: Mark, side: number): Picture =>
  draw(mark, side, (point, ink) => {
    const share = Math.max(ink(tickDistance(mark, point)), ink(edgeDistance(mark, point)))
    return [...white, Math.round(share * 255)]
  })

/** `ink` says how much of a pixel a shape covers, from the distance of the pixel's middle to the shape. */
const draw = (
  mark: Mark,
  side: number,
  colourAt: (point: Point, ink: (distance: number) => number) => readonly [...Colour, number],
): Picture => {
  const scale = side / mark.side
  const ink = (distance: number): number => Math.min(1, Math.max(0, 0.5 - distance * scale))
  const pixels = new Uint8Array(side * side * 4)
  for (let row = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 1)
      pixels.set(colourAt([(column + 0.5) / scale, (row + 0.5) / scale], ink), (row * side + column) * 4)
  return { side, pixels }
}

/** Distance to the stroke of the tick, less than 0 within it. */
const tickDistance = ({ tick: [from, over, to], stroke }: Mark, point: Point): number =>
  Math.min(lineDistance(point, from, over), lineDistance(point, over, to)) - stroke / 2

const lineDistance = ([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number => {
  const [alongX, alongY] = [toX - fromX, toY - fromY]
  const part = ((x - fromX) * alongX + (y - fromY) * alongY) / (alongX ** 2 + alongY ** 2)
  const near = Math.min(1, Math.max(0, part))
  return Math.hypot(x - fromX - near * alongX, y - fromY - near * alongY)
}

/** Distance to a line two units wide along the inside of the square. */
const edgeDistance = ({ side, corner }: Mark, [x, y]: Point): number => {
  const [acrossX, acrossY] = [x, y].map((at) => Math.abs(at - side / 2) - side / 2 + corner) as [
    number,
    number,
  ]
  const outside = Math.hypot(Math.max(acrossX, 0), Math.max(acrossY, 0))
  const square = outside + Math.min(Math.max(acrossX, acrossY), 0) - corner
  return Math.abs(square + 1) - 1
}
