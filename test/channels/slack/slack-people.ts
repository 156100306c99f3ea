/** The workspace, and who is in it. */
export const teamId = 'T1'

export const people: Readonly<Record<string, object>> = {
  UDANA: {
    id: 'UDANA',
    team_id: teamId,
    name: 'dana',
    profile: { display_name: 'Dana Developer', real_name: 'Dana D' },
    tz: 'Europe/Berlin',
    locale: 'de-DE',
  },
  UPRIYA: { id: 'UPRIYA', team_id: teamId, name: 'priya', profile: { real_name: 'Priya Nair' }, tz: 'UTC' },
  UBEN: { id: 'UBEN', team_id: teamId, name: 'ben', profile: { real_name: 'Ben Okafor' }, tz: 'UTC' },
  UPAT: { id: 'UPAT', team_id: teamId, name: 'pat', profile: { real_name: 'Pat Moss' }, tz: 'UTC' },
  UROBOT: { id: 'UROBOT', team_id: teamId, name: 'robot', is_bot: true },
  UGUEST: { id: 'UGUEST', team_id: 'T9', name: 'guest', is_stranger: true },
}
