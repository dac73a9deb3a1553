// `npm run db:migration -- <name>` writes prisma/migrations/<database>/<timestamp>_<name>/migration.sql for both databases: what the
// models have and the migrations have not. PostgreSQL is TEST_DATABASE_URL's, or a throw-away cluster of the installed binaries.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { postgresBinaries, startCluster, stopCluster, temporaryFolder } from '../test/fakes/postgres-cluster.ts'
import { providers } from './models.ts'
import { migrationsFolder, missingMigration } from './schema-engine.ts'
import { adapterFor } from './schema-engine-adapters.ts'

const [name] = process.argv.slice(2)
if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Error('A migration needs a name in snake_case: npm run db:migration -- add_stages')
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
const folder = temporaryFolder()
const cluster = path.join(folder, 'cluster')
const binaries = postgresBinaries()
try {
  const url = process.env.TEST_DATABASE_URL ?? (binaries && (await startCluster(binaries, cluster)))
  if (!url)
    throw new Error('Writing a migration needs PostgreSQL: install it (Debian: apt-get install postgresql) or set TEST_DATABASE_URL')
  for (const provider of providers) {
    const sql = await missingMigration(provider, adapterFor(provider, url))
    if (!sql) {
      process.stdout.write(`${provider}: nothing is missing\n`)
      continue
    }
    const to = new URL(`${stamp}_${name}/migration.sql`, migrationsFolder(provider))
    mkdirSync(new URL('.', to), { recursive: true })
    writeFileSync(to, sql)
    writeFileSync(new URL('migration_lock.toml', migrationsFolder(provider)), `provider = "${provider}"\n`)
    process.stdout.write(`${provider}: wrote ${stamp}_${name}\n`)
  }
} finally {
  await stopCluster(cluster)
  rmSync(folder, { recursive: true, force: true })
}
