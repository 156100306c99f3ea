import type { Certification } from '../../domain/certification.ts'
import type { Unknown } from '../../domain/view-parts.ts'
import { answerLabel, eachOf, nameOf, questionName } from '../load.ts'
import type { Look } from '../look.ts'

/** The answers of a certification that its developer did not know, and what a steward has said to them. */
export const unknownsOf = (look: Look, { settlements }: Certification): Promise<readonly Unknown[]> =>
  eachOf(settlements, async ({ question, due, to, by }) => ({
    question: questionName(look.programme, question),
    due: to === null ? due : null,
    answer: to === null ? '' : answerLabel(look.programme, question, to),
    who: by === null ? '' : await nameOf(look.session, by),
  }))
