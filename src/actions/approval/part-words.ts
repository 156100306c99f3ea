import type { Certification } from '../../domain/certification.ts'
import { questionName } from '../load.ts'
import type { Look } from '../look.ts'

/** A part of the frozen content, as people call it. */
export const partWords = (
  { programme }: Pick<Look, 'programme'>,
  certification: Certification,
  part: string,
): string => {
  if (part.startsWith('answer ')) return `answer: ${questionName(programme, part.slice('answer '.length))}`
  if (part.startsWith('waiver ')) return `waiver: ${questionName(programme, part.slice('waiver '.length))}`
  if (part.startsWith('step ')) {
    const id = part.slice('step '.length)
    return `step: ${certification.steps.find((step) => step.id === id)?.title ?? id}`
  }
  return part
}
