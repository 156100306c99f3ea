import { addDays } from '../../domain/calendar.ts'
import type { Campaign } from '../../domain/campaign.ts'
import { isUnderWay } from '../../domain/campaign.ts'
import type { CampaignFigures } from '../../domain/campaign-event.ts'
import { drainSetting, portionsOf, readDrained } from '../../domain/drain.ts'
import { can } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { readRollout, rolloutSetting, rolloutWords } from '../../domain/rollout.ts'
import type { View, ViewOf } from '../../domain/view.ts'
import type { Owned } from '../../ports/campaigns.ts'
import type { Session } from '../../ports/store.ts'
import { forms } from '../forms.ts'
import { eachOf, nameOf, standing } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { endOf, figuresOf } from './settle.ts'
import {
  choicesIn,
  choicesOf,
  draftOf,
  filterOf,
  firstFields,
  meantBy,
  permitCampaigns,
  waysOf,
} from './wish.ts'

/** Campaigns of a list, and owners who are named. */
const lines = 5

/** The campaign of that reference. Refuses one that is not there. */
export const campaignOf = async (
  { campaigns }: Pick<Session, 'campaigns'>,
  id: string,
): Promise<Campaign> => {
  const found = await campaigns.find(id)
  if (!found) throw new Refusal('unknown-thing', `I can't find ${id}. Type campaign to see which there are.`)
  return found
}

export const campaignsView = async (look: Look): Promise<ViewOf<'campaigns'>> => {
  await permitCampaigns(look)
  const found = await look.session.campaigns.list(lines)
  return {
    kind: 'campaigns',
    lines: await eachOf(found, async (one) => ({
      campaign: one.id,
      name: one.name.body,
      state: one.state,
      figures: await figuresOf(look.session, one, look.now),
    })),
    more: (await look.session.campaigns.count('all')) - found.length,
  }
}

