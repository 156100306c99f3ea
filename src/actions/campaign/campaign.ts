import { z } from 'zod'
import { end, start } from '../../domain/campaign.ts'
import { readFields } from '../../domain/form.ts'
import { Refusal } from '../../domain/refusal.ts'
import { nearest } from '../../domain/spelling.ts'
import type { Scope } from '../action.ts'
import { action, anyInputs, noInputs, nothing } from '../action.ts'
import { dropDraft, forms, keepDraft } from '../forms.ts'
import { keep } from '../load.ts'
import { figuresOf } from './settle.ts'
import { readCampaign } from './read-campaign.ts'
import { campaignOf } from './views.ts'
import {
  added,
  cleared,
  draftOf,
  filterOf,
  firstFields,
  meantBy,
  permitCampaigns,
  readDays,
  refuseNothing,
  waysOf,
} from './wish.ts'

const how =
  'Type campaign new to start one, or campaign and its reference, for example campaign CMP-1; close or cancel before it ends one.'
const verbs = ['new', 'close', 'cancel']

/** The review campaigns there are, one of them, or the form for a new one. */
export const campaign = action('campaign.show', {
  carries: nothing,
  asks: noInputs,
  words: ['campaign', 'campaigns'],
  help: 'ask for the review of many at once: campaign new',
  roles: ['steward'],
  typed: async (rest, scope) => {
    await permitCampaigns(scope)
    const words = rest.trim().toLowerCase()
    if (words === '') {
      const there = await scope.session.campaigns.count('all')
      return { show: there === 0 ? 'campaign-form' : 'campaigns' }
    }
    const read = /^(?:(close|cancel)\s+)?#?cmp[\s-]?(\d{1,9})$/.exec(words)
    const known = read && (await campaignOf(scope.session, `CMP-${Number(read[2])}`))
    if (known && (read[1] === 'close' || read[1] === 'cancel'))
      return { show: 'campaign-end', campaign: known.id, how: read[1] }
    if (known) return { show: 'campaign', campaign: known.id }
    const [word = ''] = words.split(/\s+/)
    const near = verbs.includes(word) ? undefined : nearest(word, verbs)
    throw new Refusal(
      'invalid',
      `I do not know "${rest.trim().slice(0, 40)}" here.${near === undefined ? '' : ` Did you mean ${near}?`} ${how}`,
    )
  },
  run: async (scope) => {
    await permitCampaigns(scope)
    return { ref: { show: 'campaigns' }, as: 'new' }
  },
})

/** The whole of a new campaign in one line: what it would come to is shown, and nothing is started by it. */
export const proposeCampaign = action('campaign.propose', {
  carries: nothing,
  asks: z.object({ words: z.string() }),
  words: ['campaign new', 'campaigns new', 'new campaign'],
  roles: ['steward'],
  typed: async (rest, scope) => {
    await permitCampaigns(scope)
    return /^[\s.!]*$/.test(rest) ? { show: 'campaign-form' } : { carries: {}, asks: { words: rest } }
  },
  run: async (scope, _carries, { words }) => {
    await permitCampaigns(scope)
    const { programme, now } = scope.context
    const ways = waysOf(programme, await scope.session.people.units())
    const { name, why, days: said, chosen } = readCampaign(words, ways)
    const read = readFields(firstFields(programme), {
      name,
      why,
      days: said === '' ? String(programme.campaigns.usualDays) : said,
    })
    const next = {
      ...cleared(ways),
      ...read,
      ...chosen,
      days: String(readDays(read['days'] ?? '', programme)),
      isNamed: 'yes',
    }
    const filter = filterOf(programme, next)
    const { count } = await scope.session.campaigns.counted(await meantBy(scope, filter, now))
    if (count === 0) await refuseNothing(scope, filter, now, 'type it again without that')
    await keepDraft(scope, forms.campaign(), next)
    return { ref: { show: 'campaign-preview' }, as: 'new' }
  },
})

/** Takes the name, the reason and the days, and goes on to whom it asks. */
export const beginCampaign = action('campaign.begin', {
  carries: nothing,
  asks: anyInputs,
  form: () => ({ ...forms.campaign(), again: { show: 'campaign-form' } }),
  run: async (scope, _carries, values) => {
    await permitCampaigns(scope)
    const { programme } = scope.context
    const read = readFields(firstFields(programme), values)
    const days = readDays(read['days'] ?? '', programme)
    await keepDraft(scope, forms.campaign(), { ...read, days: String(days), isNamed: 'yes' })
    return { ref: { show: 'campaign-filter' } }
  },
})

/** Narrows whom it asks: `more` adds what was chosen, `clear` begins anew, `preview` shows what it would come to. */
export const narrowCampaign = action('campaign.narrow', {
  carries: z.strictObject({ way: z.enum(['more', 'clear', 'preview']) }),
  asks: anyInputs,
  form: () => ({ ...forms.campaign(), again: { show: 'campaign-filter' } }),
  run: async (scope, { way }, values) => {
    await permitCampaigns(scope)
    const draft = await namedDraft(scope)
    const { programme, now } = scope.context
    const ways = waysOf(programme, await scope.session.people.units())
    const next = way === 'clear' ? cleared(ways) : added(ways, draft.values, values)
    const merged = await keepDraft(scope, forms.campaign(), next)
    if (way !== 'preview') return { ref: { show: 'campaign-filter' } }
    const filter = filterOf(programme, merged)
    const { count } = await scope.session.campaigns.counted(await meantBy(scope, filter, now))
    if (count === 0) await refuseNothing(scope, filter, now)
    return { ref: { show: 'campaign-preview' } }
  },
})

/** What somebody has said of the campaign so far. Refuses where that is nothing. */
const namedDraft = async (scope: Scope) => {
  const draft = await draftOf(scope)
  if (!draft)
    throw new Refusal(
      'changed-since',
      'This form is not open any more: it was started, or never begun. Type campaign new to begin one.',
    )
  return draft
}

/** Starts what was previewed: `seen` is when it was typed. The reviews are opened right after, in portions. */
export const startCampaign = action('campaign.start', {
  carries: z.strictObject({ seen: z.string() }),
  asks: noInputs,
  run: async (scope, { seen }) => {
    await permitCampaigns(scope)
    const { session, context, person } = scope
    const { values, at } = await namedDraft(scope)
    if (at !== seen)
      throw new Refusal(
        'changed-since',
        'You have changed it since. Have a look at what it would come to now: type campaign new.',
      )
    const { name = '', why = '', days = '' } = values
    const filter = filterOf(context.programme, values)
    const meant = await meantBy(scope, filter, context.now)
    const { count } = await session.campaigns.counted(meant)
    if (count === 0) await refuseNothing(scope, filter, context.now)
    const moved = start(
      { name, why, days: readDays(days, context.programme), filter, places: meant.places, count },
      await session.reference('CMP'),
      person,
      context,
    )
    await keep(session.campaigns, moved, scope)
    await dropDraft(scope, forms.campaign())
    return { ref: { show: 'campaign', campaign: moved.next.id } }
  },
})

/** Ends it before its time. */
export const endCampaign = action('campaign.end', {
  carries: z.strictObject({ campaign: z.string(), how: z.enum(['close', 'cancel']) }),
  asks: noInputs,
  run: async (scope, { campaign: id, how: wanted }) => {
    await permitCampaigns(scope)
    const { session, context, person } = scope
    const found = await campaignOf(session, id)
    const figures = await figuresOf(session, found, context.now)
    await keep(session.campaigns, end(found, wanted, figures, person, context), scope)
    return { ref: { show: 'campaign', campaign: id } }
  },
})
