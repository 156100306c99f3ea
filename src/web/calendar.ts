import type { Certificate } from './certificate.ts'

/**
 * One all-day entry on the day that a certificate runs out, with a reminder two weeks before (RFC 5545).
 * Undefined where there is no such day.
 */
export const calendarOf = (id: string, certificate: Certificate, link: string): string | undefined => {
  const { validUntil, certifiedAt } = certificate
  if (validUntil === undefined) return undefined
  const day = compactDay(validUntil)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Assay//Certificates//EN',
    'BEGIN:VEVENT',
    `UID:${id}@assay`,
    // Stamped with the decision, so that the same certificate is the same file.
    `DTSTAMP:${compactInstant(certifiedAt ?? validUntil)}`,
    `DTSTART;VALUE=DATE:${day}`,
    `SUMMARY:${escaped(`${certificate.reference} ${certificate.name}: certificate runs out`)}`,
    `DESCRIPTION:${escaped(`Review it before this day so that it stays certified. ${link}`)}`,
    `URL:${link}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(`${certificate.reference} runs out in two weeks`)}`,
    'TRIGGER:-P14D',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const compactDay = (at: string): string => at.slice(0, 10).replaceAll('-', '')

const compactInstant = (at: string): string => {
  const instant = at.length === 10 ? `${at}T00:00:00.000Z` : at
  return `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (mark) => `\\${mark}`).replaceAll(/\r\n|[\n\r\u2028\u2029]/g, '\\n')

/** Breaks a line after 75 octets, never inside a character. */
const folded = (line: string): string => {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      parts.push(part)
      // The blank that marks a continuation counts.
      part = ''
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
