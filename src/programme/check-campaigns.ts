import { notOneOf } from './fault.ts'
import type { Parts } from './parts.ts'
import { idsAt } from './parts.ts'
import type { Reader } from './reader.ts'

/** Notes spans of campaigns that contradict each other, and questions that nobody is asked. */
export const checkCampaigns = (reader: Reader, { top, isWhole }: Parts): void => {
  const { campaigns } = top
  if (!campaigns) return
  const { least_days: least, most_days: most, usual_days: usual } = campaigns
  if (most < least)
    reader.mistake(
      ['campaigns', 'most_days'],
      `nobody could start one: at most ${most} days, but at least ${least}; write ${least} or more`,
    )
  else if (usual < least || usual > most)
    reader.mistake(['campaigns', 'usual_days'], `${usual} is not from ${least} to ${most}; write one of them`)
  const known = idsAt(reader.data, ['questions'])
  for (const [index, id] of (campaigns.questions ?? []).entries()) {
    const at = ['campaigns', 'questions', index]
    if (campaigns.questions?.indexOf(id) !== index) reader.mistake(at, `"${id}" stands here twice; keep one`)
    else if (!known.includes(id) && isWhole(['questions']))
      reader.mistake(at, `question ${notOneOf(id, known)}`)
  }
}