export const campaignFormView = async (look: Look): Promise<ViewOf<'campaign-form'>> => {
  await permitCampaigns(look)
  const { form, subject } = forms.campaign()
  const usual = String(look.programme.campaigns.usualDays)
  return {
    kind: 'campaign-form',
    fields: ask(
      look,
      firstFields(look.programme).map(({ required, ...field }) => ({
        ...field,
        optional: !required,
        ...(field.id === 'days' ? { value: usual } : {}),
      })),
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}

export const campaignFilterView = async (look: Look): Promise<View> => {
  await permitCampaigns(look)
  const draft = await draftOf(look)
  if (!draft) return campaignFormView(look)
  const ways = waysOf(look.programme, await look.session.people.units())
  const meant = await meantBy(look, filterOf(look.programme, draft.values), look.now)
  return {
    kind: 'campaign-filter',
    name: draft.values['name'] ?? '',
    chosen: choicesOf(ways, draft.values),
    count: (await look.session.campaigns.counted(meant)).count,
    fields: ask(
      look,
      ways
        .filter(({ options }) => options.length > 0)
        .map(({ id, what, options }) => ({
          id,
          label: `By ${what}`,
          kind: 'choice' as const,
          optional: true,
          options,
        })),
      draft.values,
    ),
    sentence: look.fault.sentence,
  }
}

export const campaignPreviewView = async (look: Look): Promise<View> => {
  await permitCampaigns(look)
  const draft = await draftOf(look)
  if (!draft) return campaignFormView(look)
  const { session, programme, now } = look
  const ways = waysOf(programme, await session.people.units())
  const counted = await session.campaigns.counted(await meantBy(look, filterOf(programme, draft.values), now))
  const ahead = await session.telling.count()
  const days = Number(draft.values['days'])
  const drained = readDrained(await session.settings.get(drainSetting))
  const times = portionsOf({ waiting: ahead, many: counted.count }, drained, now, programme)
  const last = times.at(-1) ?? now
  return {
    kind: 'campaign-preview',
    name: draft.values['name'] ?? '',
    why: draft.values['why'] ?? '',
    days,
    chosen: choicesOf(ways, draft.values),
    count: counted.count,
    joins: counted.joins,
    ...(await sharesOf(look, counted.owners)),
    perDay: programme.campaigns.noticesPerDay,
    ahead,
    first: times[0] ?? now,
    last,
    ends: addDays(last, days),
    rollout: await limitedTo(look),
    seen: draft.at,
  }
}

/** To whom reminders go, in words; '' where that is everyone. */
const limitedTo = async ({ session }: Look): Promise<string> => {
  const rollout = readRollout(await session.settings.get(rolloutSetting))
  return rollout.scope === 'everyone' ? '' : rolloutWords(rollout)
}

/** Those with the most by name, the others counted. */
const sharesOf = async (
  { session }: Look,
  owners: readonly Owned[],
): Promise<Pick<ViewOf<'campaign'>, 'owners' | 'others'>> => {
  const named = await eachOf(owners.slice(0, lines), async ({ owner, count }) => ({
    name: (await standing(session, owner))?.name.body ?? (await nameOf(session, owner)),
    count,
  }))
  const others = owners.slice(lines)
  return {
    owners: named,
    others: { people: others.length, count: others.reduce((sum, { count }) => sum + count, 0) },
  }
}

export const campaignView = async (look: Look, id: string): Promise<ViewOf<'campaign'>> => {
  await permitCampaigns(look)
  const { session, programme, now } = look
  const campaign = await campaignOf(session, id)
  const figures = await figuresOf(session, campaign, now)
  const isOpen = isUnderWay(campaign)
  return {
    kind: 'campaign',
    campaign: id,
    name: campaign.name.body,
    why: campaign.why.body,
    by: await nameOf(session, campaign.by),
    startedAt: campaign.startedAt,
    state: campaign.state,
    endedAt: campaign.ended?.at ?? null,
    endedBy: campaign.ended?.by == null ? '' : await nameOf(session, campaign.ended.by),
    chosen: choicesIn(programme, campaign.filter),
    days: campaign.days,
    figures,
    ...(await sharesOf(look, campaign.state === 'cancelled' ? [] : await session.campaigns.owing(id))),
    ...(isOpen ? await timesOf(look, campaign, figures) : { last: null, ends: null }),
    perDay: programme.campaigns.noticesPerDay,
    rollout: isOpen ? await limitedTo(look) : '',
    mayEnd: isOpen && can(look.person, { deed: 'campaign.end', campaign }),
  }
}

/** When the last are told, and when it ends then. */
const timesOf = async (
  { session, programme, now }: Look,
  campaign: Campaign,
  { untold }: CampaignFigures,
): Promise<Pick<ViewOf<'campaign'>, 'last' | 'ends'>> => {
  if (untold === 0) return { last: null, ends: await endOf(session, campaign) }
  const drained = readDrained(await session.settings.get(drainSetting))
  const waiting = (await session.telling.count()) - 1
  const [last = now] = portionsOf({ waiting, many: 1 }, drained, now, programme)
  return { last, ends: addDays(last, campaign.days) }
}

export const campaignEndView = async (
  look: Look,
  id: string,
  how: 'close' | 'cancel',
): Promise<ViewOf<'campaign-end'>> => {
  await permitCampaigns(look)
  const campaign = await campaignOf(look.session, id)
  if (isUnderWay(campaign) && !can(look.person, { deed: 'campaign.end', campaign }))
    throw new Refusal(
      'not-allowed',
      `Ending ${id} is for ${await nameOf(look.session, campaign.by)}, who started it, or for a steward lead. Talk to them.`,
    )
  return {
    kind: 'campaign-end',
    campaign: id,
    name: campaign.name.body,
    how,
    figures: await figuresOf(look.session, campaign, look.now),
    isOver: !isUnderWay(campaign),
  }
}
