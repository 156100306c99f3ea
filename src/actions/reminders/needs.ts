import { selves } from '../../domain/person.ts'
import { reminderRules } from '../../domain/reminder.ts'
import { roleWords } from '../../domain/role-words.ts'
import type { Need } from '../conversation/need.ts'
import { nameOf } from '../load.ts'
import type { Look } from '../look.ts'
import { cardOf, subjectOf } from './about.ts'
import { isStillOpen } from './still-open.ts'
import { wayOf } from './views.ts'

/** Reminders of one kind that are looked through for the inbox. */
const most = 50

/** What somebody was reminded of and no thing of theirs asks for by itself: reviews of others that need help, roles that end. */
export const remindedNeeds = async (look: Look): Promise<readonly Need[]> => {
  const needs: Need[] = []
  const { reminders } = look.session
  const ids = selves(look.person)
  const asked = await reminders.ofKind(ids, 'help-asked', most)
  for (const row of [...asked, ...(await reminders.ofKind(ids, 'role-end', most))]) {
    const ref = cardOf(row)
    if (!(await isStillOpen(look.session, row, look.now))) continue
    if (row.kind === 'help-asked' || ref.show !== 'role-end') {
      const subject = await subjectOf(look.session, ref)
      if (needs.some(({ reference }) => reference === subject.reference)) continue
      needs.push({
        ...subject,
        what: 'needs your help with its review',
        due: row.due,
        way: { title: 'Have a look', what: 'reminder', id: String(row.id), part: '' },
      })
      continue
    }
    needs.push({
      reference: 'Role',
      name: await nameOf(look.session, ref.person),
      what: `holds the ${roleWords(ref.role)} role, which ends`,
      due: row.due?.slice(0, 10) ?? null,
      way: { title: 'Have a look', what: 'role-end', id: ref.person, part: ref.role },
    })
  }
  return needs
}

/**
 * What has happened and waits to be told in the digest, where nothing else in the inbox says it: `needs` are the other lines. It stands there
 * until a digest has said it.
 */
export const newsFor = async (look: Look, needs: readonly Need[]): Promise<readonly Need[]> => {
  const lines: Need[] = []
  for (const row of await look.session.reminders.waiting(selves(look.person))) {
    const { line } = reminderRules[row.kind]
    if (line === '' || row.decisions.at(-1)?.outcome !== 'digest') continue
    const subject = await subjectOf(look.session, cardOf(row))
    const isSaid = [...needs, ...lines].some(
      ({ reference, name }) => reference === subject.reference && name === subject.name,
    )
    if (isSaid || !(await isStillOpen(look.session, row, look.now))) continue
    lines.push({ ...subject, what: line, due: null, way: wayOf(row, 'Have a look'), isNews: true })
  }
  return lines
}
