import type { Scope } from './action.ts'

/** Where each form's typed values are kept while it is open: the names that drafts are stored under. */
export const forms = {
  registration: () => ({ form: 'registration', subject: 'new' }),
  questions: (certification: string) => ({ form: 'questions', subject: certification }),
  step: (certification: string, step: string) => ({ form: 'step', subject: `${certification}/${step}` }),
  quiz: (certification: string, step: string) => ({ form: 'quiz', subject: `${certification}/${step}` }),
  notRight: (certification: string, step: string) => ({
    form: 'not-right',
    subject: `${certification}/${step}`,
  }),
  decide: (approval: string, verdict: string) => ({ form: 'decide', subject: `${approval}/${verdict}` }),
  condition: (certification: string, condition: string) => ({
    form: 'condition',
    subject: `${certification}/${condition}`,
  }),
  goLive: (certification: string) => ({ form: 'go-live', subject: certification }),
  rating: (certification: string) => ({ form: 'rating', subject: certification }),
  askOwner: (asset: string) => ({ form: 'ask-owner', subject: asset }),
  appeal: (certification: string) => ({ form: 'appeal', subject: certification }),
  away: () => ({ form: 'away', subject: 'me' }),
  tier: (certification: string) => ({ form: 'tier', subject: certification }),
  waiver: (certification: string, question: string) => ({
    form: 'waiver',
    subject: `${certification}/${question}`,
  }),
  refuseWaiver: (certification: string, ask: string) => ({
    form: 'refuse-waiver',
    subject: `${certification}/${ask}`,
  }),
  sample: (certification: string) => ({ form: 'sample', subject: certification }),
  handOver: (asset: string) => ({ form: 'hand-over', subject: asset }),
  settle: (certification: string, question: string) => ({
    form: 'settle',
    subject: `${certification}/${question}`,
  }),
  stop: (certification: string, deed: string) => ({ form: 'stop', subject: `${certification}/${deed}` }),
  noChange: (certification: string) => ({ form: 'no-change', subject: certification }),
  change: (certification: string) => ({ form: 'change', subject: certification }),
  remark: (of: string) => ({ form: 'remark', subject: of }),
  rollout: () => ({ form: 'rollout', subject: 'all' }),
  snooze: (reminder: string) => ({ form: 'snooze', subject: reminder }),
  newOwner: (asset: string) => ({ form: 'new-owner', subject: asset }),
  disown: (asset: string) => ({ form: 'disown', subject: asset }),
  campaign: () => ({ form: 'campaign', subject: 'new' }),
  settings: () => ({ form: 'settings', subject: 'me' }),
}
type Form = { readonly form: string; readonly subject: string }

/** What a draft keeps of what comes in: no field takes as much, and no form has as many. */
const longest = 12_000
const mostFields = 40
const longestName = 64
const longestWhole = 64_000

/** Adds typed values to a form's draft; what is there under other names stays. */
export const keepDraft = async (
  scope: Scope,
  form: Form,
  values: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> => {
  const before = await scope.session.drafts.get(scope.person.id, form.form, form.subject)
  const merged: Record<string, string> = { ...before?.values }
  let whole = Object.values(merged).join('').length
  for (const [id, value] of Object.entries(values)) {
    const isNew = merged[id] === undefined
    if (id.length > longestName || (isNew && Object.keys(merged).length >= mostFields)) continue
    const cut = value.slice(0, longest)
    whole += cut.length - (merged[id]?.length ?? 0)
    if (whole > longestWhole) break
    merged[id] = cut
  }
  await scope.session.drafts.put({ person: scope.person.id, ...form, values: merged, at: scope.context.now })
  return merged
}

export const dropDraft = (scope: Scope, form: Form): Promise<void> =>
  scope.session.drafts.drop(scope.person.id, form.form, form.subject)
