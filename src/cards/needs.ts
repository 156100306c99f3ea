import type { NeedLine } from '../domain/talk-view.ts'
import { capital, plural } from './words.ts'

/** How much needs somebody, and how much has only happened: "2 things need you, and 1 has happened"; `more` lies beyond what is shown. */
export const countNeeds = (needs: readonly NeedLine[], more = 0): string => {
  const news = needs.filter(({ isNews }) => isNews === true).length
  const rest = needs.length - news + more
  const asked = `${plural(rest, 'thing')} ${rest === 1 ? 'needs' : 'need'} you`
  if (news === 0) return capital(asked)
  const verb = news === 1 ? 'has happened' : 'have happened'
  return capital(rest === 0 ? `${plural(news, 'thing')} ${verb}` : `${asked}, and ${news} ${verb}`)
}
