import { barred, voters } from '../../src/domain/approval.ts'
import { dayOf, laterDay } from '../../src/domain/calendar.ts'
import type { Certification } from '../../src/domain/certification.ts'
import type { Context } from '../../src/domain/context.ts'
import { vote } from '../../src/domain/decision.ts'
import { setGoLive } from '../../src/domain/go-live.ts'
import { can } from '../../src/domain/person.ts'
import {
  addEvidence,
  answerForm,
  finishEvidence,
  passByDeveloper,
  removeEvidence,
  start,
} from '../../src/domain/preparation.ts'
import type { Role, Tier } from '../../src/domain/programme.ts'
import { stepsFor } from '../../src/domain/programme.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { edit } from '../../src/domain/edit.ts'
import { changeAnswers, endValidity, recertify } from '../../src/domain/renewal.ts'
import { agreeRevoke, askRevoke } from '../../src/domain/revocation.ts'
import { settleAnswer } from '../../src/domain/settlement.ts'
import { lift, retire, suspend } from '../../src/domain/stop.ts'
import { supersede } from '../../src/domain/tier.ts'
import { lapse, tierOf, withdraw } from '../../src/domain/registration.ts'
import { expireRequest, keptOut, openReview, withdrawRequest } from '../../src/domain/review.ts'
import { classify as assess } from '../../src/domain/risk.ts'
import { asks } from '../../src/domain/step.ts'
import { decideLow, submit } from '../../src/domain/submission.ts'
import {
  evidenceCondition,
  expire,
  meetCondition,
  missCondition,
  openWindow,
} from '../../src/domain/validity.ts'
import { askToConfirm, confirm, decline, refuse } from '../../src/domain/vouching.ts'
import { cast } from './cast.ts'
import type { Command } from './commands.ts'
import { contextAt, programme } from './context.ts'
import type { World } from './draft.ts'
import { answersOf } from './profiles.ts'

const at = <T>(items: readonly T[], index: number): T | undefined => items[index % Math.max(1, items.length)]

/** Plays one command as the bot would; gives the world afterwards, or the refusal. A fault is thrown. */
export const play = (world: World, command: Command, minute: number): World | Refusal => {
  const context = contextAt(
    minute,
    command.do === 'window' ? { now: world.certification.windowOpens ?? contextAt(minute).now } : {},
  )
  try {
    return move(
      world,
      command,
      command.do === 'expire'
        ? contextAt(minute, { now: world.certification.inForceUntil ?? context.now })
        : context,
    )
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown
    throw thrown
  }
}

