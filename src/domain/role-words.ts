/** Roles as people say them: "data protection", "IT operations". */
export const roleWords = (role: string): string => role.replaceAll('_', ' ').replace(/^it /, 'IT ')

/** A role that decides, as people say it: "steward lead" where only those who lead its holders do. */
export const officeWords = ({ role, lead }: { readonly role: string; readonly lead: boolean }): string =>
  lead ? `${roleWords(role)} lead` : roleWords(role)
