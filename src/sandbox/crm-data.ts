// Reads the public CRM data set of sandbox/crm-sales-opportunities as it was published: a computer-hardware seller's year.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isLocalDate, type LocalDate } from '../vocabulary/local-date.ts'

export interface Agent {
  readonly name: string
  readonly manager: string
  readonly office: string
}

export const crmStages = ['Prospecting', 'Engaging', 'Won', 'Lost'] as const

export interface Opportunity {
  readonly agent: string
  readonly product: string
  /** Empty for 1,425 of the open ones. */
  readonly account: string
  readonly stage: (typeof crmStages)[number]
  /** Undefined while prospecting. */
  readonly engagedOn: LocalDate | undefined
  /** Of won and lost ones. */
  readonly closedOn: LocalDate | undefined
  /** In whole US dollars, 0 when lost; undefined while open. */
  readonly value: number | undefined
}

export interface CrmData {
  /** All 35, in the order of the file; five of them have no opportunity. */
  readonly agents: readonly Agent[]
  readonly opportunities: readonly Opportunity[]
  /** List prices in whole US dollars, by product. */
  readonly prices: ReadonlyMap<string, number>
}

const folder = fileURLToPath(new URL('../../sandbox/crm-sales-opportunities/', import.meta.url)) // the same from src/ and from dist/

export function readCrmFiles(): CrmData {
  const text = (file: string) => readFileSync(path.join(folder, file), 'utf8')
  return readCrmData(text('sales_teams.csv'), text('sales_pipeline.csv'), text('products.csv'))
}

/** Throws on a file that is not the published one: a column is missing, a stage or a date unknown. */
export function readCrmData(teams: string, pipeline: string, products: string): CrmData {
  return {
    prices: new Map(rows(products, ['product', 'sales_price']).map(([product, price]) => [product, Number(price)])),
    agents: rows(teams, ['sales_agent', 'manager', 'regional_office']).map(([name, manager, office]) => ({ name, manager, office })),
    opportunities: rows(pipeline, ['sales_agent', 'product', 'account', 'deal_stage', 'engage_date', 'close_date', 'close_value']).map(
      ([agent, product, account, stage, engaged, closed, value]) => ({
        agent,
        product: product === 'GTXPro' ? 'GTX Pro' : product, // so it stands in products.csv
        account,
        stage: stageOf(stage),
        engagedOn: dateOf(engaged),
        closedOn: dateOf(closed),
        value: value === '' ? undefined : Number(value),
      }),
    ),
  }
}

type Cells<Columns extends readonly string[]> = { readonly [K in keyof Columns]: string }

/** The named columns of each row. These files quote nothing, so a comma is always a border. */
function rows<const Columns extends readonly string[]>(csv: string, columns: Columns): Cells<Columns>[] {
  if (csv.includes('"')) throw new Error('A quoted cell: this is not the file that was published')
  const [header = '', ...lines] = csv.trimEnd().split(/\r?\n/)
  const places = columns.map((column) => header.split(',').indexOf(column))
  if (places.includes(-1)) throw new Error(`Columns ${columns.join(', ')} expected, but there are ${header}`)
  return lines.map((line) => {
    const cells = line.split(',')
    return places.map((place) => cells[place] ?? '') as unknown as Cells<Columns> // `map` forgets that it returns as many as it was given
  })
}

function stageOf(text: string): Opportunity['stage'] {
  const stage = crmStages.find((known) => known === text)
  if (!stage) throw new Error(`Not a stage: ${text}`)
  return stage
}

function dateOf(text: string): LocalDate | undefined {
  if (text === '') return undefined
  if (!isLocalDate(text)) throw new Error(`Not a date: ${text}`)
  return text
}
