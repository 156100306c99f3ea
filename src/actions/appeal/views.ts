import { appealUntil } from '../../domain/appeal.ts'
import type { View } from '../../domain/view.ts'
import { mostReason } from '../approval/reason.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { certificationOf, nameOf, permit } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { certificationView } from '../submission/views.ts'

/** Asks for the reason of an appeal, beside the words of whoever rejected it. */
export const appealView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.submit', certification)
  const until = appealUntil(certification, look.programme)
  const { decision } = certification
  if (until === null || until < look.now || decision === null) return certificationView(look, id)
  const { form, subject } = forms.appeal(id)
  return {
    kind: 'appeal',
    ...(await headed(look, certification)),
    who: await nameOf(look.session, decision.by.at(-1) ?? ''),
    reason: decision.reason?.body ?? '',
    until,
    fields: ask(
      look,
      [
        {
          id: 'reason',
          label: 'Why should it be decided otherwise?',
          help: 'Whoever decides reads this, beside the earlier reason.',
          kind: 'words',
          most: mostReason,
        },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}
