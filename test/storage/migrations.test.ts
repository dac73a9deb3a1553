// The migrations lead to the models, whoever applies them and however many do so at once.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { missingMigration } from '../../prisma/schema-engine.ts'
import { adapterFor } from '../../prisma/schema-engine-adapters.ts'
import { migratePostgres, migrateSqlite, migrationsOf } from '../../src/storage/migrate.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { placeOf } from '../../src/storage/place.ts'
import { onEachPlace } from './databases.ts'

onEachPlace((place, kind) => {
  const migrate = async (all = migrationsOf(kind)) => {
    const { target } = placeOf(place().url)
    return kind === 'sqlite' ? migrateSqlite(target, all) : migratePostgres(target, all)
  }
  const sqlOf = (name: string, sql: string) => ({ name, sql, checksum: name })

  test('several processes that start at once apply each migration once', async () => {
    const script = fileURLToPath(new URL('open-process.ts', import.meta.url))
    const children = [1, 2, 3].map(() =>
      spawn(process.execPath, ['--import', 'tsx', script, place().url], { stdio: ['ignore', 'pipe', 'inherit'] }),
    )
    const said = await Promise.all(children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()))
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(children.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')))
    // SQLite is one process's: the others are told so, and have not harmed it
    if (kind === 'sqlite') expect(said.filter((each) => each === 'opened')).toHaveLength(1)
    else expect(said).toEqual(['opened', 'opened', 'opened'])
    const database = await openDatabase(place().url)
    const [row] = await database.client.$queryRawUnsafe<{ n: bigint }[]>('SELECT COUNT(*) AS n FROM "_prisma_migrations"')
    expect(Number(row?.n)).toBe(migrationsOf(kind).length)
    await database.close()
  })

  test('the models have nothing that the migrations have not', async () => {
    expect(await missingMigration(kind, adapterFor(kind, place().url))).toBeUndefined()
  })

  test('a migration that fails leaves nothing of itself behind, and can be repaired', async () => {
    const broken = sqlOf('99990101000000_broken', 'CREATE TABLE "Half" ("id" INTEGER); INSERT INTO "Nowhere" VALUES (1);')
    await expect(migrate([...migrationsOf(kind), broken])).rejects.toThrow('Nowhere')
    await migrate([...migrationsOf(kind), sqlOf(broken.name, 'CREATE TABLE "Half" ("id" INTEGER, "more" INTEGER);')])
    const database = await openDatabase(place().url)
    expect(await database.client.$queryRawUnsafe('SELECT "more" FROM "Half"')).toEqual([])
    await database.close()
  })

  test('the bookkeeping is Prisma’s own', async () => {
    const database = await openDatabase(place().url)
    const rows = await database.client.$queryRawUnsafe<Record<string, unknown>[]>(
      'SELECT * FROM "_prisma_migrations" ORDER BY "started_at" LIMIT 1',
    )
    const [first] = migrationsOf(kind)
    expect(rows).toMatchObject([
      { migration_name: first?.name, checksum: first?.checksum, applied_steps_count: 1, rolled_back_at: null, logs: null },
    ])
    expect(new Date(String(rows[0]?.finished_at)).getTime()).toBeGreaterThan(0)
    await database.close()
  })
})
