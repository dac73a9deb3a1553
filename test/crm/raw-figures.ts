// Runs figures.sql over the raw files: SQLite reads the cells as text, the script does the rest. Splitting at commas is all that is done
// here; the files quote nothing.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'

export const folder = path.resolve(import.meta.dirname, '../../sandbox/crm-sales-opportunities')

export interface Figure {
  readonly by: 'all' | 'agent' | 'manager' | 'quarter' | 'product' | 'stage'
  readonly of: string
  readonly deals: number
  readonly dollars: number
}

export function rawFigures(): readonly Figure[] {
  const database = new Database(':memory:')
  try {
    for (const table of ['sales_pipeline', 'sales_teams']) {
      const text = readFileSync(path.join(folder, `${table}.csv`), 'utf8')
      if (text.includes('"')) throw new Error(`${table}.csv has quoted cells`)
      const [header = '', ...lines] = text.trimEnd().split(/\r?\n/)
      const columns = header.split(',')
      database.exec(`CREATE TABLE ${table} (${columns.map((column) => `${column} TEXT`).join(', ')})`)
      const insert = database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`)
      database.transaction(() => lines.forEach((line) => void insert.run(...line.split(','))))()
    }
    const rows = database.prepare(readFileSync(path.join(import.meta.dirname, 'figures.sql'), 'utf8')).all()
    return rows as Figure[] // the script's columns
  } finally {
    database.close()
  }
}
