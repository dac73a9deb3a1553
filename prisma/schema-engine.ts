// Prisma's schema engine as WebAssembly: the Rust core of `prisma migrate` without its downloaded binary. It compares the
// migrations with the models, which is how the next migration is written and how the test sees that none is missing.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import { type Provider, schemaFor } from './models.ts'

// the part of the global that is used here: Node's own types do not declare it
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => { exports: object }
}

let isLoaded = false

function load(): void {
  if (isLoaded) return
  const file = new URL('./schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(fileURLToPath(file))), {
    './schema_engine_bg.js': { ...engine },
  })
  engine.__wbg_set_wasm(exports)
  ;(exports as { __wbindgen_start(): void }).__wbindgen_start() // wasm-bindgen's own start function, which no type declares
  isLoaded = true
}

const lockFile = (provider: Provider) => ({ path: 'migration_lock.toml', content: `provider = "${provider}"\n` })

function migrationsIn(folder: URL): { name: string; sql: string }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(new URL(`${name}/migration.sql`, folder), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

export const migrationsFolder = (provider: Provider): URL => new URL(`migrations/${provider}/`, import.meta.url)

/**
 * The SQL that leads from the migrations to the models; undefined when they agree. The adapter gives an empty database in which
 * the migrations are run.
 */
export async function missingMigration(provider: Provider, adapter: SqlMigrationAwareDriverAdapterFactory): Promise<string | undefined> {
  load()
  const schema = schemaFor(provider)
  const folder = migrationsFolder(provider)
  const running = await engine.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  )
  const { stdout, exitCode } = await running.diff({
    from: {
      tag: 'migrations',
      baseDir: fileURLToPath(folder),
      lockfile: lockFile(provider),
      shadowDbInitScript: '',
      migrationDirectories: migrationsIn(folder).map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
    },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  })
  return exitCode === 2 ? (stdout ?? undefined) : undefined
}
