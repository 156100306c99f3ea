import { describe, expect, it } from 'vitest'
import { openRequest, requestOf } from '../bot/deliveries.ts'
import { wordsOf } from '../card-reader.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { inPlatforms } from './in-platforms.ts'
import type { Platforms } from './stage.ts'
import type { Player } from '../world.ts'

let platforms: Platforms
inPlatforms((opened) => {
  platforms = opened
})

const stateOf = async (id: string) =>
  (await platforms.world.read((session) => session.certifications.find(id)))?.state

describe('a low solution', () => {
  it('goes from the first word to the certificate in Slack', async () => {
    const dana = platforms.slack('UDANA')

    await register(dana, 'Leave calendar')
    await classifyAs(dana, 'low')
    await certify(dana)

    expect(await stateOf('CRT-1')).toBe('certified')
    expect(platforms.workspace.slack.seenBy('UDANA', 'DDANA').join(' ')).toContain('is certified')
  })

  it('goes from the first word to the certificate in Teams', async () => {
    const dana = platforms.teams('dana')

    await register(dana, 'Leave calendar')
    await classifyAs(dana, 'low')
    await certify(dana)

    expect(await stateOf('CRT-1')).toBe('certified')
  })
})

/** Takes a moderate solution to where a steward is asked; Ben, whom everybody can pick, vouches. */
const moderate = async (dana: Player): Promise<void> => {
  await platforms.knowBen()
  await register(dana, 'Stock count')
  await classifyAs(dana, 'moderate')
  await certify(dana, platforms.world, { id: 'CRT-1' })
  await platforms.settle()
}
const told = (player: Player): string =>
  player
    .cards()
    .map(({ card }) => wordsOf(card))
    .join(' ')

describe('a moderate solution', () => {
  it('is made in Slack, approved in Teams, and certified in Slack', async () => {
    const [dana, priya] = [platforms.slack('UDANA'), platforms.teams('priya')]
    await priya.says('hello')
    await platforms.appoint('priya of Contoso', 'steward')
    await moderate(dana)

    expect(wordsOf(priya.card())).toContain('Stock count')
    await priya.press('Approve')
    await platforms.world.stand()

    expect(await stateOf('CRT-1')).toBe('certified')
    expect(platforms.workspace.slack.seenBy('UDANA', 'DDANA').join(' ')).toContain('You can use it now')
    for (const persona of ['ben', 'priya'] as const) {
      const steward = platforms.world.people[persona]
      expect(steward && wordsOf(steward.card())).toContain('approved it in Teams')
    }
  })

  it('is made in Teams and sent back in Slack, with the words of whoever did', async () => {
    const [dana, pat] = [platforms.teams('dana'), platforms.slack('UPAT')]
    await pat.says('hello')
    await platforms.appoint('Pat Moss', 'steward')
    await moderate(dana)

    await pat.press('Request changes')
    await pat.press(/^(Request|Send|Ask)/, { reason: 'Name a second contact.' })
    await platforms.world.stand()
    // A whole journey within seconds is more than Teams takes in one conversation: the rest waits its turn.
    await platforms.world.pass(60)

    expect(await stateOf('CRT-1')).toBe('changes_requested')
    expect(told(dana)).toContain('Name a second contact.')
    expect(told(dana)).toContain('Pat Moss')
  })

  it('is decided once by stewards who press on two platforms at once', async () => {
    const [inSlack, inTeams] = [platforms.slack('UPAT'), platforms.teams('priya')]
    await inSlack.says('hello')
    await inTeams.says('hello')
    await platforms.appoint('Pat Moss', 'steward')
    await platforms.appoint('priya of Contoso', 'steward')
    await moderate(platforms.teams('dana'))

    await Promise.all([inSlack.press('Approve'), inTeams.press('Approve')])
    await platforms.settle()

    const entries = await platforms.world.read((session) => session.journal.of('APR-1', 50))
    expect(entries.filter(({ type }) => type === 'approval-voted')).toHaveLength(1)
    expect(await stateOf('CRT-1')).toBe('certified')
    expect(`${told(inSlack)} ${told(inTeams)}`).toMatch(/approved it already/)
    const faces = platforms.workspace.slack.messagesIn('DPAT').map(({ blocks }) => JSON.stringify(blocks))
    expect(faces.join(' ')).not.toContain('approval.approve')
  })
})

describe('a high solution', () => {
  it('asks each approver twice, wherever they decide, and goes on to the next stage', async () => {
    const { world } = platforms
    const [inSlack, inTeams] = [platforms.slack('UPAT'), platforms.teams('priya')]
    await inSlack.says('hello')
    await inTeams.says('hello')
    await platforms.appoint('Pat Moss', 'steward')
    await platforms.appoint('priya of Contoso', 'security')
    await openRequest(world, 'CV screening', 1, 'high')
    await platforms.settle()

    for (const [player, stage] of [
      [inSlack, 0],
      [inTeams, 1],
    ] as const) {
      const asked = await player.press('Approve')
      expect(wordsOf(asked)).toContain('You are about to approve CRT-1 CV screening')
      expect((await requestOf(world)).stage).toBe(stage)
      await player.press('Yes, approve')
      await platforms.settle()
    }

    expect(await requestOf(world)).toMatchObject({
      stage: 1,
      stages: [
        { seats: [{ votes: [{ platform: 'slack' }] }] },
        { seats: [{ role: 'security', votes: [{ platform: 'teams' }] }, { votes: [] }] },
        { seats: [{ role: 'board', votes: [] }] },
      ],
    })
    const faces = platforms.workspace.slack.messagesIn('DPAT').map(({ blocks }) => JSON.stringify(blocks))
    expect(faces.join(' ')).not.toContain('approval.approve')
  })
})

describe('a review campaign', () => {
  it.each(['Teams', 'Slack'])(
    'is started by a steward in %s, answered in the other, and its end is told where it began',
    async (place) => {
      const { world } = platforms
      const inTeams = place === 'Teams'
      const dana = inTeams ? platforms.slack('UDANA') : platforms.teams('dana')
      const priya = inTeams ? platforms.teams('priya') : platforms.slack('UPAT')
      await priya.says('hello')
      await platforms.appoint(inTeams ? 'priya of Contoso' : 'Pat Moss', 'steward')
      await register(dana, 'Leave calendar')
      await classifyAs(dana, 'low')
      await certify(dana)
      const before = await world.read((session) => session.certifications.find('CRT-1'))

      await priya.says('campaign new')
      await priya.press('Continue', { name: 'Yearly look', why: 'The list changed.', days: '14' })
      await priya.press('Add', { tier: 'low' })
      const preview = await priya.press('Show whom it reaches', { platform: 'power_apps' })
      expect(wordsOf(preview)).toContain('1 certification of 1 person would be asked about.')
      await priya.press('Yes, start it')
      await world.forward(0)
      await platforms.settle()

      const card = await dana.says('review CRT-1')
      expect(wordsOf(card)).toContain('asks, for "Yearly look": The list changed.')
      await dana.press('Nothing changed')
      await world.forward(1)
      await platforms.settle()

      expect(told(priya)).toContain('1 of 1 answered.')
      expect(told(priya)).toContain('It ended on')
      const after = await world.read((session) => session.certifications.find('CRT-1'))
      expect(after).toMatchObject({ state: 'certified', validUntil: before?.validUntil })
    },
  )
})
