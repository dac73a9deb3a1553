// Prisma's command line, for SQLite (prisma/postgresql.config.ts is for PostgreSQL). The program itself does not read this.
import { defineConfig } from 'prisma/config'

// Only `migrate` and `db` start the schema engine, yet every command would first download it from Prisma's own host, which many
// networks do not let through. Any path that exists makes the other commands go on without.
if (!process.argv.some((word) => word === 'migrate' || word === 'db')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations/sqlite' },
  datasource: { url: process.env.DATABASE_URL ?? 'file:./data/dealbell.db' },
})
