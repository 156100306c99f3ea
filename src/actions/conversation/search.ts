import { z } from 'zod'
import { tidy } from '../../domain/form.ts'
import { action, nothing } from '../action.ts'

/** Looks something up in the register, by name, purpose, kind or platform. */
export const search = action('asset.search', {
  carries: nothing,
  asks: z.object({ words: z.string().optional() }),
  words: ['search', 'find'],
  help: 'look something up in the register: search leave',
  typed: async (rest) => ({ carries: {}, asks: { words: rest } }),
  run: async (_scope, _carries, { words }) => ({
    ref: { show: 'search', words: tidy(words ?? '').slice(0, 200) },
    audience: 'here',
  }),
})
