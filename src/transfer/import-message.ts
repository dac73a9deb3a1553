// How imports read: tried out, done, taken back.
import type { Complaint } from '../conversation/complaint.ts'
import type { Say } from '../languages/say.ts'
import type { Button, Message } from '../message/message.ts'
import { buttons, csvFile, headline, list, message, quiet, text } from '../message/write.ts'
import { csvText } from '../message/write-csv.ts'
import { type BadRow, sentenceOf } from './cells.ts'
import { type AnyField, fieldsOf } from './columns.ts'
import type { Tally } from './transfer-store.ts'
import type { Brought, Trial } from './trial.ts'

/** So many are told at once; the others come as a file. */
export const toldAtOnce = 10
const namesToldAtOnce = 5

/** What a field is called. */
export const fieldName = (field: AnyField, say: Say): string => say.plain(`import.field-${field}`)

export function trialMessage(brought: Pick<Brought, 'name' | 'encoding'>, trial: Trial, id: string, say: Say): Message {
  const { kind, fresh, changed, same, bad, newcomers } = trial
  const count = fresh + changed
  const row: Button[] = [
    ...(count > 0
      ? [{ label: say.plain(`import.go-${kind}`, { count }), action: 'import-run', value: id, style: 'primary' as const }]
      : []),
    { label: say.plain('import.columns'), action: 'import-columns', value: id },
    { label: say.plain('button.cancel'), action: 'import-cancel', value: id },
  ]
  return message(
    headline(say('import.tried', { name: brought.name })),
    text(say(kind === 'people' ? 'import.counts-people' : 'import.counts', { fresh, changed, same, bad: bad.length })),
    newcomers.length > 0 && text(say('import.newcomers', { count: newcomers.length, names: someOf(newcomers) })),
    bad.length > 0 && list(bad.slice(0, toldAtOnce).map((one) => say('import.line', { line: one.line, what: sentenceOf(one, say) }))),
    bad.length > toldAtOnce && text(say('import.more-bad', { count: bad.length })),
    quiet(say('import.mapping', { columns: mappingLine(trial, say) })),
    brought.encoding === 'windows-1252' && quiet(say('import.guessed-encoding')),
    buttons(...row),
  )
}

/** A file that cannot be tried out before somebody has said which column holds what. */
export const columnsMessage = (
  { name }: Pick<Brought, 'name'>,
  { key, values }: Pick<Complaint, 'key' | 'values'>,
  id: string,
  say: Say,
): Message =>
  message(
    headline(say('import.tried', { name })),
    text(say(key, values)),
    buttons(
      { label: say.plain('import.columns'), action: 'import-columns', value: id, style: 'primary' },
      { label: say.plain('button.cancel'), action: 'import-cancel', value: id },
    ),
  )

const someOf = (names: readonly string[]): string =>
  names.slice(0, namesToldAtOnce).join(', ') + (names.length > namesToldAtOnce ? ' …' : '')

/** `amount ← close_value · owner ← sales_agent` */
function mappingLine({ kind, table, mapping }: Trial, say: Say): string {
  const shown = (header: string) => (header.length > 40 ? `${header.slice(0, 39)}…` : header)
  return fieldsOf(kind)
    .flatMap((field) => {
      const place = mapping[field]
      return place === undefined ? [] : [`${fieldName(field, say)} ← ${shown(table.header[place] ?? '')}`]
    })
    .join(' · ')
}

/** All that is wrong with a file, as a file: its line, what is wrong, and the row as it was. */
export const badRowsFile = (name: string, header: readonly string[], bad: readonly BadRow[], say: Say): Message =>
  message(
    text(say('import.bad-file', { name, count: bad.length })),
    csvFile(
      'problems.csv',
      csvText(
        [say.plain('import.file-line'), say.plain('import.file-problem'), ...header],
        bad.map((row) => [String(row.line), sentenceOf(row, say), ...row.cells]),
      ),
    ),
  )

export function doneMessage(
  { kind, name }: Pick<Brought, 'kind' | 'name'>,
  tally: Tally,
  {
    newcomers,
    undo,
  }: { readonly newcomers: readonly string[]; readonly undo: { readonly action: string; readonly value: string } | undefined },
  say: Say,
): Message {
  const [first] = newcomers
  return message(
    headline(say('import.done', { name })),
    text(say(`import.done-${kind}`, { made: tally.made, changed: tally.changed, same: tally.same })),
    first !== undefined &&
      text(
        say('import.joined', { count: newcomers.length, example: `/dealbell member "${first}" is @${first.split(' ')[0]?.toLowerCase()}` }),
      ),
    undo !== undefined && buttons({ label: say.plain('import.undo'), ...undo }),
  )
}

export const undoneMessage = (tally: Tally, say: Say): Message =>
  message(headline(say('import.undone')), text(say('import.undone-counts', { made: tally.made, changed: tally.changed, same: tally.same })))
