import type { Certification } from '../../domain/certification.ts'
import { isPreparing } from '../../domain/certification.ts'
import { can, holds, isSelf, selves } from '../../domain/person.ts'
import { placeOf } from '../../domain/entitlement.ts'
import { awaitsSecond } from '../../domain/no-change.ts'
import { awaitsLook } from '../../domain/sample.ts'
import { openSteps } from '../../domain/submission.ts'
import { stateWords } from '../../domain/transition.ts'
import type { Way } from '../../domain/ref.ts'
import type { ViewOf } from '../../domain/view.ts'
import { absentFor, candidates, deciderName } from '../approval/deciders.ts'
import { certificationOf, eachOf, most, nameOf } from '../load.ts'
import type { Look } from '../look.ts'
import { newsFor, remindedNeeds } from '../reminders/needs.ts'
import { rolesToConfirm } from '../administration/waiting-roles.ts'
import { undeliveredNeeds } from '../deliveries/views.ts'
import { forms } from '../forms.ts'
import { checkNeeds } from '../reviews/needs.ts'
import { programmeReviewNeeds } from '../reviews/programme-view.ts'
import { offersFor } from '../hand-over/views.ts'
import { standingNeeds, stoppedNeeds } from '../standing/needs.ts'
import { campaignsLine } from '../campaign/under-way.ts'
import { missRate } from '../submission/miss-rate.ts'
import { currentStage, isFilled } from '../../domain/approval.ts'
import type { Need } from './need.ts'
import { nameOfAsset, need } from './need.ts'
import { conditionNeeds, conditionsToAccept } from '../conditions/needs.ts'
import { nextStep } from '../steps/step-line.ts'
import { isBlocked, waiverNeeds, waiversFor, waiversWaiting } from '../waiver/needs.ts'

type Home = ViewOf<'home'>

/** Lines of one part of the inbox; what lies beyond is counted. */
const lines = 7

/** What needs the person, what is theirs, what they wait for and from whom. */
export const homeView = async (look: Look): Promise<Home> => {
  const mine = await look.session.certifications.of(selves(look.person), most)
  const needs = await needsOf(look, mine)
  const waiting = [
    ...(await eachOf(mine, (one) => waiversWaiting(look, one))).flat(),
    ...(await eachOf(mine, (one) => waitingOf(look, one))).flat(),
  ]
  const own = mine.filter((one) => one.state !== 'withdrawn')
  return {
    kind: 'home',
    needs: needs.slice(0, lines),
    mine: await eachOf(own.slice(0, lines), async (one) => ({
      reference: one.id,
      name: await nameOfAsset(look, one),
      state: stateWords[one.state],
      tier: one.assessment?.tier ?? null,
      way: { title: 'Open', what: 'certification', id: one.id, part: '' },
    })),
    waiting: waiting.slice(0, lines),
    figures: holds(look.person, 'steward') ? await figuresLine(look) : '',
    more: [needs, own, waiting].reduce((sum, list) => sum + Math.max(0, list.length - lines), 0),
  }
}

/** What stewards read below their inbox: campaigns that are under way, and what samples found. */
const figuresLine = async (look: Look): Promise<string> =>
  [await campaignsLine(look), await missRate(look)].filter((line) => line !== '').join(' ')

/** Everything that needs the person, by urgency: what is due first comes first. `mine` is what they made or own. */
export const needsOf = async (look: Look, mine: readonly Certification[]): Promise<readonly Need[]> => {
  const asked = await look.session.certifications.asking(selves(look.person), look.person.roles, most)
  const needs = [
    ...(await approvalsFor(look)),
    ...(await confirmationsFor(look, asked)),
    ...(await waiversFor(look)),
    ...(await conditionsToAccept(look, asked)),
    ...(await samplesFor(look, asked)),
    ...(await standingNeeds(look, asked)),
    ...(await rolesToConfirm(look)),
    ...(await remindedNeeds(look)),
    ...(await offersFor(look)),
    ...(await undeliveredNeeds(look)),
    ...(await programmeReviewNeeds(look)),
    ...(await draftOf(look)),
    ...(await eachOf(mine, (one) => needOf(look, one))).flat(),
    ...(await eachOf(mine, (one) => waiverNeeds(look, one))).flat(),
    ...(await checkNeeds(look, mine)),
  ]
  return [...needs, ...(await newsFor(look, needs))].sort((a, b) =>
    (a.due ?? '9').localeCompare(b.due ?? '9'),
  )
}

const approvalsFor = async (look: Look): Promise<readonly Need[]> => {
  const absent = await absentFor(look.session, look.person, look.now)
  const roles = [...new Set([look.person, ...absent].flatMap((person) => person.roles))]
  const open = (await look.session.approvals.waitingFor(roles, most)).flatMap((approval) => {
    const place = placeOf(approval, look.person, absent, look.now)
    return place ? [{ approval, place }] : []
  })
  return eachOf(open, async ({ approval, place }) =>
    need(
      look,
      await certificationOf(look.session, approval.certification),
      place.absent ? `waits for your decision for ${place.absent.name.body}` : 'waits for your decision',
      approval.due,
      {
        title: 'Decide',
        what: 'request',
        id: approval.id,
        part: '',
      },
    ),
  )
}

