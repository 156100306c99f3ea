import { expect, it } from 'vitest'
import { isZone } from '../../src/domain/calendar.ts'
import { remembered } from '../../src/domain/remembered.ts'

it('asks once about a name, and never about one that is too long', () => {
  const asked: string[] = []
  const isShort = remembered((name) => {
    asked.push(name)
    return name.length < 5
  })

  expect(['Rome', 'Vienna', 'Rome', 'Vienna', 'x'.repeat(65)].map(isShort)).toEqual([
    true,
    false,
    true,
    false,
    false,
  ])
  expect(asked).toEqual(['Rome', 'Vienna'])
})

it('forgets before it grows without end', () => {
  let asked = 0
  const isAny = remembered(() => {
    asked += 1
    return true
  })
  for (let nth = 0; nth <= 2000; nth += 1) isAny(`name ${nth}`)

  isAny('name 0')
  expect(asked).toBe(2002)
})

it('knows zones as before', () => {
  for (let nth = 0; nth < 2; nth += 1) {
    expect(['Europe/Vienna', 'Asia/Kathmandu', 'UTC'].every(isZone)).toBe(true)
    expect(['Mars/Olympus', '+02:00', '', '2026-01-01', 'constructor'].some(isZone)).toBe(false)
  }
})
