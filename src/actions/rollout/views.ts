import { can } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { readKept, readRollout, rolloutSetting } from '../../domain/rollout.ts'
import type { ViewOf } from '../../domain/view.ts'
import { forms } from '../forms.ts'
import { nameOf } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'

/** Refuses whoever may not choose. */
export const permitLook = ({ person }: Pick<Look, 'person'>): void => {
  if (!can(person, { deed: 'rollout.set' }))
    throw new Refusal('not-allowed', 'Choosing who gets reminders and digests needs the admin role.')
}

/** To whom reminders and digests go now, since when, and the form to choose anew. */
export const rolloutView = async (look: Look): Promise<ViewOf<'rollout'>> => {
  permitLook(look)
  const { form, subject } = forms.rollout()
  const value = await look.session.settings.get(rolloutSetting)
  const kept = readKept(value)
  const now = readRollout(value)
  const known = await look.session.people.units()
  const units = now.scope === 'unit' && !known.includes(now.unit) ? [...known, now.unit] : known
  return {
    kind: 'rollout',
    rollout: now,
    by: kept?.by ? await nameOf(look.session, kept.by) : '',
    since: kept?.at ?? null,
    fields: ask(
      look,
      [
        {
          id: 'scope',
          label: 'Who gets reminders and digests',
          ...(units.length === 0
            ? { help: 'One unit can be chosen once somebody has one: unit Ben Okafor in Finance.' }
            : {}),
          kind: 'choice',
          value: now.scope,
          options: [
            { id: 'observe', label: 'Nobody yet: only observe' },
            ...(units.length === 0 ? [] : [{ id: 'unit', label: 'The people of one unit' }]),
            { id: 'everyone', label: 'Everyone' },
          ],
        },
        ...(units.length === 0
          ? []
          : [
              {
                id: 'unit',
                label: 'Which unit',
                help: 'Only where you chose one unit.',
                kind: 'choice' as const,
                optional: true,
                value: now.scope === 'unit' ? now.unit : '',
                options: units.map((unit) => ({ id: unit, label: unit })),
              },
            ]),
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}

/** For administrators' settings: to whom reminders go, in a sentence; '' for everybody else. */
export const rolloutLine = async ({ session, person }: Pick<Look, 'session' | 'person'>): Promise<string> => {
  if (!can(person, { deed: 'rollout.set' })) return ''
  const now = readRollout(await session.settings.get(rolloutSetting))
  return now.scope === 'observe'
    ? 'Reminders and digests go to nobody yet. Type rollout to choose.'
    : `Reminders and digests go to ${now.scope === 'unit' ? `the people of ${now.unit}` : 'everyone'}. Type rollout to change it.`
}
