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

/** `empty`: there is nothing. `no rows`: there is a header and nothing below. `quote`: one is opened on that line and never closed, or closed in mid-cell. */
export type Unreadable =
  | { readonly unreadable: 'empty' | 'no rows' }
  | { readonly unreadable: 'quote'; readonly line: number }
  | { readonly unreadable: 'too long'; readonly most: number }

/** More rows than anybody's pipeline has; each is decided with its neighbours in memory. */
const mostRows = 100_000

/** Reads a table whose first row names its columns. Blank lines count as lines but are no rows. */
export function readTable(text: string): Table | Unreadable {
  const plain = text.replace(/^\ufeff/, '')
  if (plain.trim() === '') return { unreadable: 'empty' }
  const rows = parsed(plain)
  if ('unreadable' in rows) return rows
  const [header, ...rest] = rows
  if (!header) return { unreadable: 'empty' }
  if (rest.length === 0) return { unreadable: 'no rows' }
  if (rest.length > mostRows) return { unreadable: 'too long', most: mostRows }
  return { header: header.cells, rows: rest }
}

function parsed(text: string): readonly CsvRow[] | Unreadable {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      raw: true,
      trim: true,
    }) as unknown as { readonly record: string[]; readonly raw: string }[] // with `raw` each comes with its text, which the types do not say
    let line = 1
    return records.flatMap(({ record, raw }) => {
      const at = line
      line += linesIn(raw)
      return record.every((cell) => cell === '') ? [] : [{ line: at, cells: record }]
    })
  } catch (error) {
    if (error instanceof CsvError) return { unreadable: 'quote', line: Number(error.lines ?? 1) }
    throw error
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
