import type { KnownBlock } from '@slack/types'
import { LIMITS } from './limits.ts'

/** How much a surface takes. */
export type Room = {
  readonly blocks: number
  readonly size: number
  readonly sizeOf: (blocks: readonly KnownBlock[]) => number
}

export const messageRoom: Room = {
  blocks: LIMITS.message.blocks,
  size: LIMITS.message.size,
  sizeOf: (blocks) => JSON.stringify(blocks).length,
}

export const viewRoom: Room = {
  blocks: LIMITS.view.blocks,
  size: LIMITS.view.bytes,
  sizeOf: (blocks) => Buffer.byteLength(JSON.stringify(blocks)),
}

/** Puts blocks into a room: first without lines between them, then cut, with `more` where something is missing. The foot stays. */
export const fit = (
  body: readonly KnownBlock[],
  foot: readonly KnownBlock[],
  more: readonly KnownBlock[],
  room: Room,
): KnownBlock[] => {
  const fits = (blocks: readonly KnownBlock[]): boolean =>
    blocks.length <= room.blocks && room.sizeOf(blocks) <= room.size
  const light = body.filter(({ type }) => type !== 'divider')
  for (const blocks of [
    [...body, ...foot],
    [...light, ...foot],
  ])
    if (fits(blocks)) return blocks

  const end = [...more, ...smaller(foot, room)]
  const kept: KnownBlock[] = []
  // A comma each.
  let size = room.sizeOf(end)
  for (const block of light) {
    size += room.sizeOf([block])
    if (size > room.size || kept.length + end.length >= room.blocks) break
    kept.push(block)
  }
  return [...kept, ...end]
}

/** A foot that leaves at least half of the room to what it belongs to. */
const smaller = (foot: readonly KnownBlock[], room: Room): readonly KnownBlock[] => {
  const kept: KnownBlock[] = []
  for (const block of foot) {
    const elements = block.type === 'actions' ? block.elements : []
    for (let most = elements.length; most >= 0; most -= 1) {
      if (block.type === 'actions' && most === 0) break
      const less = block.type === 'actions' ? { ...block, elements: elements.slice(0, most) } : block
      if (room.sizeOf([...kept, less]) > room.size / 2) continue
      kept.push(less)
      break
    }
  }
  return kept.slice(0, room.blocks / 2)
}
