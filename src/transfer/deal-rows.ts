// The rows of a file of deals as what the bot would store of them. Pure: people, stages and rates go in.
import { createHash } from 'node:crypto'
import { customer, note } from '../conversation/arguments.ts'
import type { Member } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { DealFacts, Split } from '../deals/deal.ts'
import { fold } from '../vocabulary/folding.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type Money, money } from '../vocabulary/money.ts'
import { type Rate, rateOn, worthAt } from '../workspaces/rates.ts'
import { amountIn, type BadRow, bad, cellOf, dayIn, freeText, readRows } from './cells.ts'
import type { AnyField, Mapping } from './columns.ts'
import { nameKey, type PeopleByName, whoIs } from './people-by-name.ts'
import type { CsvRow, Table } from './read-csv.ts'
import { type StageWords, stageOf } from './stage-words.ts'

/** Whose deal it is: a member, or a name that nobody has yet. */
export type Owner = { readonly member: MemberId } | { readonly newcomer: string }

/** A row as it is to be stored. What the file does not say is not in `facts`. */
export interface DealRow {
  readonly line: number
  /** In the system it comes from; of a row without one, made of all that it says. */
  readonly externalId: string
  readonly owner: Owner
  readonly facts: Partial<Pick<DealFacts, Exclude<keyof DealFacts, 'owner' | 'team' | 'path' | 'stageSince'>>> & Pick<DealFacts, 'state'>
}

export interface DealPlan {
  readonly rows: readonly DealRow[]
  readonly bad: readonly BadRow[]
  /** Names that the file has and the workspace has not, each once. */
  readonly newcomers: readonly string[]
}

export interface DealContext {
  readonly request: Pick<Request, 'reading' | 'today' | 'workspace'>
  readonly people: PeopleByName<Member>
  readonly rates: readonly Rate[]
  /** What the file's words for stages mean, beyond those that are known. */
  readonly words: StageWords
  /** Owners whom nobody knows become members; else their rows are bad. */
  readonly takesNewcomers: boolean
}

/** The longest name of a product, as of a customer, and of an id. */
const longest = 100

export function planDeals(table: Table, mapping: Mapping, context: DealContext): DealPlan {
  const ids = new Map<string, number>()
  const newcomers = new Map<string, string>()
  const { rows, bad: wrong } = readRows(table, (row) => {
    const read = dealRow(row, mapping, context)
    const id = read.externalId === '' ? rowId(row, mapping, ids) : read.externalId
    const earlier = ids.get(id)
    if (read.externalId !== '' && earlier !== undefined) throw bad('import.id-twice', { id, line: earlier })
    ids.set(id, row.line)
    if ('newcomer' in read.owner) {
      const key = nameKey(read.owner.newcomer)
      if (!newcomers.has(key)) newcomers.set(key, read.owner.newcomer)
    }
    return { ...read, externalId: id }
  })
  return { rows, bad: wrong, newcomers: [...newcomers.values()] }
}

/**
 * A row without an id of its own is known again by all that it says, so that importing the file a second time changes nothing. The same
 * row several times is several deals: each has its number among them.
 */
function rowId(row: CsvRow, mapping: Mapping, ids: ReadonlyMap<string, number>): string {
  const places = Object.entries(mapping).sort(([a], [b]) => (a < b ? -1 : 1))
  const said = places.map(([field, place]) => [field, (row.cells[place] ?? '').trim()])
  const hash = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32)
  for (let count = 1; ; count += 1) {
    const id = `row/${hash}/${count}`
    if (!ids.has(id)) return id
  }
}

function dealRow(row: CsvRow, mapping: Mapping, context: DealContext): DealRow {
  const { request } = context
  const { workspace, today } = request
  const text = (field: AnyField) => cellOf(row, field, mapping)
  const has = (field: AnyField) => mapping[field] !== undefined
  const externalId = text('id')
  if (externalId.length > longest) throw bad('import.too-long', { longest })
  const { state, stage } = stageOf(text('stage'), workspace.rules.stages, context.words)
  const owner = ownerOf(text('owner'), context)
  const closedOn = text('closed') === '' ? undefined : dayIn(text('closed'), today)
  const openedOn = text('opened') === '' ? undefined : dayIn(text('opened'), today)
  if (state !== 'open' && closedOn === undefined) throw bad('import.no-close-date', { state })
  if (state === 'won' && closedOn !== undefined && closedOn > today) throw bad('import.won-ahead', { date: closedOn })
  if (openedOn !== undefined && closedOn !== undefined && state !== 'open' && openedOn > closedOn)
    throw bad('import.closed-before', { opened: openedOn, closed: closedOn })
  const product = text('product')
  if ([...product].length > longest) throw bad('import.too-long', { longest })
  return {
    line: row.line,
    externalId,
    owner,
    facts: {
      state,
      ...(stage === undefined ? {} : { stage }),
      ...worth(text('amount'), text('currency'), state, closedOn ?? today, context),
      ...(closedOn === undefined ? {} : { closedOn }),
      ...(openedOn === undefined ? {} : { openedOn }),
      ...(has('customer') ? { customer: freeText(text('customer'), customer, request) } : {}),
      ...(has('product') ? { product } : {}),
      ...(has('note') ? { note: freeText(text('note'), note, request) } : {}),
      ...(has('tags') ? { tags: tagsIn(text('tags')) } : {}),
      ...(has('splits') ? { splits: splitsIn(text('splits'), owner, context) } : {}),
      ...(state === 'lost' && text('reason') !== '' ? { lossReason: reasonIn(text('reason'), workspace.rules.lossReasons) } : {}),
    },
  }
}

