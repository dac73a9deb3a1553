// Runs a suite on every database there is: SQLite in a folder of its own, PostgreSQL in a database of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import type { Database, DatabaseKind } from '../../src/storage/database.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { emptyPostgres, whyNoPostgres } from '../fakes/postgres.ts'

export interface Place {
  readonly url: string
  drop(): Promise<void>
}

/** A place for a database; undefined where there is no PostgreSQL. */
export async function emptyPlace(kind: DatabaseKind): Promise<Place | undefined> {
  if (kind === 'postgresql') return emptyPostgres()
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-sqlite-'))
  return {
    url: `file:${path.join(folder, 'dealbell.db')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The suite gets a function that gives the place; tests are skipped, with the reason, where there is none. */
export function onEachPlace(suite: (place: () => Place, kind: DatabaseKind) => void): void {
  for (const kind of ['sqlite', 'postgresql'] as const) {
    describe(kind === 'sqlite' ? 'SQLite' : 'PostgreSQL', () => {
      let place: Place | undefined
      beforeAll(async () => {
        place = await emptyPlace(kind)
      })
      afterAll(() => place?.drop())
      beforeEach(({ skip }) => skip(place === undefined, whyNoPostgres))
      suite(() => {
        if (!place) throw new Error(whyNoPostgres)
        return place
      }, kind)
    })
  }
}

/** The same with an open database. */
export function onEachDatabase(suite: (database: () => Database, kind: DatabaseKind) => void): void {
  for (const kind of ['sqlite', 'postgresql'] as const) {
    describe(kind === 'sqlite' ? 'SQLite' : 'PostgreSQL', () => {
      let place: Place | undefined
      let database: Database | undefined
      beforeAll(async () => {
        place = await emptyPlace(kind)
        if (place) database = await openDatabase(place.url)
      })
      afterAll(async () => {
        await database?.close()
        await place?.drop()
      })
      beforeEach(({ skip }) => skip(database === undefined, whyNoPostgres))
      suite(() => {
        if (!database) throw new Error(whyNoPostgres)
        return database
      }, kind)
    })
  }
}
