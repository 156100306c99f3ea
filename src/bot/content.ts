import type { Ref } from '../domain/ref.ts'

/** What an outbox row holds: what to show, and to whom; a closed one is the last face of an older card. */
export type Content = {
  readonly ref: Ref
  readonly viewer: string | null
  readonly folds: boolean
  /** The reminder that it is, where it is one. */
  readonly reminder?: number
}

export const isContent = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && 'ref' in value && 'viewer' in value
