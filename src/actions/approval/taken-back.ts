import type { Ref } from '../../domain/ref.ts'
import { Refusal } from '../../domain/refusal.ts'

/**
 * What somebody is shown who took a decision back: what is asked again; or that alone, where they may not see it any more, because their
 * role has ended meanwhile. `permit` throws then.
 */
export const takenBack = async (ref: Ref, permit: () => Promise<void>): Promise<Ref> => {
  try {
    await permit()
    return ref
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused
    return {
      show: 'line',
      title: 'Undone',
      sentence: 'Your decision does not count any more. Others decide now, because your role has ended.',
      tone: 'good',
      ways: [{ title: 'Show my inbox', what: 'home', id: '', part: '' }],
    }
  }
}
