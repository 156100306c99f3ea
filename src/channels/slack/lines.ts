import type {
  RichTextBlock,
  RichTextElement,
  RichTextList,
  RichTextQuote,
  RichTextSection,
} from '@slack/types'
import { LIMITS } from './limits.ts'
import type { Piece, Run } from './pieces.ts'
import { isBlank, lengthOf, split } from './text.ts'

export type Line = Extract<Piece, { kind: 'line' }>

const bullet = '• '

/** Lines that follow each other, as rich text: what people typed is nothing but letters there. Lines of one matter share a block. */
export const richText = (lines: readonly Line[]): readonly RichTextBlock[] => {
  const blocks: RichTextBlock[] = []
  let group: Line[] = []
  let length = 0
  const close = (): void => {
    if (group.length > 0) blocks.push({ type: 'rich_text', elements: elementsOf(group) })
    group = []
    length = 0
  }
  for (const line of lines.flatMap(short)) {
    const [last] = group
    const own = line.runs.reduce((sum, run) => sum + lengthOf(run.text), 0)
    if (line.gap || (last && last.quoted !== line.quoted) || length + own > LIMITS.text) close()
    group.push(line)
    length += own
  }
  close()
  return blocks
}

type Part = RichTextSection | RichTextList | RichTextQuote

const elementsOf = (lines: readonly Line[]): Part[] => {
  if (lines[0]?.quoted)
    return [
      {
        type: 'rich_text_quote',
        elements: lines.flatMap(({ runs }, at) => [
          ...(at === 0 ? [] : [{ type: 'text' as const, text: '\n' }]),
          ...runs.map(element),
        ]),
      },
    ]
  const parts: Part[] = []
  for (const { runs } of lines) {
    const listed = withoutBullet(runs)
    const section: RichTextSection = { type: 'rich_text_section', elements: (listed ?? runs).map(element) }
    const last = parts.at(-1)
    if (!listed) parts.push(section)
    else if (last?.type === 'rich_text_list') last.elements.push(section)
    else parts.push({ type: 'rich_text_list', style: 'bullet', elements: [section] })
  }
  return parts
}

/** The runs of a line of a list, without the dot that Slack sets itself; undefined where it is no such line. */
const withoutBullet = ([first, ...rest]: readonly Run[]): readonly Run[] | undefined => {
  if (!first?.text.startsWith(bullet)) return undefined
  const runs = [{ ...first, text: first.text.slice(bullet.length) }, ...rest].filter(
    ({ text }) => text !== '',
  )
  return runs.length === 0 ? undefined : runs
}

const element = ({ text, bold, italic, strike }: Run): RichTextElement => ({
  type: 'text',
  text,
  ...(bold || italic || strike
    ? {
        style: {
          ...(bold ? { bold } : {}),
          ...(italic ? { italic } : {}),
          ...(strike ? { strike } : {}),
        },
      }
    : {}),
})

/** A line as lines that each fit into a block. */
const short = (line: Line): readonly Line[] => {
  const lines: Run[][] = [[]]
  let length = 0
  for (const run of line.runs)
    for (const text of split(run.text, LIMITS.text)) {
      length += lengthOf(text)
      if (length > LIMITS.text) {
        lines.push([])
        length = lengthOf(text)
      }
      lines.at(-1)?.push({ ...run, text })
    }
  return lines
    .filter((runs) => runs.some(({ text }) => !isBlank(text)))
    .map((runs, at) => ({ ...line, runs, gap: at === 0 && line.gap }))
}