const move = (world: World, command: Command, context: Context): World => {
  const { certification, asset, approval } = world
  const facts = () => ({
    answers: certification.answers,
    tier: tierOf(certification),
    kind: asset.kind,
    platform: asset.platform,
    ownerIsDeveloper: asset.owner === asset.developer,
  })
  const step = 'step' in command ? at(certification.steps, command.step) : undefined
  const who = 'who' in command ? at(cast, command.who) : undefined
  const onto = (next: Certification): World => ({ ...world, certification: next })
  const about = {
    kind: asset.kind,
    platform: asset.platform,
    ownerIsDeveloper: asset.owner === asset.developer,
  }
  const anewWith = (answers: Readonly<Record<string, string>>) => ({
    rulesFor: (tier: Tier) => stepsFor(programme, { ...about, answers, tier }),
    developer: cast[0],
  })
  /** With the request closed where one was open. */
  const closing = (next: Certification): World => ({
    ...world,
    certification: next,
    approval: approval?.state === 'open' ? supersede(approval, certification, context).approval : approval,
  })
  switch (command.do) {
    case 'classify': {
      const answers = answersOf(command.profile)
      const assessment = assess(programme, answers, {
        kind: asset.kind,
        platform: asset.platform,
        ownerIsDeveloper: asset.owner === asset.developer,
      })
      return onto(changeAnswers(certification, answers, assessment, anewWith(answers), context).next)
    }
    case 'start': {
      const rules = certification.assessment ? stepsFor(programme, facts()) : []
      return onto(start(certification, rules, certification.assessment?.tier ?? 'low', cast[0], context).next)
    }
    case 'work':
      return step ? onto(work(certification, step.id, command.how, context)) : world
    case 'vouch': {
      if (!step || !who) return world
      if (step.state === 'open' && (step.by === 'peer' || step.by === 'manager'))
        return onto(askToConfirm(certification, step.id, who.id, context).next)
      if (step.state === 'asked' && !can(who, { deed: 'step.confirm', certification, step }))
        throw new Refusal('not-allowed', 'No.')
      if (command.how === 'confirm') return onto(confirm(certification, step.id, who.id, context).next)
      if (command.how === 'refuse')
        return onto(refuse(certification, step.id, who.id, 'Not yet.', context).next)
      return onto(decline(certification, step.id, who.id, context).next)
    }
    case 'submit': {
      const frozen = submit(certification, asset, 'dana', context).next
      if (tierOf(frozen) === 'low') return onto(decideLow(frozen, { first: true, users: [] }, context).next)
      const holders = (role: Role): number =>
        cast.filter((one) => one.roles.includes(role) && !keptOut(frozen).includes(one.id)).length
      const opened = openReview(frozen, `APR-${world.approvals + 1}`, facts(), holders, context)
      return {
        ...world,
        certification: opened.certification.next,
        approval: opened.approval,
        approvals: world.approvals + 1,
      }
    }
    case 'vote': {
      if (!approval || !who) return world
      const reason = command.verdict === 'approve' ? '' : 'Because.'
      const conditions =
        command.verdict === 'approve_on_conditions' ? [{ words: 'A backup owner', due: '2026-12-10' }] : []
      const wish = {
        verdict: command.verdict,
        rev: command.stale ? approval.rev - 1 : approval.rev,
        reason,
        conditions,
        ...(command.seen === 'nothing' ? {} : { hash: command.seen === 'this' ? approval.hash : 'another' }),
      }
      const out = [...barred(approval), ...voters(approval), who.id]
      const holders = (role: Role): number =>
        cast.filter((one) => one.roles.includes(role) && !out.includes(one.id)).length
      const names = { nameOf: (id: string) => id, entitled: [], holders }
      const decided = vote(approval, certification, who, wish, names, context)
      return {
        ...world,
        approval: decided.approval,
        certification: decided.certification?.next ?? certification,
      }
    }
    case 'withdraw': {
      const next = withdraw(certification, context).next
      return {
        ...world,
        certification: next,
        approval:
          approval?.state === 'open' ? withdrawRequest(approval, certification, context).approval : approval,
      }
    }
    case 'run out': {
      if (approval?.state !== 'open') return world
      const ranOut = expireRequest(approval, certification, context)
      return {
        ...world,
        approval: ranOut.approval,
        certification: ranOut.certification?.next ?? certification,
      }
    }
    case 'edit': {
      if (!approval) return world
      const edited = edit(certification, approval, 'dana', context)
      return {
        ...world,
        approval: edited.approval,
        certification: edited.certification?.next ?? certification,
      }
    }
    case 'recertify': {
      const { answers } = certification
      return onto(
        recertify(certification, assess(programme, answers, about), anewWith(answers), context).next,
      )
    }
    case 'validity ends':
      return certification.inForceUntil === null ? world : onto(endValidity(certification, [], context).next)
    case 'settle': {
      if (!who) return world
      const option =
        programme.questions
          .find((one) => one.id === 'personal')
          ?.options.find((one) => one.points === command.points)?.id ?? ''
      const answers = { ...certification.answers, personal: option }
      const moved = settleAnswer(
        certification,
        { question: 'personal', option, reason: 'So.' },
        who,
        assess(programme, answers, about),
        anewWith(answers),
        context,
      )
      return certification.state === 'in_review' ? closing(moved.next) : onto(moved.next)
    }
    case 'suspend':
      return who
        ? closing(suspend(certification, { by: who, reason: 'So.', users: [] }, context).next)
        : world
    case 'lift':
      return who ? onto(lift(certification, { by: who, reason: 'So.', users: [] }, context).next) : world
    case 'revoke':
      return who ? onto(askRevoke(certification, who, 'So.', context).next) : world
    case 'agree':
      return who
        ? closing(agreeRevoke(certification, certification.revocation?.id ?? '', who, [], context).next)
        : world
    case 'retire': {
      const owner = cast.find((one) => one.id === certification.owner) ?? cast[0]
      return closing(retire(certification, { by: owner, reason: 'Gone.', users: [] }, context).next)
    }
    case 'lapse':
      return onto(lapse(certification, context).next)
    case 'window':
      return onto(openWindow(certification, context).next)
    case 'expire':
      return certification.inForceUntil === null ? world : onto(expire(certification, [], context).next)
    case 'evidence condition':
      return onto(evidenceCondition(certification, command.condition, 'Done.', context).next)
    case 'meet':
      return who ? onto(meetCondition(certification, command.condition, who, context).next) : world
    case 'go live': {
      if (!who) return world
      const day = laterDay(dayOf(context.now, 'UTC'), command.inDays)
      return onto(setGoLive(certification, { day, responsible: who }, 'dana', context).next)
    }
    case 'miss':
      return onto(missCondition(certification, { id: command.condition, users: [] }, context).next)
  }
}

/** What the developer does on a step: whatever it asks, or taking evidence away again. */
const work = (
  certification: Certification,
  id: string,
  how: 'good' | 'remove' | 'again',
  context: Context,
): Certification => {
  const step = certification.steps.find((one) => one.id === id)
  if (!step) return certification
  switch (asks(step)) {
    case 'acknowledge':
      return passByDeveloper(certification, id, 'acknowledge', 'dana', context).next
    case 'quiz':
      return passByDeveloper(certification, id, 'quiz', 'dana', context).next
    case 'form':
      return answerForm(
        certification,
        id,
        { field: how === 'again' ? 'another answer' : 'an answer' },
        'dana',
        context,
      ).next
    case 'evidence': {
      const first = step.evidence[0]
      if (how === 'remove' && first) return removeEvidence(certification, id, first.id, context).next
      const added =
        how === 'again' || step.evidence.length === 0
          ? addEvidence(certification, id, { kind: 'note', words: 'Seen.' }, 'dana', context).next
          : certification
      return finishEvidence(added, id, 'dana', context).next
    }
    case 'confirm':
      return certification
  }
}