const confirmationsFor = async (look: Look, asked: readonly Certification[]): Promise<readonly Need[]> =>
  (
    await eachOf(asked, (certification) =>
      eachOf(
        certification.steps.filter(
          (step) =>
            step.state === 'asked' &&
            isPreparing(certification) &&
            can(look.person, { deed: 'step.confirm', certification, step }),
        ),
        (step) =>
          need(look, certification, `asks you to confirm: ${step.title}`, null, {
            title: 'Have a look',
            what: 'confirm',
            id: certification.id,
            part: step.id,
          }),
      ),
    )
  ).flat()

/** Certificates that nobody approved beforehand and that were drawn for a look afterwards. */
const samplesFor = (look: Look, asked: readonly Certification[]): Promise<readonly Need[]> =>
  eachOf(
    asked.filter(
      (certification) =>
        awaitsLook(certification, look.now) && can(look.person, { deed: 'sample.look', certification }),
    ),
    (certification) =>
      need(look, certification, 'was drawn for a second look', null, {
        title: 'Have a look',
        what: 'certificate',
        id: certification.id,
        part: '',
      }),
  )

const draftOf = async (look: Look): Promise<readonly Need[]> => {
  const { form, subject } = forms.registration()
  const draft = await look.session.drafts.get(look.person.id, form, subject)
  if (!draft) return []
  return [
    {
      reference: 'Not registered yet',
      name: draft.values['name'] || 'a new solution',
      what: 'is half filled in',
      due: null,
      way: { title: 'Continue', what: 'register', id: '', part: '' },
    },
  ]
}

/** What a certification of one's own asks for next. */
const needOf = async (look: Look, certification: Certification): Promise<readonly Need[]> => {
  const way = (title: string, what: string, part = ''): Way => ({ title, what, id: certification.id, part })
  const isDeveloper = isSelf(look.person, certification.developer)
  switch (certification.state) {
    case 'draft':
      if (!isDeveloper) return []
      return [
        await need(
          look,
          certification,
          'has questions to answer',
          certification.existing?.due ?? null,
          way('Answer', 'certification'),
        ),
      ]
    case 'classified':
      if (!isDeveloper) return []
      return [
        await need(
          look,
          certification,
          'is classified; its steps can start',
          null,
          way('Go on', 'certification'),
        ),
      ]
    case 'preparing':
    case 'recertifying':
    case 'changes_requested': {
      const next = nextStep(certification)
      if (next && !isDeveloper) return []
      if (next)
        return [
          await need(look, certification, `next step: ${next.title}`, null, way('Go on', 'step', next.id)),
        ]
      if (openSteps(certification).length > 0) return []
      if (certification.state === 'changes_requested')
        return [
          await need(look, certification, 'changes were asked for', null, way('Have a look', 'outcome')),
        ]
      if (isBlocked(look, certification))
        return [await need(look, certification, 'is blocked by an answer', null, way('Have a look', 'steps'))]
      return [await need(look, certification, 'is ready to submit', null, way('Submit', 'steps'))]
    }
    case 'suspended':
    case 'expired':
    case 'revoked':
      return stoppedNeeds(look, certification)
    case 'conditionally_certified':
      return conditionNeeds(look, certification)
    case 'review_due':
      if (awaitsSecond(certification)) return []
      return [
        await need(
          look,
          certification,
          'is due for review',
          certification.validUntil,
          way('Have a look', 'review'),
        ),
      ]
    case 'submitted':
    case 'in_review':
    case 'certified':
    case 'rejected':
    case 'retired':
    case 'withdrawn':
      return []
  }
}

/** For whom a certification of one's own waits. */
const waitingOf = async (look: Look, certification: Certification): Promise<Home['waiting']> => {
  const name = await nameOfAsset(look, certification)
  const way: Way = { title: 'Show', what: 'certification', id: certification.id, part: '' }
  if (certification.state === 'in_review' || certification.state === 'submitted') {
    const request =
      certification.approval === null ? undefined : await look.session.approvals.find(certification.approval)
    const people =
      request?.state === 'open'
        ? await eachOf(
            currentStage(request).seats.filter((seat) => !isFilled(seat)),
            (seat) => candidates(look.session, request, seat, look.now),
          )
        : []
    const from = [...new Set(people.flat().map(deciderName))]
    return [
      { reference: certification.id, name, from, due: request?.state === 'open' ? request.due : null, way },
    ]
  }
  const isUnderWay = ['draft', 'classified'].includes(certification.state) || isPreparing(certification)
  if (!isUnderWay) return []
  const asked = certification.steps.flatMap((step) =>
    step.state === 'asked' && step.asked !== null ? [step.asked] : [],
  )
  const hasOpen = certification.steps.length === 0 || nextStep(certification) !== undefined
  // What is the developer's to do is what the owner of it waits for.
  if (hasOpen) asked.unshift(certification.developer)
  const others = asked.filter((id) => !isSelf(look.person, id))
  if (others.length === 0) return []
  return [
    {
      reference: certification.id,
      name,
      from: await eachOf([...new Set(others)], (id) => nameOf(look.session, id)),
      due: null,
      way,
    },
  ]
}
