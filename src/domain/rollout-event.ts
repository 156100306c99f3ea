/** To whom reminders and digests go. Wire names. */
export type RolloutEvent =
  /** `by` is null where nobody chose it: it is how an installation begins. */
  | {
      readonly type: 'rollout-set'
      readonly scope: 'observe' | 'unit' | 'everyone'
      readonly unit: string | null
      readonly by: string | null
    }
  /** The administrators are asked, once. */
  | { readonly type: 'rollout-asked' }
