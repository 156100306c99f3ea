import type { Ballot } from './approval.ts'
import { currentStage, isFilled, lastVote, officeOf, tookPart, voters, waitingSeats } from './approval.ts'
import type { Person } from './person.ts'
import { can, isAmong } from './person.ts'
import { Refusal } from './refusal.ts'
import type { Holders } from './review.ts'
import { officeWords } from './role-words.ts'

/** Who is who, as far as a decision has to know; loaded by whoever asks. */
export type Names = {
  readonly nameOf: (person: string) => string
  /** Who else may decide, by name. */
  readonly entitled: readonly string[]
  /** Persons who are away and in whose place the voter decides. */
  readonly absent?: readonly Person[]
  /** How many may still decide for an office once the voter has. */
  readonly holders: Holders
}

/** Where somebody's vote goes: the seat, and the absent person in whose place, where it is not their own part. */
type Place = { readonly seat: number; readonly absent: Person | undefined }

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

const closedSentence = (approval: Ballot, names: Names): string => {
  const last = lastVote(approval)
  const who = last ? names.nameOf(last.person) : 'Somebody'
  switch (approval.state) {
    case 'approved':
      return `${who} approved it already. Nothing left to do.`
    case 'rejected':
      return `${who} rejected it already. Nothing left to do.`
    case 'changes_requested':
      return `${who} asked for changes already. It is decided anew when it comes back.`
    case 'withdrawn':
      return 'The developer withdrew this request. Nothing left to do.'
    case 'expired':
      return 'This request ran out before it was decided. You are asked again when it is submitted anew.'
    case 'superseded':
      return 'This changed or stopped after you were asked, so nothing is decided on it any more. Have a look at what is different.'
    case 'open':
      return 'This request is open.'
    default:
      approval.state satisfies never
      return ''
  }
}

/** Where a person may vote: their own part comes first. Undefined where there is none, whatever the reason. */
export const placeOf = (
  approval: Ballot,
  voter: Person,
  absent: readonly Person[],
  now: string,
): Place | undefined => {
  if (approval.state !== 'open' || isAmong(voter, tookPart(approval))) return undefined
  const seats = currentStage(approval).seats
  const own = seats.findIndex(
    (seat) => !isFilled(seat) && can(voter, { deed: 'approval.vote', approval, ...officeOf(seat) }),
  )
  if (own >= 0) return { seat: own, absent: undefined }
  for (const one of absent) {
    if (isAmong(one, tookPart(approval))) continue
    const seat = seats.findIndex(
      (each) =>
        !isFilled(each) &&
        can(voter, { deed: 'approval.vote-for', approval, ...officeOf(each), absent: one, now }),
    )
    if (seat >= 0) return { seat, absent: one }
  }
  return undefined
}

/** Where a person may vote; throws the reason why not. */
const seatFor = (approval: Ballot, voter: Person, names: Names, now: string): Place => {
  const who =
    names.entitled.length > 0
      ? `${list(names.entitled)} can.`
      : 'Nobody who may decide holds the role yet; the administrators have been told.'
  if (isAmong(voter, approval.makers))
    throw new Refusal('own-work', `You built or own this, so someone else decides. ${who}`)
  if (isAmong(voter, approval.reviewers))
    throw new Refusal('own-work', `You reviewed this as a peer, so someone else decides. ${who}`)
  if (isAmong(voter, approval.decidedBefore))
    throw new Refusal('not-allowed', `You decided on this before, and an appeal is for others. ${who}`)
  if (isAmong(voter, voters(approval)))
    throw new Refusal(
      'already-decided',
      `You have decided this already. It still needs somebody else: ${who}`,
    )
  if (isAmong(voter, tookPart(approval)))
    throw new Refusal(
      'already-decided',
      'Your stand-in has decided this in your place already. Nothing left to do.',
    )
  const place = placeOf(approval, voter, names.absent ?? [], now)
  if (place) return place
  const seats = currentStage(approval).seats
  if (seats.some((seat) => can(voter, { deed: 'approval.vote', approval, ...officeOf(seat) })))
    throw new Refusal(
      'already-decided',
      `Your part is decided already, by somebody else who holds the role. What is left is for others: ${who}`,
    )
  const wanted = [...new Set(waitingSeats(approval).map((seat) => officeWords(officeOf(seat))))]
  throw new Refusal('not-allowed', `Deciding this needs the ${list(wanted)} role. ${who}`)
}

/** Where the person may vote. Refuses whoever may not decide on the request now, and says who may or what happened meanwhile. */
export const entitle = (approval: Ballot, voter: Person, names: Names, now: string): Place => {
  if (approval.state !== 'open') throw new Refusal('already-decided', closedSentence(approval, names))
  return seatFor(approval, voter, names, now)
}
