/** Roles as people say them: "data protection", "IT operations". */
export const roleWords = (role: string): string => role.replaceAll('_', ' ').replace(/^it /, 'IT ')

/** A role that decides, as people say it: "steward lead" where only those who lead its holders do. */
export const officeWords = ({ role, lead }: { readonly role: string; readonly lead: boolean }): string =>
  lead ? `${roleWords(role)} lead` : roleWords(role)

/** Roles that are said of one person; the others are said of the office. */
const ofPersons = ['steward', 'mentor', 'admin', 'auditor']

/** Whoever holds a role, in a sentence: "a steward", "an auditor", "the board", "data protection". */
export const holderWords = (role: string): string => {
  if (ofPersons.includes(role)) return `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${roleWords(role)}`
  return role === 'board' ? 'the board' : roleWords(role)
}
