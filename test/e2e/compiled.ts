// Programs of a test as one file of plain JavaScript: whoever starts sixty processes cannot have each read and translate thousands of
// files anew. The bundler is the one that tsx brings.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** What modules of the older kind expect to be there. Under names that no module has. */
const banner = `import { createRequire as requireOfBundle } from 'node:module'
import { fileURLToPath as pathOfBundle } from 'node:url'
const require = requireOfBundle(import.meta.url)
const __filename = pathOfBundle(import.meta.url)
const __dirname = import.meta.dirname`

/** Translates a program (a path from the root, in TypeScript) with all that it imports; gives where it is then. */
export function compiled(program: string): { readonly script: string; remove(): void } {
  const bundler = createRequire(createRequire(import.meta.url).resolve('tsx/package.json')).resolve('esbuild/bin/esbuild')
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-compiled-'))
  // As deep as the sources are: they find what is beside them (migrations, fonts) from where they are.
  const script = path.join(folder, 'src', 'program', 'program.js')
  mkdirSync(path.dirname(script), { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  for (const name of ['node_modules', 'prisma']) symlinkSync(path.join(root, name), path.join(folder, name))
  // Compiled for the machine, not there, or files.
  const outside = ['better-sqlite3', '@resvg/resvg-js', 'pg-native', 'dejavu-fonts-ttf'].map((name) => `--external:${name}`)
  const how = ['--bundle', '--platform=node', '--format=esm', '--target=node20', '--log-level=error', `--banner:js=${banner}`, ...outside]
  execFileSync(bundler, [path.join(root, program), `--outfile=${script}`, ...how], { stdio: 'inherit' })
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
