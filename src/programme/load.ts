import type { z } from 'zod'
import type { Condition, Programme, Question as CompiledQuestion, SeatRule, StepRule, Tier } from '../domain/programme.ts'
import { tiers, unknown } from '../domain/programme.ts'
import { pointsOfUnknown } from '../domain/risk.ts'
import type { Compile } from './cel.ts'
import { createCompile } from './cel.ts'
import type { Parts, Placed } from './check.ts'
import { checkParts, idsAt, passerOf } from './check.ts'
import type { Path, PolicyDocument } from './document.ts'
import { parsePolicy } from './document.ts'
import { PolicyFault } from './fault.ts'
import { valueAt } from './place.ts'
import type { Reader } from './reader.ts'
import { createReader } from './reader.ts'
import { labelled, MicroCertification, Page, Policy, Question, Stage, Step } from './shape.ts'

/**
 * Reads, checks and compiles a programme policy. Throws one `PolicyFault` that carries every mistake with its line, column
 * and cure. `file` is only the name told in mistakes; `hash` gives the content's SHA-256 as hex.
 */
export const loadProgramme = (source: string, file: string, hash: (content: string) => string): Programme => {
  const document = parsePolicy(source, file)
  const reader = createReader(document)
  const parts = readParts(reader)
  checkParts(reader, parts)
  const conditions = compileConditions(document, reader)
  const policy = document.mistakes.length === 0 ? reader.read(Policy, []) : undefined
  if (!policy) throw new PolicyFault(file, sorted(document))
  return assemble(policy, parts, conditions, hash(source))
}

/** In the order of the file, each once. */
const sorted = ({ mistakes }: PolicyDocument) => {
  const seen = new Set<string>()
  return mistakes
    .filter((one) => {
      const key = JSON.stringify([one.line, one.column, one.what])
      return !seen.has(key) && seen.add(key)
    })
    .sort((a, b) => a.line - b.line || a.column - b.column)
}
