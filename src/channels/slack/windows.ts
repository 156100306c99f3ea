import type { HomeView, ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { insist } from './clients.ts'
import { failureOf } from './failure.ts'
import type { View } from './payload.ts'

/** Views over the conversation, and the home tab. Each says whether it is up; what is wrong on our side is reported. */
export type Windows = {
  readonly open: (trigger: string, view: ModalView) => Promise<boolean>
  /** On top of the one that is open. */
  readonly push: (trigger: string, view: ModalView) => Promise<boolean>
  /** In place of one; not where that shows something newer by now. */
  readonly update: (view: View, next: ModalView) => Promise<boolean>
  readonly publish: (user: string, home: HomeView) => Promise<boolean>
}

/** A press can open a window for three seconds. */
const longestMs = 2_000

export const createWindows = (
  client: WebClient,
  signal: AbortSignal,
  onFault: (fault: unknown, doing: string) => string,
): Windows => {
  const tried = async (call: () => Promise<unknown>, doing: string): Promise<boolean> => {
    try {
      await insist(call, { longestMs, signal })
      return true
    } catch (thrown) {
      const { kind } = failureOf(thrown)
      if (kind !== 'expired' && kind !== 'changed') onFault(thrown, doing)
      return false
    }
  }

  return {
    open: (trigger, view) =>
      tried(() => client.views.open({ trigger_id: trigger, view }), 'open a window in Slack'),
    push: (trigger, view) =>
      tried(() => client.views.push({ trigger_id: trigger, view }), 'push a window in Slack'),
    update: ({ id, hash }, view) =>
      tried(
        () => client.views.update({ view_id: id, view, ...(hash === '' ? {} : { hash }) }),
        'update a window in Slack',
      ),
    publish: (user, view) => tried(() => client.views.publish({ user_id: user, view }), 'show a home tab'),
  }
}
