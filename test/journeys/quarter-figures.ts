// What the published CRM file says of a quarter, in plain code over its raw cells, without a line of the program: who was best in which days.
import { readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(import.meta.dirname, '../../sandbox/crm-sales-opportunities')
const cells = (file: string): readonly string[][] =>
  readFileSync(path.join(folder, file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))

const [header = [], ...rows] = cells('sales_pipeline.csv')
const column = (name: string) => header.indexOf(name)
const [agentAt, accountAt, stageAt, engagedAt, closedAt, valueAt] = [
  'sales_agent',
  'account',
  'deal_stage',
  'engage_date',
  'close_date',
  'close_value',
].map(column) as [number, number, number, number, number, number] // one for each name

const asCsv = (all: readonly (readonly string[])[]) => [header, ...all].map((row) => row.join(',')).join('\n')
/** As it stood before it was closed. */
const stillOpen = (row: readonly string[]) =>
  row.map((cell, index) => (index === stageAt ? 'Engaging' : index === closedAt || index === valueAt ? '' : cell))

/** The file as a CRM would have exported it in the evening of a day: what was engaged by then, closed where it was closed by then. */
export function exportUpTo(day: string): string {
  const begun = rows.filter((row) => row[engagedAt] !== '' && (row[engagedAt] ?? '') <= day)
  return asCsv(begun.map((row) => (row[closedAt] !== '' && (row[closedAt] ?? '') <= day ? row : stillOpen(row))))
}

/** What changed in some days: what was closed, and what was engaged and was still open at their end. */
export function exportOf(from: string, to: string): string {
  const within = (day = '') => day >= from && day <= to
  return asCsv(rows.flatMap((row) => (within(row[closedAt]) ? [row] : within(row[engagedAt]) ? [stillOpen(row)] : [])))
}

export interface Win {
  readonly agent: string
  readonly account: string
  readonly day: string
  readonly dollars: number
}

export const wins: readonly Win[] = rows
  .filter((row) => row[stageAt] === 'Won')
  .map((row) => ({ agent: row[agentAt] ?? '', account: row[accountAt] ?? '', day: row[closedAt] ?? '', dollars: Number(row[valueAt]) }))

export interface ClosedDeal extends Win {
  readonly won: boolean
  readonly engaged: string
}

/** What was won and lost in some days. */
export const closed = (from: string, to: string): readonly ClosedDeal[] =>
  rows
    .filter((row) => (row[closedAt] ?? '') >= from && (row[closedAt] ?? '') <= to)
    .map((row) => ({
      agent: row[agentAt] ?? '',
      account: row[accountAt] ?? '',
      day: row[closedAt] ?? '',
      dollars: Number(row[valueAt]),
      won: row[stageAt] === 'Won',
      engaged: row[engagedAt] ?? '',
    }))

/** The name that each agent's team gets: its manager's squad. */
export const squads = (): Map<string, string> =>
  new Map(
    cells('sales_teams.csv')
      .slice(1)
      .map(([agent = '', manager = '']) => [agent, `${manager.split(' ')[0]}’s squad`]),
  )

export const agents: readonly string[] = [...new Set(wins.map(({ agent }) => agent))].sort()

export const people = (): string => readFileSync(path.join(folder, 'sales_teams.csv'), 'utf8')

export const wonIn = (from: string, to: string): readonly Win[] => wins.filter(({ day }) => day >= from && day <= to)
export const dollarsOf = (some: readonly Win[]): number => some.reduce((sum, { dollars }) => sum + dollars, 0)

/** Each agent's dollars in some days, the most first. */
export function dollarsBy(from: string, to: string): readonly (readonly [string, number])[] {
  const of = wonIn(from, to)
  return agents.map((agent) => [agent, dollarsOf(of.filter((win) => win.agent === agent))] as const).sort((a, b) => b[1] - a[1])
}

/** `days` later than a day. */
export const plus = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
export const weekdayOf = (day: string): number => new Date(Date.parse(day)).getUTCDay() || 7
export const daysFrom = (from: string, to: string): readonly string[] => (from > to ? [] : [from, ...daysFrom(plus(from, 1), to)])
