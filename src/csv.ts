/** One record of a list: the number of the line on which it begins, from 1, and its cells. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

const quote = '"'

/** A spreadsheet writes semicolons where its commas are decimal points: the header says which of the two it is. */
const separatorOf = (text: string): ',' | ';' => {
  let quoted = false
  let commas = 0
  for (const char of text) {
    if (char === quote) quoted = !quoted
    else if (quoted) continue
    else if (char === '\n' || char === '\r') break
    else if (char === ',') commas += 1
    else if (char === ';') commas -= 1
  }
  return commas < 0 ? ';' : ','
}

/**
 * Reads comma- or semicolon-separated text as RFC 4180 says (https://www.rfc-editor.org/rfc/rfc4180): quoted cells may hold
 * separators, line breaks and doubled quotes; lines end with CRLF, LF or CR; a byte order mark is skipped, and so are empty lines.
 * A cell is text and nothing else, whatever it begins with. Throws, with the line, where a quoted cell never ends or goes on behind its end.
 */
export const readCsv = (given: string): readonly CsvRow[] => {
  const text = given.startsWith('\ufeff') ? given.slice(1) : given
  const separator = separatorOf(text)
  const rows: CsvRow[] = []
  let cells: string[] = []
  let line = 1
  let began = 1
  let at = 0

  const quotedCell = (): string => {
    let cell = ''
    for (let from = at + 1; ;) {
      const end = text.indexOf(quote, from)
      if (end < 0)
        throw new Error(`line ${began}: a cell begins with a quote that never ends; close it with another "`)
      cell += text.slice(from, end)
      at = end + 1
      if (text[at] !== quote) break
      cell += quote
      from = at + 1
    }
    line += cell.match(/\r\n|\n|\r/g)?.length ?? 0
    if (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r')
      throw new Error(
        `line ${line}: there is text behind a quoted cell; double each quote that belongs to the words, as in "say ""yes"""`,
      )
    return cell
  }
  const bareCell = (): string => {
    const from = at
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1
    return text.slice(from, at)
  }

  while (at < text.length) {
    const isQuoted = text[at] === quote
    cells.push(isQuoted ? quotedCell() : bareCell())
    if (text[at] === separator) {
      at += 1
      // A separator at the very end has an empty cell behind it.
      if (at < text.length) continue
      cells.push('')
    }
    const isEmpty = cells.length === 1 && cells[0] === '' && !isQuoted
    if (!isEmpty) rows.push({ line: began, cells })
    cells = []
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    at += 1
    line += 1
    began = line
  }
  return rows
}

/** Writes rows as RFC 4180 says, each line with CRLF behind it: what `readCsv` reads back as it was. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((cells) => `${cells.map((cell) => (needsQuotes(cell) ? quoted(cell) : cell)).join(',')}\r\n`)
    .join('')

const needsQuotes = (cell: string): boolean => cell === '' || /[",;\r\n\ufeff]/.test(cell)
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
