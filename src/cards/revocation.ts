import { open } from '../actions/open.ts'
import { agreeToRevoke, declineToRevoke } from '../actions/standing/revoke.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { footer, subject } from './words.ts'

export const revocationCard = card('revocation', {
  line: (view) => `${view.certification} ${view.name}: ${headline(view)}`,
  fields: (view) => ({
    subject: subject(view),
    headline: headline(view),
    hasReason: view.reason !== '',
    reason: view.reason,
    next: nextLine(view),
    may: view.may,
    agree: agreeToRevoke.with({ certification: view.certification, revocation: view.revocation }),
    decline: declineToRevoke.with({ certification: view.certification, revocation: view.revocation }),
    why: open.with({ what: 'why', id: view.certification, part: '' }),
    openIt: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view, view.may ? 'revoking takes a second person' : ''),
  }),
})

const headline = (view: ViewOf<'revocation'>): string => {
  switch (view.stage) {
    case 'asked':
      return `${view.who} wants it revoked: it must not be used any more.`
    case 'done':
      return `${view.who} and ${view.second} revoked it.`
    case 'over':
      return 'That is decided by now: it is not revoked.'
  }
}

const nextLine = (view: ViewOf<'revocation'>): string => {
  switch (view.stage) {
    case 'asked':
      return view.may
        ? 'It counts once you agree. Until then nothing changes.'
        : 'It counts once a second person agrees: a steward or somebody of the board. Until then nothing changes.'
    case 'done':
      return 'Its owner, its developer and the people who are known to use it have been told.'
    case 'over':
      return 'Nothing left to do.'
  }
}
