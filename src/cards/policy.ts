import { home } from '../actions/conversation/home.ts'
import { card } from './card.ts'
import { capital, list } from './words.ts'

export const policyCard = card('policy', {
  line: (view) => `${view.title} of ${view.organisation}, policy version ${view.version}.`,
  fields: (view) => ({
    name: `${view.title}, ${view.organisation}`,
    goals: view.goals.map((text) => ({ text })),
    appetite: view.riskAppetite,
    tools: view.approvedTools.map((text) => ({ text })),
    boundaries: view.boundaries.map((text) => ({ text })),
    facts: [
      { name: 'Who may build', value: view.whoQualifies },
      { name: 'Sponsor', value: view.sponsor },
      { name: 'Written with', value: capital(list(view.coAuthors)) },
    ],
    version: `Policy version ${view.version}, content ${view.hash.slice(0, 12)}`,
    home: home.with({}),
  }),
})
