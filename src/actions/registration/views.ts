import { takesChange } from '../../domain/change.ts'
import { stateWords } from '../../domain/transition.ts'
import type { ViewOf } from '../../domain/view.ts'
import type { Certification } from '../../domain/certification.ts'
import { contactOf, isLive, isRenewal } from '../../domain/certification.ts'
import { can, isAmong, isSelf } from '../../domain/person.ts'
import { mayChangeUnit } from '../../domain/registration.ts'
import { isRevocable } from '../../domain/revocation.ts'
import { isForOthers, maySuspend } from '../../domain/stop.ts'
import { certifiedVersion } from '../../domain/submission.ts'
import { assetOf, certificationFor, eachOf, labelOf, most, nameOf } from '../load.ts'
import { offersPack } from '../evidence-pack/offer-pack.ts'
import { forms } from '../forms.ts'
import type { Look } from '../look.ts'
import { ask, peopleOptions, typed } from '../look.ts'
import { registrationFields } from './fields.ts'

const draftOf = (look: Look) => typed(look, forms.registration().form, forms.registration().subject)

export const registerView = async (look: Look): Promise<ViewOf<'register'>> => {
  const people = await peopleOptions(look)
  const blanks = registrationFields(look.programme).map((field) =>
    field.id === 'owner' ? { ...field, options: people, value: look.person.id } : field,
  )
  return { kind: 'register', fields: ask(look, blanks, await draftOf(look)), sentence: look.fault.sentence }
}

export const similarView = async (look: Look): Promise<ViewOf<'similar'> | ViewOf<'register'>> => {
  const values = await draftOf(look)
  const found = await look.session.assets.search(`${values['name'] ?? ''} ${values['purpose'] ?? ''}`, 3)
  if (found.length === 0) return registerView(look)
  const matches = await eachOf(found, async ({ asset: id, matched }) => {
    const asset = await assetOf(look.session, id)
    return {
      asset: id,
      name: asset.name.body,
      purpose: asset.purpose.body,
      owner: await nameOf(look.session, asset.owner),
      state: await stateOf(look, asset.certification),
      why: matched.length > 0 ? `matches ${matched.map((word) => `"${word}"`).join(', ')}` : 'sounds alike',
      mine: isSelf(look.person, asset.owner),
    }
  })
  return { kind: 'similar', name: values['name'] ?? '', matches }
}

const stateOf = async (look: Look, certification: string | null): Promise<string> => {
  const found = await certificationFor(look.session, { certification })
  return found ? stateWords[found.state] : 'registered'
}

/** What a journal entry is called in an asset's history; what is not here is left out of it. */
const historyWords: Readonly<Record<string, string>> = {
  'asset-registered': 'registered',
  'asset-reused': 'chosen by somebody instead of building it again',
  'asset-changed': 'details changed',
  'asset-unit-set': 'its unit was set',
  'hand-over-offered': 'offered to another owner',
  'hand-over-accepted': 'a new owner took it over',
  'certification-classified': 'risk classified',
  'answers-changed': 'answers changed',
  'certification-submitted': 'submitted',
  'certification-certified': 'certified',
  'certification-certified-on-conditions': 'certified on conditions',
  'changes-requested': 'changes requested',
  'certification-rejected': 'rejected',
  'certification-withdrawn': 'withdrawn',
  'go-live-set': 'go-live day set',
  'condition-missed': 'suspended: a condition was missed',
  'review-window-opened': 'due for review',
  'certification-expired': 'expired',
  'certification-suspended': 'suspended',
  'certification-lifted': 'suspension lifted',
  'certification-revoked': 'revoked',
  'certification-retired': 'retired',
  'recertification-started': 'renewal started',
  'change-declared': 'something changed',
  'change-overdue': 'suspended: its tier rose',
  'certification-renewed': 'renewed, nothing had changed',
}

export const assetView = async (look: Look, id: string): Promise<ViewOf<'asset'>> => {
  const asset = await assetOf(look.session, id)
  const certification = await certificationFor(look.session, asset)
  const entries = [
    ...(await look.session.journal.of(id, most)),
    ...(certification ? await look.session.journal.of(certification.id, most) : []),
  ]
  const history = entries
    .filter((entry) => historyWords[entry.type] !== undefined)
    .sort((a, b) => b.seq - a.seq)
    .slice(0, 5)
    .map((entry) => ({ at: entry.at, what: historyWords[entry.type] ?? entry.type }))
  return {
    kind: 'asset',
    asset: id,
    name: asset.name.body,
    purpose: asset.purpose.body,
    assetKind: labelOf(look.programme.kinds, asset.kind),
    platform: labelOf(look.programme.platforms, asset.platform),
    owner: await nameOf(look.session, asset.owner),
    developer: await nameOf(look.session, asset.developer),
    version: certification ? certifiedVersion(certification) : '',
    state: certification ? stateWords[certification.state] : 'registered',
    tier: certification?.assessment?.tier ?? null,
    validUntil: certification?.validUntil ?? null,
    contact: certification ? contactOf(certification) : '',
    unit: asset.unit,
    mayMove:
      can(look.person, { deed: 'asset.change', asset }) &&
      certification !== undefined &&
      mayChangeUnit(certification),
    mayProve: certification !== undefined && (await offersPack(look, certification)),
    history,
    certification: certification?.id ?? null,
    mine: isAmong(look.person, [asset.owner, asset.developer]),
    ...(certification ? standingOf(look, certification) : nothingToDo),
  }
}

const nothingToDo = {
  stopped: '',
  mayChange: false,
  maySuspend: false,
  mayLift: false,
  mayRevoke: false,
  mayRetire: false,
}

/** Why a certificate that counted does not count now, in one word; '' while it counts, and for one that never did. */
const stoppedBy = (certification: Certification, now: string): string => {
  const { state, stop } = certification
  if (state === 'suspended' || state === 'revoked' || state === 'retired' || state === 'expired') return state
  if (!isRenewal(certification) || isLive(certification, now)) return ''
  if (state === 'rejected') return state
  return stop === null ? 'expired' : 'suspended'
}

/** What its users should know of a certificate that does not count, and what the reader can do about it. */
const standingOf = (look: Look, certification: Certification) => {
  const may = (deed: 'lift' | 'revoke' | 'retire'): boolean =>
    can(look.person, { deed: `certification.${deed}`, certification })
  const { state } = certification
  return {
    stopped: stoppedBy(certification, look.now),
    mayChange: takesChange(certification) && can(look.person, { deed: 'certification.edit', certification }),
    maySuspend: maySuspend(certification, look.person, look.now),
    mayLift: state === 'suspended' && may('lift') && !isForOthers(certification, look.person),
    mayRevoke: isRevocable(certification, look.now) && may('revoke'),
    mayRetire: state !== 'retired' && state !== 'withdrawn' && state !== 'draft' && may('retire'),
  }
}

export const askOwnerView = async (look: Look, id: string): Promise<ViewOf<'ask-owner'>> => {
  const asset = await assetOf(look.session, id)
  const { form, subject } = forms.askOwner(id)
  return {
    kind: 'ask-owner',
    asset: id,
    name: asset.name.body,
    owner: await nameOf(look.session, asset.owner),
    fields: ask(
      look,
      [{ id: 'words', label: 'Your question', kind: 'words', most: 1000 }],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}

export const ownerAskedView = async (
  look: Look,
  id: string,
  person: string,
  words: string,
): Promise<ViewOf<'owner-asked'>> => {
  const asset = await assetOf(look.session, id)
  return {
    kind: 'owner-asked',
    asset: id,
    name: asset.name.body,
    from: await nameOf(look.session, person),
    words,
  }
}
