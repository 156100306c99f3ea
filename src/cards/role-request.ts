import { confirmRoleRequest, declineRoleRequest } from '../actions/administration/confirm-role.ts'
import { day, moment } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { capital, list, scopeWords } from './words.ts'

export const roleRequestCard = card('role-request', {
  line: (view, reader) => `${headline(view)} ${scope(view, reader)}`,
  fields: (view, reader) => ({
    headline: headline(view),
    scope: scope(view, reader),
    effect: effect(view, reader),
    may: view.may,
    confirm: confirmRoleRequest.with({ person: view.person, request: view.request }),
    decline: declineRoleRequest.with({ person: view.person, request: view.request }),
    footer: view.may ? 'You get this because you are an administrator.' : `Asked for by ${view.asker}.`,
  }),
})

type View = ViewOf<'role-request'>

const headline = (view: View): string => {
  switch (view.state) {
    case 'asked':
      return `${view.asker} asks to make ${view.name} ${/^[aeiou]/.test(view.role) ? 'an' : 'a'} ${view.role}.`
    case 'granted':
      return `${view.name} holds the ${view.role} role: ${view.by} confirmed it.`
    case 'declined':
      return `${view.name} does not get the ${view.role} role: ${view.by} said that it is not right.`
    case 'lapsed':
      return `The request to give ${view.name} the ${view.role} role ran out.`
  }
}

const scope = (view: View, reader: Reader): string =>
  `${capital(scopeWords(view))}, ${view.until === null ? 'without an end' : `until ${day(view.until, reader)}`}.`

const effect = (view: View, reader: Reader): string => {
  switch (view.state) {
    case 'asked':
      return view.may
        ? `Nobody gives this role alone. It counts once you confirm; that is possible until ${moment(view.lapses, reader)}.`
        : `It counts once a second administrator confirms${view.others.length === 0 ? '' : `: ${list(view.others, 'or')}`}. That is possible until ${moment(view.lapses, reader)}.`
    case 'granted':
      return view.reached ? 'The next request for it reaches them by itself.' : 'It counts from now on.'
    case 'declined':
      return 'Nothing was changed.'
    case 'lapsed':
      return 'Nobody said anything in time, and nothing was changed. It can be asked for again.'
  }
}
