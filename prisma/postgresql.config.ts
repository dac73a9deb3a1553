// Prisma's command line, for PostgreSQL: `prisma … --config prisma/postgresql.config.ts`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { defineConfig } from 'prisma/config'
import sqlite from '../prisma.config.ts'
import { schemaFor } from './models.ts'

const generated = new URL('../src/generated/', import.meta.url)
mkdirSync(generated, { recursive: true })
writeFileSync(new URL('postgresql.prisma', generated), schemaFor('postgresql'))

export default defineConfig({
  ...sqlite,
  schema: '../src/generated/postgresql.prisma',
  migrations: { path: 'migrations/postgresql' },
})
