import { day } from '../domain/time-words.ts'
import { open } from '../actions/open.ts'
import type { Blocked, WaiverLine, WaiverWay } from '../domain/view-parts.ts'
import type { Fields, Reader } from './card.ts'
import { plain } from './plain.ts'
import { capital, list } from './words.ts'

type Blocks = {
  readonly certification: string
  readonly blocked: readonly Blocked[]
  readonly waived: readonly WaiverLine[]
  readonly waiver: WaiverWay | null
}

/** Why something cannot be submitted for now, what could be used instead, a line each, and what is waived. */
export const blockedLines = ({ certification, blocked, waived, waiver }: Blocks, reader: Reader): Fields => {
  const instead = blocked.flatMap((one) => one.alternatives)
  return {
    isBlocked: blocked.length > 0,
    blockedText: [
      ...blocked.map((one) => `"${one.answer}" (${one.question}) blocks submitting for now.`),
      ...wayOut(waiver, instead.length > 0),
    ].join(' '),
    alternatives: instead.map((text) => ({ text })),
    isWaived: waived.length > 0,
    waivedText: waived
      .map((one) => `Waived until ${day(one.until, reader)}: "${one.answer}" (${one.question}).`)
      .join(' '),
    hasWaiver: waiver !== null,
    waiverTitle: waiver?.stage === 'asked' ? 'Show the waiver' : 'Ask for a waiver',
    waiver: open.with({
      what: waiver?.stage === 'asked' ? 'waiver' : 'ask-waiver',
      id: certification,
      part: waiver?.part ?? '',
    }),
  }
}

/** What can be done about it: an exception, or something else to use. */
const wayOut = (waiver: WaiverWay | null, hasOthers: boolean): readonly string[] => {
  if (waiver?.stage === 'ask')
    return [`You can ask for a waiver, an exception for a time${hasOthers ? ', or use instead:' : '.'}`]
  return [...(waiver ? ['A waiver is asked for.'] : []), ...(hasOthers ? ['Instead you could use:'] : [])]
}

/** A waiver in full, for whoever decides on what it lets through. */
export const waivedInFull = (
  waived: readonly WaiverLine[],
  reader: Reader,
): readonly { readonly text: string }[] =>
  waived.map((one) => ({
    text: `${capital(one.question)}: ${one.answer}, waived until ${day(one.until, reader)} by ${list(one.by)}. Meanwhile: ${plain(one.controls, 300)}`,
  }))
