// Draws the icons anew from the mark: node manifest/draw.ts, after a change of icon.svg. The files are kept in the repository.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawInColour, drawOutline, readMark } from './mark.ts'
import { png } from './png.ts'

const here = import.meta.dirname
const mark = readMark(readFileSync(join(here, '../src/channels/web/page/icon.svg'), 'utf8'))

writeFileSync(join(here, 'teams/color.png'), png(drawInColour(mark, 192)))
writeFileSync(join(here, 'teams/outline.png'), png(drawOutline(mark, 32)))
// Slack takes no icon from a manifest; it is uploaded by hand and has to be at least 512 wide.
writeFileSync(join(here, 'slack/icon.png'), png(drawInColour(mark, 512)))
