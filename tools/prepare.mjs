// Makes a clone ready to run: packages, database clients, compiled program. Each step is skipped when nothing it depends on
// has changed since it was done; what it was done from is kept as a hash beside its result.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { alone } from './lock.mjs'
import { bin, npm, run } from './run.mjs'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const at = (...parts) => path.join(root, ...parts)

/** What went wrong, ready to be shown. */
export class Unprepared extends Error {}

function filesUnder(folder, leaveOut = []) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !leaveOut.includes(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(path.join(folder, entry.name)) : [path.join(folder, entry.name)]))
    .sort()
}

function hashOf(files, ...more) {
  const hash = createHash('sha256')
  for (const file of files.filter(existsSync)) {
    const content = readFileSync(file)
    hash.update(`${path.relative(root, file)} ${content.length}\n`).update(content)
  }
  return hash.update(JSON.stringify(more)).digest('hex')
}

const isStamped = (file, hash) => existsSync(file) && readFileSync(file, 'utf8') === hash

/** Compiled packages fit one version of Node.js on one kind of machine. */
const machine = [process.versions.modules, process.platform, process.arch]

/** Whether somebody has already installed what the lock file asks for (`npm ci` by hand leaves no stamp of ours). */
async function isInstalledByHand() {
  try {
    const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
    const there = JSON.parse(readFileSync(at('node_modules', '.package-lock.json'), 'utf8')).packages
    for (const [place, entry] of Object.entries(wanted)) {
      if (place === '' || entry.optional || entry.devOptional || entry.link) continue
      if (there[place]?.version !== entry.version) return false
    }
  } catch {
    return false
  }
  if (!existsSync(at('node_modules', 'better-sqlite3'))) return true
  const opens = "new (require('better-sqlite3'))(':memory:').close()" // left uncompiled by --ignore-scripts, or compiled for another Node.js
  return (await run('Trying the SQLite driver', [process.execPath, '-e', opens], { cwd: root })).code === 0
}

const advices = [
  [/in sync|EUSAGE/, 'package.json and package-lock.json do not fit each other: run npm install, and commit both.'],
  [
    /ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN|network/i,
    'The package registry could not be reached: check the network, or the proxy that npm is told to use.',
  ],
  [
    /gyp|make: |python|g\+\+|compiler/i,
    'The SQLite driver had to be compiled: that needs python3, make and a C++ compiler (Debian and Ubuntu: apt-get install python3 make g++).',
  ],
  [/ENOSPC/, 'The disk is full.'],
  [/EACCES|EPERM/, 'A file or folder here may not be written by you.'],
]

/** The end of npm's log without its noise (warnings, how `npm ci` is used), and what usually helps. */
function whyInstallFailed(output) {
  const [told] = output.split(/^npm error Clean install a project$/m)
  const lines = told.split('\n').filter((line) => line.replace(/^npm error/, '').trim() && !/^npm (warn|notice)/i.test(line))
  const advice = advices.find(([sign]) => sign.test(told))?.[1] ?? 'Deleting the folder node_modules and starting again helps most often.'
  return `${lines.slice(-25).join('\n')}\n\nInstalling the packages failed. ${advice}`
}

export async function install() {
  const stamp = at('node_modules', '.installed-from')
  const hash = hashOf([at('package-lock.json')], machine)
  if (isStamped(stamp, hash)) return
  if (existsSync(stamp) || !(await isInstalledByHand())) {
    // whatever NODE_ENV or an npm setting leaves out is needed here: the program is compiled on this machine
    const include = ['dev', 'optional', 'peer'].map((kind) => `--include=${kind}`)
    const args = ['ci', ...include, '--no-audit', '--no-fund', '--loglevel=warn', '--ignore-scripts=false']
    const hint = 'a first install compiles the SQLite driver, about 2 minutes'
    const { code, output } = await run('Installing packages', [...npm(), ...args], { cwd: root, hint })
    if (code !== 0) throw new Unprepared(whyInstallFailed(output))
  }
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
}

export async function generate() {
  if (!existsSync(at('prisma', 'schema.prisma'))) return
  const stamp = at('src', 'generated', '.generated-from')
  const configs = [at('prisma.config.ts'), at('prisma', 'postgresql.config.ts')].filter(existsSync)
  const hash = hashOf(
    [...filesUnder(at('prisma'), ['migrations']), ...configs],
    JSON.parse(readFileSync(at('node_modules', 'prisma', 'package.json'), 'utf8')).version,
  )
  if (isStamped(stamp, hash)) return
  rmSync(stamp, { force: true })
  for (const config of configs) {
    const { code, output } = await run('Generating the database clients', [bin(root, 'prisma'), 'generate', '--config', config], {
      cwd: root,
    })
    if (code !== 0) throw new Unprepared(`${output}\nGenerating the database clients failed.`)
  }
  writeFileSync(stamp, hash)
}

async function build() {
  const stamp = at('dist', '.built-from')
  const sources = [...filesUnder(at('src')), at('tsconfig.json'), at('tsconfig.build.json'), at('package-lock.json')]
  const hash = hashOf(sources)
  if (isStamped(stamp, hash)) return
  const fresh = at('dist.new') // beside dist, so that what deleted sources left behind goes away with the old one
  rmSync(fresh, { recursive: true, force: true })
  const command = [bin(root, 'tsc'), '-p', 'tsconfig.build.json', '--outDir', fresh]
  const { code, output } = await run('Compiling', command, { cwd: root })
  if (code !== 0) throw new Unprepared(`${output}\nCompiling failed.`)
  writeFileSync(path.join(fresh, '.built-from'), hash)
  rmSync(at('dist'), { recursive: true, force: true })
  renameSync(fresh, at('dist'))
}

const lockFile = at('.cache', 'prepare.lock')
const waiting = () => process.stderr.write('Another start is preparing this folder: waiting for it.\n')

/** Packages and database clients: what the checks need. Throws `Unprepared`. */
export const prepareSources = () =>
  alone(
    lockFile,
    async () => {
      await install()
      await generate()
    },
    waiting,
  )

/** All of it: afterwards dist/main.js can be run. Throws `Unprepared`. */
export const prepareProgram = () =>
  alone(
    lockFile,
    async () => {
      await install()
      await generate()
      await build()
    },
    waiting,
  )
