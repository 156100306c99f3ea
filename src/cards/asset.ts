import { certificateDay, moment } from '../domain/time-words.ts'
import { offerPack } from '../actions/evidence-pack/offer-pack.ts'
import { open } from '../actions/open.ts'
import { change } from '../actions/reviews/change.ts'
import { card } from './card.ts'
import { capital, tierWords } from './words.ts'

/** What the people who use it should do. */
const stoppedWords: Readonly<Record<string, string>> = {
  suspended: 'Suspended: please stop using it for now. Its owner tells you what to do until it is back.',
  expired: 'Its certificate has run out: please do not rely on it until it is certified again.',
  rejected: 'Its renewal was turned down: please do not rely on it until it is certified again.',
  revoked: 'Revoked: please stop using it. Its owner tells you what to use instead.',
  retired: 'Out of use: please do not use it any more.',
}

export const assetCard = card('asset', {
  line: (view) =>
    `${view.asset} ${view.name}: ${stoppedWords[view.stopped] ?? `${view.state}, owned by ${view.owner}.`}`,
  fields: (view, reader) => ({
    subject: `${view.asset} · ${view.name}`,
    purpose: view.purpose,
    facts: [
      {
        name: 'State',
        value: view.tier === null ? capital(view.state) : `${capital(view.state)}, ${tierWords(view.tier)}`,
      },
      {
        name: 'What it is',
        value: `${view.assetKind} on ${view.platform}${view.version === '' ? '' : `, version ${view.version}`}`,
      },
      { name: 'Owner', value: view.owner },
      ...(view.developer === view.owner ? [] : [{ name: 'Built by', value: view.developer }]),
      ...(view.unit === null && !view.mayMove
        ? []
        : [
            {
              name: 'Unit',
              value: `${view.unit ?? 'none'}${view.mayMove && view.certification !== null ? ` (to change it, type: unit ${view.certification} and its name)` : ''}`,
            },
          ]),
      ...(view.validUntil === null ? [] : [{ name: 'Valid until', value: certificateDay(view.validUntil) }]),
      ...(view.contact === '' ? [] : [{ name: 'Where users get help', value: view.contact }]),
    ],
    isStopped: stoppedWords[view.stopped] !== undefined,
    stopped: stoppedWords[view.stopped] ?? '',
    mayChange: view.mayChange,
    change: change.with({ certification: view.certification ?? '' }),
    maySuspend: view.maySuspend,
    suspend: open.with({ what: 'stop', id: view.certification ?? '', part: 'suspend' }),
    mayLift: view.mayLift,
    lift: open.with({ what: 'stop', id: view.certification ?? '', part: 'lift' }),
    mayRevoke: view.mayRevoke,
    revoke: open.with({ what: 'stop', id: view.certification ?? '', part: 'revoke' }),
    mayRetire: view.mayRetire,
    retire: open.with({ what: 'stop', id: view.certification ?? '', part: 'retire' }),
    hasHistory: view.history.length > 0,
    history: view.history.map((one) => ({ text: `${capital(one.what)}, ${moment(one.at, reader)}` })),
    footer: `${view.asset}${view.certification === null ? '' : ` · ${view.certification}`}`,
    openIt: open.with({ what: 'certification', id: view.certification ?? '', part: '' }),
    hasCertification: view.mine && view.certification !== null,
    ask: open.with({ what: 'ask-owner', id: view.asset, part: '' }),
    canAsk: !view.mine,
    mayProve: view.mayProve,
    prove: offerPack.with({ certification: view.certification ?? '' }),
  }),
})
