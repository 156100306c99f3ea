import { describe, expect, test } from 'vitest'
import { isServiceUrl } from '../../../src/channels/teams/hosts.ts'
import { note } from '../../browser/cards.ts'
import { personalAddress, serviceUrl, tokenOf } from './stage.ts'
import { onWatchedStage, word } from './watched-stage.ts'
import type { Watched } from './watched-stage.ts'

let stage: Watched['stage']
let expectRefused: Watched['expectRefused']
onWatchedStage((watched) => {
  ;({ stage, expectRefused } = watched)
})

describe('where an activity says that answers go', () => {
  const hosts = { local: false, serviceHosts: ['connector.contoso.example'] }
  const wrong = [
    'http://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net:8443/emea/',
    'https://dana@smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net@evil.example/emea/',
    'https://smba.trafficmanager.net.evil.example/emea/',
    'https://evil.example/smba.trafficmanager.net/',
    'https://evil.example#smba.trafficmanager.net/',
    'https://evil.example?smba.trafficmanager.net/',
    'https://evil.example\\.smba.trafficmanager.net/',
    'https:\\\\smba.trafficmanager.net/emea/',
    ' https://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net/emea/\n',
    'https://smba.trafficmanager.net./emea/',
    'https://smba.trafficmanager.net/emea/../../x/',
    'https://evil.trafficmanager.net/emea/',
    'https://xsmba.trafficmanager.net/emea/',
    'https://botframework.com.evil.example/',
    'https://evilbotframework.com/',
    'https://smbа.trafficmanager.net/emea/',
    'https://xn--smb-8cd.trafficmanager.net/emea/',
    'https://169.254.169.254/metadata/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://[::1]/',
    'https://localhost/',
    'file:///etc/passwd',
    'urn:botframework:websocket:directline',
    '',
  ]
  const right = [
    serviceUrl,
    'https://smba.trafficmanager.net/emea/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/',
    'https://SMBA.trafficmanager.net/teams',
    'https://smba.infra.gcc.teams.microsoft.com/teams/',
    'https://smba.infra.gov.teams.microsoft.us/teams/',
    'https://smba.infra.dod.teams.microsoft.us/teams/',
    'https://europe.botframework.com/',
    'https://connector.contoso.example/',
  ]

  test.each(wrong)('is not %j', (url) => {
    expect(isServiceUrl(url, hosts)).toBe(false)
  })

  test.each(right)('is %j', (url) => {
    expect(isServiceUrl(url, hosts)).toBe(true)
  })

  test('is loopback and nothing else beside the playground', () => {
    const local = { local: true, serviceHosts: ['connector.contoso.example'] }

    expect(isServiceUrl('http://localhost:56150/_connector', local)).toBe(true)
    expect(isServiceUrl('http://127.0.0.1:56150/_connector', local)).toBe(true)
    for (const url of [
      serviceUrl,
      'http://connector.contoso.example/',
      'http://127.0.0.1.evil.example/',
      'http://localhost@evil.example/',
      'http://localhost:1@evil.example/',
      'http://10.0.0.1/',
    ])
      expect(isServiceUrl(url, local)).toBe(false)
  })

  test('is looked at when it comes in, though the token names it too', async () => {
    const evil = 'https://evil.trafficmanager.net/emea/'

    const told = await stage.post(JSON.stringify(word({ serviceUrl: evil })), {
      token: await tokenOf({ serviceurl: evil }),
    })

    await expectRefused(told, 403)
  })

  test('is looked at again when it is used', async () => {
    const stored = { ...personalAddress('dana'), serviceUrl: 'https://evil.trafficmanager.net/emea/' }

    const sent = await stage.channel().send(stored, note('A secret'))
    const replaced = await stage.channel().replace({ address: stored, message: 'm1' }, note('A secret'))

    expect(sent).toEqual({ outcome: 'unreachable' })
    expect(replaced).toEqual({ outcome: 'unreachable' })
    expect(stage.fake.asked).toEqual([])
    expect(stage.faults).toHaveLength(2)
  })
})
