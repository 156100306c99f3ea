import { certificateDay } from '../domain/time-words.ts'
import type { Certificate } from './certificate.ts'
import { standingOf } from './certificate.ts'

/** Width and height in pixels: a slide, so that it can be shown as one. */
const width = 1200
const height = 675

const colours = { good: '#1b6e3c', warning: '#8a5a00', attention: '#a4262c' } as const

const escape = (text: string): string =>
  text
    // Characters that XML cannot hold, or that turn the reading direction.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A name in at most two lines of about `most` characters, broken at spaces where there are any, cut with a mark where it is longer. */
const linesOf = (name: string, most: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of name.split(/\s+/).flatMap((one) => pieces(one, most))) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  if (line !== '') lines.push(line)
  return lines.length <= 2 ? lines : [lines[0] ?? '', `${lines[1] ?? ''}…`]
}

/** A word without a space that is longer than a line, in pieces of whole characters. */
const pieces = (word: string, most: number): readonly string[] => {
  if (word.length <= most) return [word]
  const parts: string[] = ['']
  for (const { segment } of segmenter.segment(word)) {
    const last = parts.length - 1
    if ((parts[last] ?? '').length + segment.length > most) parts.push(segment)
    else parts[last] = (parts[last] ?? '') + segment
  }
  return parts
}

/** The certificate as a picture worth showing: an SVG document. `address` is the public page that proves it. */
export const certificatePicture = (certificate: Certificate, address: string): string => {
  const standing = standingOf(certificate)
  const colour = colours[standing.colour]
  // Wide letters in bold take two thirds of their height each: so many end before the seal begins.
  const name = linesOf(certificate.name, 26)
  const facts = [
    ['Risk tier', certificate.tier],
    ['Valid until', certificate.validUntil === undefined ? '' : certificateDay(certificate.validUntil)],
    ['Approved by', certificate.approvedBy.join(', ') || 'the programme, by its rules'],
    [
      'Reference',
      `${certificate.reference}${certificate.version === undefined ? '' : `, version ${certificate.version}`}`,
    ],
  ].filter(([, value]) => value !== '')
  const text = (x: number, y: number, size: number, words: string, more = ''): string =>
    `<text x="${x}" y="${y}" font-size="${size}" ${more}>${escape(words)}</text>`
  const top = name.length > 1 ? 238 : 262
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(`Certificate of ${certificate.name}: ${standing.word}, ${certificate.tier} risk`)}" font-family="'DejaVu Sans', 'Segoe UI', 'Noto Sans', 'Helvetica Neue', Arial, sans-serif" fill="#1f1f24">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<rect x="28" y="28" width="${width - 56}" height="${height - 56}" rx="20" fill="none" stroke="#c9c8e0" stroke-width="2"/>
<rect x="28" y="28" width="14" height="${height - 56}" rx="7" fill="#4b4fb0"/>
${text(96, 118, 26, certificate.programme, 'fill="#55555f"')}
${text(96, 168, 30, 'This certifies', 'fill="#55555f"')}
${name.map((line, index) => text(96, top + index * 58, 44, line, 'font-weight="700"')).join('\n')}
${text(96, top + name.length * 58 + 8, 32, standing.word, `font-weight="700" fill="${colour}"`)}
${facts.map(([label, value], index) => `${text(96, 452 + index * 44, 24, label ?? '', 'fill="#55555f"')}\n${text(270, 452 + index * 44, 26, cut(value ?? ''), 'font-weight="600"')}`).join('\n')}
<circle cx="1010" cy="290" r="104" fill="none" stroke="${colour}" stroke-width="8"/>
<circle cx="1010" cy="290" r="86" fill="${colour}"/>
${standing.colour === 'attention' ? '<path d="M976 256 L1044 324 M1044 256 L976 324" stroke="#ffffff" stroke-width="16" stroke-linecap="round"/>' : '<path d="M966 292 L998 324 L1056 262" fill="none" stroke="#ffffff" stroke-width="17" stroke-linecap="round" stroke-linejoin="round"/>'}
${text(1010, 446, 24, 'Assay', 'text-anchor="middle" font-weight="700" fill="#4b4fb0"')}
${text(1104, 614, 17, address, 'text-anchor="end" fill="#6a6a75"')}
</svg>`
}

/** A value that fits its line. */
const cut = (value: string): string => (value.length > 46 ? `${value.slice(0, 45)}…` : value)
