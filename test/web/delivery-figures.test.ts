import { Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { deliveryFigures } from '../../src/web/delivery-figures.ts'

const now = '2026-11-25T12:01:30.000Z'
const due = '2026-11-25T12:00:00.000Z'

/** The gauges by their names, as somebody reads them who asks once. */
const asked = async (register: Registry): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(
    (await register.metrics()).split('\n').flatMap((line) => {
      const [name = '', figure] = line.split(' ')
      return line.startsWith('assay_') ? [[name, Number(figure)]] : []
    }),
  )

describe('the figures about what is owed', () => {
  it('are those of the moment at which somebody asks, looked up once', async () => {
    const register = new Registry()
    let looks = 0
    let waiting = 3
    deliveryFigures(
      register,
      async () => {
        looks += 1
        await Promise.resolve()
        return { waiting, oldest: waiting === 0 ? null : due, undelivered: 2 }
      },
      () => now,
    )

    expect(await asked(register)).toEqual({
      assay_deliveries_waiting: 3,
      assay_deliveries_oldest_seconds: 90,
      assay_deliveries_undelivered: 2,
    })
    expect(looks).toBe(1)

    waiting = 0
    expect(await asked(register)).toMatchObject({
      assay_deliveries_waiting: 0,
      assay_deliveries_oldest_seconds: 0,
    })
    expect(looks).toBe(2)
  })

  it('are missing rather than old where they cannot be looked up', async () => {
    const register = new Registry()
    let broken = true
    deliveryFigures(
      register,
      async () => {
        if (broken) throw new Error('the database is away')
        return { waiting: 1, oldest: due, undelivered: 0 }
      },
      () => now,
    )

    await expect(asked(register)).rejects.toThrow('the database is away')
    broken = false
    expect(await asked(register)).toMatchObject({ assay_deliveries_waiting: 1 })
  })
})
