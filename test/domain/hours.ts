/** Somebody who works in Berlin, with the hours that are usual. */
export const inBerlin = {
  zone: 'Europe/Berlin',
  quietFrom: '18:00',
  quietTo: '09:00',
  digestAt: '09:30',
  away: null,
}
/** A Tuesday, 11:00 in Berlin. */
export const tuesday = '2026-11-24T10:00:00.000Z'
