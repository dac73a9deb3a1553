// Comma-separated rows (RFC 4180) as spreadsheets write them. The only file that knows the library.
import { CsvError, parse } from 'csv-parse/sync'

export interface CsvRow {
  /** On which line of the file it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly CsvRow[]
}

/**
 * `empty`: there is nothing. `no rows`: there is a header and nothing below. `quote`: in the row that begins on that line one is opened and
 * never closed, or stands in mid-cell.
 */
export type Unreadable =
  | { readonly unreadable: 'empty' | 'no rows' }
  | { readonly unreadable: 'quote'; readonly line: number }
  | { readonly unreadable: 'too long'; readonly most: number }

/** More rows than anybody's pipeline has; each is decided with its neighbours in memory. */
const mostRows = 100_000
/** Whatever a file holds, blank rows too: reading keeps everybody else waiting. */
const mostRead = 2 * mostRows

/** Reads a table whose first row names its columns. Blank lines count as lines but are no rows. */
export function readTable(text: string): Table | Unreadable {
  const plain = text.replace(/^\ufeff/, '')
  // Spreadsheets are told in a first line what separates the cells: `sep=;`
  const [told = '', separator] = /^"?sep=([,;\t])"?(?:\r\n|\n|\r)/i.exec(plain) ?? []
  const body = plain.slice(told.length)
  if (body.trim() === '') return { unreadable: 'empty' }
  const rows = parsed(body, separator ?? delimiterOf(body), 1 + linesIn(told))
  if ('unreadable' in rows) return rows
  const [header, ...rest] = rows
  if (!header) return { unreadable: 'empty' }
  if (rest.length === 0) return { unreadable: 'no rows' }
  if (rest.length > mostRows) return { unreadable: 'too long', most: mostRows }
  return { header: header.cells, rows: rest }
}

/** `first`: the line on which the text begins. */
function parsed(text: string, delimiter: string, first: number): readonly CsvRow[] | Unreadable {
  const options = { delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, raw: true, trim: true }
  const recordsOf = (most: number) =>
    parse(text, { ...options, to: most }) as unknown as { readonly record: string[]; readonly raw: string }[] // with `raw` each comes with its text, which the types do not say
  try {
    let line = first
    const records = recordsOf(mostRead)
    if (records.length === mostRead) return { unreadable: 'too long', most: mostRows }
    return records.flatMap(({ record, raw }) => {
      const at = line
      line += linesIn(raw)
      return record.every((cell) => cell === '') ? [] : [{ line: at, cells: record }]
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // The parser says where it gave up, which for a quote that is never closed is the end: the row that it could not read begins after the others.
    const read = Number(error.records ?? 0)
    const before = read === 0 ? [] : recordsOf(read)
    return { unreadable: 'quote', line: before.reduce((line, { raw }) => line + linesIn(raw), first) }
  }
}

const linesIn = (raw: string): number => raw.match(/\r\n|\n|\r/g)?.length ?? 0

/** The one of `,` `;` and tab that stands most often outside quotes in the first line. */
function delimiterOf(text: string): string {
  const [line = ''] = text.trimStart().split(/\r\n|\n|\r/, 1)
  const bare = line.replace(/"[^"]*"/g, '')
  const count = (sign: string) => bare.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}
