import { z } from 'zod'
import { invalid } from '../../domain/form.ts'
import { can } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { readKept, Rollout, rolloutSetting, rolloutWords } from '../../domain/rollout.ts'
import { nearest } from '../../domain/spelling.ts'
import type { Session } from '../../ports/store.ts'
import type { Scope } from '../action.ts'
import { action, anyInputs, noInputs, nothing } from '../action.ts'
import { admins } from '../administration/role.ts'
import { knownUnit } from '../administration/units.ts'
import { wakeDrain } from '../drain/drain.ts'
import { dropDraft, forms } from '../forms.ts'
import { nameOf } from '../load.ts'

/** Refuses everybody but administrators. */
const permitRollout = async (scope: Pick<Scope, 'session' | 'account' | 'person'>): Promise<void> => {
  if (!can(scope.person, { deed: 'rollout.set' }))
    throw new Refusal(
      'not-allowed',
      `Choosing who gets reminders and digests needs the admin role. ${await admins(scope)}`,
    )
}

const scopes = ['observe', 'unit', 'everyone']
const how =
  'Type rollout observe, rollout everyone, or rollout unit and its name, for example rollout unit Finance.'

/** To whom reminders and digests go: shown, or, with a scope, what choosing it would mean. */
export const rollout = action('rollout.show', {
  carries: nothing,
  asks: noInputs,
  words: ['rollout'],
  help: 'choose who gets reminders and digests: rollout everyone',
  roles: ['admin'],
  typed: async (rest, scope) => {
    await permitRollout(scope)
    const [word = '', ...others] = rest.trim().split(/\s+/)
    const unit = others.join(' ')
    if (word === '') return { show: 'rollout' }
    const chosen = word.toLowerCase()
    if (chosen === 'unit' && unit !== '')
      return { show: 'rollout-preview', rollout: { scope: 'unit', unit: await knownUnit(scope, unit) } }
    if ((chosen === 'observe' || chosen === 'everyone') && unit === '')
      return { show: 'rollout-preview', rollout: { scope: chosen } }
    const near = nearest(word, scopes)
    throw new Refusal(
      'invalid',
      near === undefined || near === chosen
        ? how
        : `I do not know "${word.slice(0, 40)}" here. Did you mean ${near}? ${how}`,
    )
  },
  run: async (scope) => {
    await permitRollout(scope)
    return { ref: { show: 'rollout' }, as: 'new' }
  },
})

/** Shows who would get what; nothing changes. */
export const previewRollout = action('rollout.preview', {
  carries: nothing,
  asks: anyInputs,
  form: () => ({ ...forms.rollout(), again: { show: 'rollout' } }),
  run: async (scope, _carries, { scope: wanted = '', unit = '' }) => {
    await permitRollout(scope)
    if (wanted === 'unit') {
      if (unit.trim() === '') throw invalid({ unit: 'Please choose the unit.' })
      const known = await knownUnit(scope, unit)
      return { ref: { show: 'rollout-preview', rollout: { scope: 'unit', unit: known } } }
    }
    if (wanted !== 'observe' && wanted !== 'everyone')
      throw invalid({ scope: 'Please choose one: only observe, one unit, or everyone.' })
    return { ref: { show: 'rollout-preview', rollout: { scope: wanted } } }
  },
})

/** Refuses a choice whose preview was shown before another was made: it said what would follow from what held then. */
const refuseOutdated = async (session: Session, over: string): Promise<void> => {
  const kept = readKept(await session.settings.get(rolloutSetting))
  if ((kept?.at ?? '') === over) return
  const who = kept?.by ? await nameOf(session, kept.by) : 'Somebody'
  throw new Refusal(
    'changed-since',
    `${who} chose ${rolloutWords(kept?.rollout ?? { scope: 'everyone' })} after this was shown, so nothing was changed. Type rollout to look again.`,
  )
}

/** Lets reminders and digests go to them from now on. */
export const setRollout = action('rollout.set', {
  carries: z.strictObject({
    scope: z.enum(['observe', 'unit', 'everyone']),
    unit: z.string(),
    over: z.string(),
  }),
  asks: noInputs,
  run: async (scope, { scope: wanted, unit, over }) => {
    await permitRollout(scope)
    const { session, context, person } = scope
    await refuseOutdated(session, over)
    const chosen = Rollout.parse(
      wanted === 'unit' ? { scope: wanted, unit: await knownUnit(scope, unit) } : { scope: wanted },
    )
    await session.settings.set(
      rolloutSetting,
      { rollout: chosen, by: person.id, at: context.now, asked: true },
      {
        type: 'rollout-set',
        subject: `setting:${rolloutSetting}`,
        scope: chosen.scope,
        unit: chosen.scope === 'unit' ? chosen.unit : null,
        by: person.id,
      },
      context,
    )
    // Whoever was passed over so far has waited long enough.
    if ((await session.telling.count()) > 0) await wakeDrain(session, context)
    await dropDraft(scope, forms.rollout())
    return {
      ref: {
        show: 'line',
        title:
          chosen.scope === 'observe'
            ? 'Assay only observes'
            : `Reminders and digests go to ${rolloutWords(chosen)}`,
        sentence:
          chosen.scope === 'observe'
            ? 'No reminder and no digest leaves from now on. Requests, answers and decisions still do. Type rollout to change it.'
            : 'It counts from now on, at the hour that each person has set. Type rollout to change it.',
        tone: 'good',
        ways: [{ title: 'Change it', what: 'rollout', id: '', part: '' }],
      },
    }
  },
})
