// Programs of a test as plain JavaScript: whoever starts sixty processes cannot have each translate the sources anew.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** Translates a program (a path from the root, in TypeScript) with all that it imports; gives where it is then. */
export function compiled(program: string): { readonly script: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-compiled-'))
  const out = path.join(folder, 'out')
  mkdirSync(out)
  const compilerOptions = { noEmit: false, noCheck: true, rootDir: root, outDir: out, typeRoots: [path.join(root, 'node_modules/@types')] }
  const config = { extends: path.join(root, 'tsconfig.json'), compilerOptions, include: [], files: [path.join(root, program)] }
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config))
  writeFileSync(path.join(out, 'package.json'), JSON.stringify({ type: 'module' }))
  for (const name of ['node_modules', 'prisma']) symlinkSync(path.join(root, name), path.join(out, name))
  execFileSync(path.join(root, 'node_modules/.bin/tsc'), ['-p', folder], { stdio: 'inherit' })
  return { script: path.join(out, program.replace(/\.ts$/, '.js')), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