/** Only a won deal has to have an amount; a lost or open one may have none, or 0: nobody knows. */
function worth(
  text: string,
  currency: string,
  state: DealFacts['state'],
  day: LocalDate,
  { request, rates }: DealContext,
): Partial<Pick<DealFacts, 'amount' | 'original'>> {
  const own = request.workspace.currency
  if (text === '') {
    if (state === 'won') throw bad('import.no-amount')
    return {}
  }
  const amount = amountIn(text, currency, own)
  if (amount.minor === 0n) {
    if (state === 'won') throw bad('problem.amount-zero')
    return { amount: money(0n, own) }
  }
  return amount.currency === own ? { amount } : exchangedOn(amount, day, rates, own)
}

function exchangedOn(
  amount: Money,
  day: LocalDate,
  rates: readonly Rate[],
  own: Money['currency'],
): Pick<DealFacts, 'amount' | 'original'> {
  const rate = rateOn(rates, amount.currency, day)
  if (!rate) throw bad('import.no-rate', { currency: amount.currency, date: day })
  return worthAt(amount, rate.rate, own)
}

function ownerOf(written: string, { people, takesNewcomers }: DealContext): Owner {
  if (written === '') throw bad('import.no-owner')
  const found = whoIs(written, people)
  if (found === 'several') throw bad('import.owner-several', { name: written })
  if (found) return { member: found.id }
  if (!takesNewcomers || /^@|@.*\./.test(written)) throw bad('import.owner-unknown', { name: written })
  if ([...written].length > longest) throw bad('import.too-long', { longest })
  return { newcomer: written }
}

/** `renewal, q4`: with or without #, apart by commas, semicolons or spaces. */
function tagsIn(text: string): readonly string[] {
  const tags = text.split(/[,;\s]+/).flatMap((tag) => (tag === '' ? [] : tag.replace(/^#/, '').toLowerCase()))
  const wrong = tags.find((tag) => !/^[\p{L}\p{N}_-]{1,30}$/u.test(tag))
  if (wrong !== undefined) throw bad('problem.tag-unreadable', { text: wrong })
  return [...new Set(tags)]
}

/** `Kim Lund 30%; Noor Haddad 12.5%`: as an export writes them. */
function splitsIn(text: string, owner: Owner, { people }: DealContext): readonly Split[] {
  if (text === '') return []
  const splits = text.split(';').map((part): Split => {
    const [, name = '', whole = '', fraction = ''] = /^\s*(.+?)\s+(\d{1,2})(?:[.,](\d{1,2}))?\s*%\s*$/.exec(fold(part)) ?? []
    const found = name === '' ? undefined : whoIs(name, people)
    if (!found || found === 'several') throw bad('import.bad-split', { text: part.trim() })
    const basisPoints = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
    if (basisPoints === 0 || ('member' in owner && owner.member === found.id)) throw bad('import.bad-split', { text: part.trim() })
    return { member: found.id, ...(found.team === undefined ? {} : { team: found.team }), basisPoints }
  })
  const isTwice = new Set(splits.map(({ member }) => member)).size < splits.length
  if (isTwice || splits.reduce((sum, { basisPoints }) => sum + basisPoints, 0) >= 10_000) throw bad('import.bad-split', { text })
  return splits
}

/** A reason that the workspace has, in any case; any other is `other`, or the last of the list. */
function reasonIn(text: string, reasons: readonly [string, ...string[]]): string {
  const wanted = text.toLowerCase()
  return (
    reasons.find((reason) => reason.toLowerCase() === wanted) ??
    reasons.find((reason) => reason === 'other') ??
    reasons.at(-1) ??
    reasons[0]
  )
}
