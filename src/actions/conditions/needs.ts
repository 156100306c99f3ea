import type { Certification } from '../../domain/certification.ts'
import { hypercareOf, hypercarePhase } from '../../domain/go-live.ts'
import { can } from '../../domain/person.ts'
import type { Way } from '../../domain/ref.ts'
import type { Need } from '../conversation/need.ts'
import { need } from '../conversation/need.ts'
import { eachOf } from '../load.ts'
import type { Look } from '../look.ts'

/** Conditions whose evidence waits for a steward's word. */
export const conditionsToAccept = async (
  look: Look,
  asked: readonly Certification[],
): Promise<readonly Need[]> => {
  const conditional = asked.filter(({ state }) => state === 'conditionally_certified')
  return (
    await eachOf(
      conditional.filter((certification) => can(look.person, { deed: 'condition.accept', certification })),
      (certification) =>
        eachOf(
          certification.conditions.filter((one) => one.state === 'evidenced'),
          (condition) =>
            need(look, certification, 'has a condition met, for you to accept', condition.due, {
              title: 'Have a look',
              what: 'accept-condition',
              id: certification.id,
              part: condition.id,
            }),
        ),
    )
  ).flat()
}

/** What its conditions ask for: before it goes live, hypercare asks for the day alone. */
export const conditionNeeds = async (look: Look, certification: Certification): Promise<readonly Need[]> => {
  const phase = hypercarePhase(certification, look)
  const hypercare = hypercareOf(certification)
  const needs = await eachOf(
    certification.conditions.filter((one) => one.state === 'open'),
    async ({ id, due }) => {
      const way = (title: string, what: string, part: string): Way => ({
        title,
        what,
        id: certification.id,
        part,
      })
      if (id !== hypercare?.id || phase === 'begun')
        return [
          await need(look, certification, 'has a condition to meet', due, way('Say how', 'condition', id)),
        ]
      return phase === 'unset'
        ? [
            await need(
              look,
              certification,
              'can go live: set the day',
              due,
              way('Set the day', 'go-live', ''),
            ),
          ]
        : []
    },
  )
  return needs.flat()
}
