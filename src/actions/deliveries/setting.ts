import { z } from 'zod'

/** The setting in which stands what was said and done about messages that reached nobody. */
export const deliveriesSetting = 'deliveries'

/** `toldOn`: the last day on which the administrators were told. `last`: what somebody last decided about one of them. */
const Deliveries = z.object({
  toldOn: z.string().nullable().default(null),
  last: z
    .object({ message: z.number(), deed: z.enum(['resent', 'dropped']) })
    .nullable()
    .default(null),
})
export type Deliveries = z.infer<typeof Deliveries>

export const readDeliveries = (value: unknown): Deliveries => Deliveries.parse(value ?? {})
