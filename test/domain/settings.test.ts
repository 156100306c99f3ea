import { describe, expect, it } from 'vitest'
import { Refusal } from '../../src/domain/refusal.ts'
import { readSettings } from '../../src/domain/settings.ts'

const now = { zone: 'Europe/Berlin', quietFrom: '18:00', quietTo: '09:00', digestAt: '09:30' }

const faultOf = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  try {
    readSettings(values, now)
  } catch (error) {
    if (error instanceof Refusal) return error.fields
    throw error
  }
  return {}
}

describe('settings', () => {
  it('are read as people write them, and what was not asked stays', () => {
    expect(readSettings({ zone: ' america/new york ', quietFrom: '19', digestAt: '9.45' }, now)).toEqual({
      zone: 'America/New_York',
      quietFrom: '19:00',
      quietTo: '09:00',
      digestAt: '09:45',
    })
  })

  it.each([
    ['zone', 'Berlin', 'Did you mean Europe/Berlin?'],
    ['zone', 'Europe/Berln', 'Did you mean Europe/Berlin?'],
    ['zone', 'lisbonn', 'Did you mean Europe/Lisbon?'],
    ['zone', 'UTC+2', 'does not know summer time'],
    ['zone', '', 'for example Europe/Berlin'],
    ['zone', 'Middle of nowhere at all', 'for example Europe/Berlin'],
    ['quietFrom', 'evening', 'such as 18:00'],
    ['quietTo', '25:00', 'The nearest time is 23:59.'],
    ['quietTo', '09:75', 'The nearest time is 09:59.'],
    ['digestAt', '24:00', '00:00'],
    ['digestAt', '07:00', 'The next time after them is 09:00.'],
    ['digestAt', '18:00', 'The next time after them is 09:00.'],
  ])('say what is possible where %s is "%s"', (field, value, sentence) => {
    const faults = faultOf({ [field]: value })

    expect(Object.keys(faults)).toEqual([field])
    expect(faults[field]).toContain(sentence)
  })

  it('say everything that is wrong at once', () => {
    expect(Object.keys(faultOf({ zone: 'Berln', digestAt: '07:00' })).sort()).toEqual(['digestAt', 'zone'])
  })
})
