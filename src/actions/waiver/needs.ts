import type { Certification } from '../../domain/certification.ts'
import { isLive, isOver } from '../../domain/certification.ts'
import { daysUntil } from '../../domain/calendar.ts'
import { can, isSelf, selves } from '../../domain/person.ts'
import type { ViewOf } from '../../domain/view.ts'
import {
  blocking,
  graceEnds,
  openAsk,
  pendingAsk,
  settlingAsk,
  standingWaiver,
  waiversInForce,
} from '../../domain/waiver.ts'
import { ownersWord } from '../../domain/waiver-decision.ts'
import { mayAskWaiver, nextToWaive } from '../../domain/waiver-request.ts'
import { waitingSeats } from '../../domain/approval.ts'
import { absentFor, candidates, deciderName, placeFor } from '../approval/deciders.ts'
import type { Need } from '../conversation/need.ts'
import { nameOfAsset, need } from '../conversation/need.ts'
import { eachOf, most, nameOf } from '../load.ts'
import type { Look } from '../look.ts'

const way = (title: string, certification: string, waiver: string) => ({
  title,
  what: 'waiver',
  id: certification,
  part: waiver,
})

/** Waivers that wait for the person's word: as the owner, as one who decides, or in the place of somebody who is away. */
export const waiversFor = async (look: Look): Promise<readonly Need[]> => {
  const absent = await absentFor(look.session, look.person, look.now)
  const roles = [...new Set([look.person, ...absent].flatMap((person) => person.roles))]
  const asking = await look.session.certifications.asking(selves(look.person), roles, most)
  return (
    await eachOf(asking, async (certification) =>
      (
        await eachOf(certification.waivers, async (waiver) => {
          const ask = openAsk(waiver)
          if (!ask) return []
          const owns = ownersWord(certification, ask, look.person)
          const place = owns ? undefined : await placeFor(look, ask)
          if (!owns && !place) return []
          const instead = place?.absent ? ` for ${place.absent.name.body}` : ''
          return [
            await need(
              look,
              certification,
              `asks for a waiver: your word is needed${instead}`,
              ask.due,
              way('Decide', certification.id, waiver.id),
            ),
          ]
        })
      ).flat(),
    )
  ).flat()
}

/** How long before its end a waiver stands in the inbox of whoever made the thing. */
const soonDays = 30

/** What a maker has to do about waivers: ask for one where an answer blocks, or for more time before one ends; nothing once it is over. */
export const waiverNeeds = async (look: Look, certification: Certification): Promise<readonly Need[]> => {
  if (isOver(certification.state) || !can(look.person, { deed: 'waiver.ask', certification })) return []
  const ending = await eachOf(
    waiversInForce(certification, look).filter(
      (one) =>
        pendingAsk(one) === undefined &&
        daysUntil(look.now, `${one.until}T12:00:00.000Z`, look.programme.workingHours.zone) <= soonDays,
    ),
    (one) =>
      need(
        look,
        certification,
        'has a waiver that ends',
        one.until,
        way('Have a look', certification.id, one.id),
      ),
  )
  const ended = await eachOf(
    certification.waivers.filter(
      (one) => one.state === 'ended' && pendingAsk(one) === undefined && isLive(certification, look.now),
    ),
    (one) =>
      need(
        look,
        certification,
        'its waiver has ended: ask for more time or change the answer',
        graceEnds(one, look.programme),
        way('Have a look', certification.id, one.id),
      ),
  )
  return [...ending, ...ended, ...(await blockedNeed(look, certification))]
}

/** Every step is passed, and an answer blocks still. */
const blockedNeed = async (look: Look, certification: Certification): Promise<readonly Need[]> => {
  if (certification.state === 'suspended' && certification.stopped !== null) {
    const answer = nextToWaive(certification, look)
    const standing = answer && standingWaiver(certification, answer)
    if (!standing || pendingAsk(standing) || !mayAskWaiver(certification, standing.question, look)) return []
    return [
      await need(look, certification, 'is suspended, because a waiver ended', null, {
        title: 'Ask for one',
        what: 'ask-waiver',
        id: certification.id,
        part: standing.question,
      }),
    ]
  }
  return []
}

/** Whether an answer still blocks it. */
export const isBlocked = (look: Look, certification: Certification): boolean =>
  blocking(certification, look).length > 0

/** For whose word waivers of one's own wait. */
export const waiversWaiting = async (
  look: Look,
  certification: Certification,
): Promise<ViewOf<'home'>['waiting']> =>
  (
    await eachOf(certification.waivers, async (waiver) => {
      const decided = settlingAsk(waiver)
      // Whoever has just decided waits for nobody; the others hear of it once it stands.
      if (decided && isSelf(look.person, decided.decision.by)) return []
      const ask = decided ?? openAsk(waiver)
      if (!ask) return []
      const decider = decided && (await nameOf(look.session, decided.decision.by))
      const people = await eachOf(waitingSeats(ask), (seat) => candidates(look.session, ask, seat, look.now))
      const owner =
        ask.owner && ask.owner.word === null && !ownersWord(certification, ask, look.person)
          ? [await nameOf(look.session, ask.owner.person)]
          : []
      const from =
        decider === undefined ? [...new Set([...owner, ...people.flat().map(deciderName)])] : [decider]
      if (from.length === 0 && ownersWord(certification, ask, look.person)) return []
      return [
        {
          reference: certification.id,
          name: `${await nameOfAsset(look, certification)}, a waiver`,
          from,
          due: ask.due,
          way: way('Show', certification.id, waiver.id),
        },
      ]
    })
  ).flat()
