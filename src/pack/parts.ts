import { html } from 'hono/html'

type Html = ReturnType<typeof html>

/** Terms and what they are; an empty one is left out. */
export const facts = (pairs: readonly (readonly [string, string])[]): Html =>
  html`<dl>
    ${pairs
      .filter(([, value]) => value !== '')
      .map(
        ([term, value]) =>
          html`<div>
            <dt>${term}</dt>
            <dd class="words">${value}</dd>
          </div>`,
      )}
  </dl>`

export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): Html =>
  html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td class="words">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`

export const list = (items: readonly Html[]): Html =>
  html`<ul>
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`

export const quote = (words: string): Html => html`<q class="words">${words}</q>`

export const platforms: Readonly<Record<string, string>> = {
  web: 'in the playground',
  slack: 'in Slack',
  teams: 'in Teams',
  command: 'on the command line',
  clock: 'by the clock',
}

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** "24 November 2026, 08:00:05": always UTC, so that the page is the same wherever it is made. */
export const moment = (at: string): string => `${day(at)}, ${at.slice(11, 19)}`

export const day = (at: string): string => {
  const [year, month, date] = at.slice(0, 10).split('-')
  return `${Number(date)} ${months[Number(month) - 1] ?? ''} ${year}`
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
