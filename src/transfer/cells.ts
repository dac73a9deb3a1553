// What stands in a cell, read with the words of a command; and what is wrong with a row, for whoever brought the file.
import type { Argument } from '../conversation/argument.ts'
import { Complaint, complaintOf } from '../conversation/complaint.ts'
import { refuseDirectionMarks } from '../conversation/parse-text.ts'
import type { Request } from '../conversation/request.ts'
import type { TextKey } from '../languages/language.ts'
import type { Say, Value, Values } from '../languages/say.ts'
import { asWritten } from '../message/write-csv.ts'
import { readAmount } from '../vocabulary/amount.ts'
import { readDate } from '../vocabulary/date.ts'
import { fold } from '../vocabulary/folding.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { isLocalDate } from '../vocabulary/local-date.ts'
import { type Currency, currencyOf, type Money, money } from '../vocabulary/money.ts'
import { splitWords } from '../vocabulary/words.ts'
import type { AnyField, Mapping } from './columns.ts'
import type { CsvRow, Table } from './read-csv.ts'

/** A row that cannot be taken as it is, and why: a sentence of the catalogue. */
export interface BadRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly key: TextKey
  readonly values: Values
}

export const sentenceOf = ({ key, values }: Pick<BadRow, 'key' | 'values'>, say: Say): string => {
  const expected = values.expected
  const named: Values =
    typeof expected === 'string' && expected.startsWith('argument.') ? { ...values, expected: say.plain(expected as TextKey) } : values // such a word is a key
  return say.plain(key, named)
}

/** A problem of one row; thrown while it is read. */
export const bad = (key: TextKey, values: Readonly<Record<string, Value>> = {}): Complaint => new Complaint(key, values)

/** Reads every row, and gathers those whose reading throws a complaint, and those with cells that stand in no column. */
export function readRows<Row>(
  { header, rows }: Table,
  read: (row: CsvRow) => Row,
): { readonly rows: readonly Row[]; readonly bad: readonly BadRow[] } {
  const wrong: BadRow[] = []
  const good = rows.flatMap((row): Row[] => {
    try {
      // `1,054` without quotes is two cells: read as 1 it would be wrong, and nobody would see it.
      if (row.cells.slice(header.length).some((cell) => cell !== '')) throw bad('import.extra-cells', { columns: header.length })
      return [read(row)]
    } catch (error) {
      if (!(error instanceof Complaint)) throw error
      wrong.push({ line: row.line, cells: row.cells, key: error.key, values: error.values })
      return []
    }
  })
  return { rows: good, bad: wrong }
}

/** The text of a field in a row, trimmed; empty where the file has no such column. Throws for marks that turn the direction of writing. */
export function cellOf(row: CsvRow, field: AnyField, mapping: Mapping): string {
  const place = mapping[field]
  const text =
    place === undefined
      ? ''
      : asWritten(row.cells[place] ?? '')
          .replace(/\s+/g, ' ')
          .trim()
  refuseDirectionMarks(text)
  return text
}

/** Free text as an argument of a command takes it. */
export function freeText(text: string, argument: Argument<string>, { reading }: Pick<Request, 'reading'>): string {
  if (text === '') return ''
  const words = [{ text, from: 0, to: text.length, quoted: true }]
  const found = argument.read(words, 0, { ...reading, text, startsSlot: () => false })
  if (found.outcome === 'wrong') throw complaintOf(found.problem)
  if (found.outcome === 'passed') throw bad('problem.expected', { expected: argument.name, text })
  return found.value
}

/** The time of day that systems write behind a day. */
const time = /(?:T|\s)\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?(?:\s*(?:Z|UTC|[+-]\d{2}:?\d{2}))?$/i

/** A day: ISO, or as people write one; a time behind it is left out. */
export function dayIn(text: string, today: LocalDate): LocalDate {
  const iso = text.replace(time, '')
  if (isLocalDate(iso)) return iso
  const words = splitWords(iso)
  if (!Array.isArray(words)) throw complaintOf(words)
  const found = readDate(words, 0, { today, text: iso })
  if (found.outcome === 'wrong') throw complaintOf(found.problem)
  if (found.outcome === 'passed' || found.next < words.length) throw bad('import.bad-date', { text })
  return found.value
}

/** An amount, 0 among them. `written`: the currency that the row names beside it. */
export function amountIn(text: string, written: string, workspace: Currency): Money {
  const named = written === '' ? workspace : currencyOf(written.toUpperCase())
  if (!named) throw bad('problem.currency-unknown', { text: written })
  if (/^0+(?:[.,]0+)?$/.test(fold(text))) return money(0n, named)
  const words = splitWords(text)
  if (!Array.isArray(words)) throw complaintOf(words)
  const found = readAmount(words, 0, { currency: named, text })
  if (found.outcome === 'wrong') throw complaintOf(found.problem)
  if (found.outcome === 'passed' || found.next < words.length) throw bad('problem.amount-unreadable', { text })
  const { money: amount, currencyWritten } = found.value
  if (currencyWritten && written !== '' && amount.currency !== named) throw bad('problem.currency-twice', { text })
  return amount
}
