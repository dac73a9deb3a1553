// Rows as a CSV file that spreadsheets open as it is meant, and that can be imported again. The only file that knows the library.
import { stringify } from 'csv-stringify/sync'

/** A program that opens the file would run such a cell as a formula: https://owasp.org/www-community/attacks/CSV_Injection */
const startsFormula = /^[=+\-@＝＋－＠\t\r\n]/
/** With the apostrophes that somebody typed in front: one more goes before them too, so that exactly one is taken off again. */
const mayRun = (cell: string): boolean => startsFormula.test(cell.replace(/^'+/, ''))
const isNumber = /^-\d+(?:\.\d+)?$/

/** The cell as text, with an apostrophe in front where it would be run; a plain negative number is none. */
export const harmlessCell = (cell: string): string => (mayRun(cell) && !isNumber.test(cell) ? `'${cell}` : cell)

/** What `harmlessCell` put in front is taken off again. */
export const asWritten = (cell: string): string => (cell.startsWith("'") && mayRun(cell) ? cell.slice(1) : cell)

/** One line, ended. */
export const csvLine = (cells: readonly string[]): string => stringify([cells.map(harmlessCell)], { record_delimiter: '\r\n' })

/** Spreadsheets take a file for UTF-8 where it begins with this mark. */
export const csvStart = '\ufeff'

/** Header and rows as one file. */
export const csvText = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  csvStart +
  stringify(
    [header, ...rows].map((row) => row.map(harmlessCell)),
    { record_delimiter: '\r\n' },
  )
