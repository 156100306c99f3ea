import { offerPack } from '../actions/evidence-pack/offer-pack.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { capital, date, moment, tierWords } from './words.ts'

export const assetCard = card('asset', {
  line: (view) => `${view.asset} ${view.name}: ${view.state}, owned by ${view.owner}.`,
  fields: (view, reader) => ({
    subject: `${view.asset} · ${view.name}`,
    purpose: view.purpose,
    facts: [
      {
        name: 'State',
        value: view.tier === null ? capital(view.state) : `${capital(view.state)}, ${tierWords(view.tier)}`,
      },
      { name: 'What it is', value: `${view.assetKind} on ${view.platform}, version ${view.version}` },
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
      ...(view.validUntil === null ? [] : [{ name: 'Valid until', value: date(view.validUntil, reader) }]),
      ...(view.contact === '' ? [] : [{ name: 'Where users get help', value: view.contact }]),
    ],
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
