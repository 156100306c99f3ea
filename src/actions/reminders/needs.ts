import { selves } from '../../domain/person.ts'
import type { Need } from '../conversation/need.ts'
import { nameOf } from '../load.ts'
import type { Look } from '../look.ts'
import { roleWords } from '../look.ts'
import { cardOf, isStillOpen } from './about.ts'

/** Reminders that are looked through for the inbox. */
const most = 50

/** What somebody was reminded of and no thing of theirs asks for by itself: roles of others that end. */
export const remindedNeeds = async (look: Look): Promise<readonly Need[]> => {
  const needs: Need[] = []
  for (const row of await look.session.reminders.of(selves(look.person), most)) {
    const ref = cardOf(row)
    if (ref.show !== 'role-end' || !(await isStillOpen(look.session, row, look.now))) continue
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
