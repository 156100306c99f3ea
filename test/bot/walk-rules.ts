import { expect } from 'vitest'
import type { Approval, Seat, Vote } from '../../src/domain/approval.ts'
import { dayOf } from '../../src/domain/calendar.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Pressed, State, Walk } from './walk.ts'

const selves = ({ id, joined }: Person): readonly string[] => [id, ...joined]

const isOneOf = (person: Person, ids: readonly string[]): boolean =>
  selves(person).some((id) => ids.includes(id))

const votesIn = ({ stages }: Approval): readonly (Vote & { readonly seat: Seat })[] =>
  stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes.map((vote) => ({ ...vote, seat }))))

/** The rules of who may decide, written down a second time and in other words than the program's. */
const mayHaveVoted = (before: State, approval: Approval, vote: Vote & { seat: Seat }): string => {
  const voter = [...before.people.values()].find((person) => person.id === vote.person)
  if (!voter) return 'nobody known'
  const makers = [before.certification.developer, before.certification.owner]
  const reviewers = before.certification.steps.flatMap((step) =>
    approval.tier === 'high' && step.kind === 'peer_review' && step.passedBy ? [step.passedBy] : [],
  )
  const earlier = votesIn(approval).flatMap(({ person, behalf }) => [person, behalf ?? ''])
  const appealed = before.approvals.find((one) => one.id === approval.appeals)
  const overruled = appealed ? votesIn(appealed).map(({ person }) => person) : []
  const barred = [...makers, ...reviewers, ...earlier, ...overruled]
  if (isOneOf(voter, barred)) return 'a maker, a reviewer or somebody who has decided'
  const role = vote.seat.asked ?? vote.seat.role
  if (vote.behalf === null) return voter.roles.includes(role) ? '' : `no ${role}`
  const absent = [...before.people.values()].find((person) => person.id === vote.behalf)
  if (!absent?.away) return 'in the place of somebody who is there'
  const today = dayOf(before.now, absent.zone)
  if (!isOneOf(voter, [absent.away.delegate])) return 'delegate of nobody'
  if (today < absent.away.from || today > absent.away.to) return 'on another day'
  if (isOneOf(absent, barred)) return 'in the place of a maker, or of somebody who has decided'
  return absent.roles.includes(role) ? '' : `for somebody without ${role}`
}

/** The person that an id stands for by now. */
const standing = (state: State, id: string): string =>
  [...state.people.values()].find((person) => isOneOf(person, [id]))?.id ?? id

const isFinal = (state: Approval['state']): boolean => state !== 'open'

/** What has to hold of every step, whatever it was. */
export const check = (
  before: State,
  after: State,
  pressed: readonly Pressed[],
  accountOf: Walk['accountOf'],
): void => {
  for (const { said } of pressed) expect(said).not.toBe('')
  if (pressed.some(({ said }) => said.includes('went wrong on my side')) && pressed.length === 1)
    expect(after.rows).toBe(before.rows)
  for (const approval of after.approvals) {
    const earlier = before.approvals.find((one) => one.id === approval.id)
    if (!earlier) {
      expect(votesIn(approval)).toEqual([])
      expect(approval.hash).toBe(after.certification.frozen?.hash)
      continue
    }
    expect(approval.hash).toBe(earlier.hash)
    const known = votesIn(earlier).map((vote) => `${vote.person} ${vote.at}`)
    for (const vote of votesIn(approval)) {
      if (known.includes(`${vote.person} ${vote.at}`)) continue
      const press = pressed.findLast(({ button }) => button?.data['approval'] === approval.id)
      expect(earlier.state).toBe('open')
      // The account that pressed is whose vote it is, on the content that this account's button was shown with.
      expect(before.people.get(accountOf(press?.by ?? accountOfNobody))?.id).toBe(vote.person)
      expect(mayHaveVoted(before, earlier, vote)).toBe('')
      expect(press?.button?.hash).toBe(approval.hash)
      expect(press?.button?.data['rev']).toBe(earlier.rev)
      expect(vote.hash).toBe(before.certification.frozen?.hash)
    }
    if (isFinal(earlier.state) && approval.state !== earlier.state) {
      // Only taking it back, within a minute and by the one who decided, opens it again.
      expect(approval.state).toBe('open')
      const last = votesIn(earlier).find((vote) => vote.at === earlier.closedAt)
      const by = pressed.findLast(({ button }) => button?.verb === 'approval.undo')?.by
      expect(
        isOneOf(before.people.get(accountOf(by ?? accountOfNobody)) ?? nobody, [last?.person ?? '']),
      ).toBe(true)
      expect(Date.parse(after.now) - Date.parse(last?.at ?? '')).toBeLessThan(61_000)
    }
  }
  for (const approval of after.approvals.filter((one) => one.state === 'open')) {
    // Whoever turns out to be one person by linking accounts has not made it, or decided on it, twice.
    const took = votesIn(approval).flatMap(({ person, behalf }) =>
      behalf === null ? [person] : [person, behalf],
    )
    const persons = [...new Set([...approval.makers, ...took])].map((id) => standing(after, id))
    expect(new Set(persons).size).toBe(
      new Set([...approval.makers.map((id) => standing(after, id)), ...took]).size,
    )
  }
  const { state, decision, approval: on } = after.certification
  expect(after.approvals.some((one) => one.state === 'open')).toBe(state === 'in_review')
  if (state === 'certified' || state === 'conditionally_certified') {
    const approved = after.approvals.find((one) => one.id === on)
    expect(approved?.state).toBe('approved')
    expect(decision?.hash).toBe(approved?.hash)
    for (const stage of approved?.stages ?? [])
      for (const seat of stage.seats)
        expect(
          seat.votes.filter(({ verdict }) => verdict.startsWith('approve')).length,
        ).toBeGreaterThanOrEqual(seat.needs)
  }
}

const accountOfNobody = { on: 'web', user: 'nobody', name: 'Nobody' } as const

const nobody = { id: 'nobody', joined: [] as string[] } as unknown as Person

/** Every closing of a request has its entry, and each but the last was taken back. */
export const decidedOnce = async (walk: Walk, { approvals }: State): Promise<void> => {
  for (const { id, state, stages } of approvals) {
    const types = (await walk.journal(id)).map((entry) => entry.type)
    const count = (type: string): number => types.filter((one) => one === type).length
    expect(count('approval-closed') - count('approval-reopened')).toBe(state === 'open' ? 0 : 1)
    const votes = stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes)).length
    expect(count('approval-voted') - count('approval-reopened')).toBe(votes)
  }
}

/** Once nothing can be taken back any more, whoever presses whatever is told so, and nothing moves. */
export const staysFinal = async (walk: Walk, reached: Set<string>): Promise<void> => {
  await walk.pass(61)
  const state = await walk.state()
  const closed = state.approvals.filter((one) => one.state !== 'open').map((one) => one.id)
  const isOver = state.certification.state === 'withdrawn'
  const buttons = walk
    .shown()
    .filter(
      ({ verb, data }) =>
        (verb.startsWith('approval.') && closed.includes(String(data['approval']))) ||
        (isOver && /^(certification|steps|questions|step|tier)\./.test(verb)),
    )
  for (const [index, button] of buttons.slice(-10).entries()) {
    const { said } = await walk.press(walk.of(index * 3), button)
    expect(said).toMatch(/[A-Z].*[.?]/)
    expect((await walk.state()).rows).toBe(state.rows)
    reached.add('a click on what is final')
  }
}
