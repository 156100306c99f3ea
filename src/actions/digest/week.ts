import { addDays, startOfDay } from '../../domain/calendar.ts'
import { holds } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ViewOf } from '../../domain/view.ts'
import { underWay } from '../campaign/under-way.ts'
import type { Look } from '../look.ts'

type Week = ViewOf<'week'>

/** How far ahead ends are counted (days). */
const aheadDays = 30

/** A week in figures, for stewards and their channel: nobody's name is in them. */
export const weekView = async (look: Look, day: string): Promise<Week> => {
  // A channel reads as nobody does.
  if (look.person.id !== '' && !holds(look.person, 'steward'))
    throw new Refusal('not-allowed', 'The week in figures is for stewards. Type inbox to see what is yours.')
  const { figures, journal, approvals } = look.session
  const open = await figures.open()
  // A Monday off brings it later; what it counts are the days before that Monday all the same.
  const monday = startOfDay(day, look.person.zone)
  const weekAgo = addDays(monday, -7)
  const oldest = open.oldest && (await approvals.find(open.oldest.approval))
  return {
    kind: 'week',
    day,
    open: open.count,
    oldest: oldest && open.oldest ? { reference: oldest.certification, since: open.oldest.since } : null,
    last: await figures.requests(weekAgo, monday),
    before: await figures.requests(addDays(monday, -14), weekAgo),
    ending: await figures.ending(addDays(look.now, aheadDays)),
    endingDays: aheadDays,
    campaigns: await underWay(look),
    samples: await journal.samples(),
  }
}

/** Nothing happened, waits or ends: not worth a message. */
export const isQuietWeek = ({ open, last, before, ending, campaigns }: Week): boolean =>
  open +
    campaigns.count +
    last.asked +
    last.decided +
    before.asked +
    before.decided +
    ending.certificates +
    ending.waivers ===
  0
