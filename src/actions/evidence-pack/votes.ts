import type { Approval, Ballot } from '../../domain/approval.ts'
import type { Certification } from '../../domain/certification.ts'
import type { Programme } from '../../domain/programme.ts'
import { settlingAsk } from '../../domain/waiver.ts'
import { roleWords } from '../../domain/role-words.ts'
import type { Session } from '../../ports/store.ts'
import { answerLabel, eachOf, nameOf, questionName } from '../load.ts'
import type { Evidence, Stage, Vote } from './evidence.ts'

/** Who was asked to decide on a request, stage by stage, and what they decided. */
export const requestPart = async (
  session: Session,
  approval: Approval,
): Promise<Evidence['requests'][number]> => ({
  reference: approval.id,
  state: approval.state.replaceAll('_', ' '),
  content: approval.hash,
  openedAt: approval.openedAt,
  closedAt: approval.closedAt ?? '',
  stages: await stagesOf(session, approval),
})

/** Every exception that was asked for, with its terms and with who granted or refused it. */
export const waiversPart = async (
  session: Session,
  certification: Certification,
  programme: Programme,
): Promise<Evidence['risk']['waivers']> => {
  const asks = certification.waivers.flatMap((waiver) => waiver.asks.map((ask) => ({ waiver, ask })))
  return eachOf(asks, async ({ waiver, ask }) => ({
    question: questionName(programme, waiver.question),
    answer: answerLabel(programme, waiver.question, waiver.option),
    state: `${ask.state.replaceAll('_', ' ')}${settlingAsk(waiver)?.id === ask.id ? ', which can still be undone' : ''}`,
    until: ask.until,
    reason: ask.reason.body,
    controls: ask.controls.body,
    by: await nameOf(session, ask.by),
    at: ask.at,
    owner: ask.owner ? await nameOf(session, ask.owner.word?.by ?? ask.owner.person) : '',
    ownerAt: ask.owner?.word?.at ?? '',
    refusal: ask.refusal ? `${await nameOf(session, ask.refusal.by)}: ${ask.refusal.reason.body}` : '',
    stages: await stagesOf(session, ask),
  }))
}

const stagesOf = (session: Session, { stages }: Pick<Ballot, 'stages'>): Promise<readonly Stage[]> =>
  eachOf(stages, async ({ title, seats }) => ({
    title,
    needs: seats.map((seat) => {
      const role = roleWords(seat.asked ?? seat.role)
      return seat.needs === 1 ? role : `${seat.needs} of ${role}`
    }),
    votes: (await eachOf(seats, (seat) => eachOf(seat.votes, (vote) => voteOf(session, seat, vote)))).flat(),
  }))

type Seat = Ballot['stages'][number]['seats'][number]

const voteOf = async (
  session: Session,
  seat: Pick<Seat, 'role' | 'asked'>,
  vote: Seat['votes'][number],
): Promise<Vote> => ({
  who: await nameOf(session, vote.person),
  onBehalfOf: vote.behalf === null ? '' : await nameOf(session, vote.behalf),
  role: roleWords(seat.asked ?? seat.role),
  verdict: verdictWords[vote.verdict],
  at: vote.at,
  platform: vote.platform,
  content: vote.hash,
  reason: vote.reason?.body ?? '',
})

const verdictWords = {
  approve: 'approved',
  approve_on_conditions: 'approved on conditions',
  request_changes: 'asked for changes',
  reject: 'rejected',
} as const
