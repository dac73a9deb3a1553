// `npm run rituals` as a process of its own: what it prints, that nothing is different afterwards, and that it runs beside a bot.
import { execFile } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Office, openOffice } from '../journeys/office.ts'
import { officeOnEach } from '../journeys/office-on-each.ts'

const root = path.resolve(import.meta.dirname, '../..')
/** As tools/rituals.mjs does once the program is compiled, but from the sources. */
const program = `
import { rehearse } from '${path.join(root, 'src/programs/rehearsal.ts')}'
const to = (stream) => (line) => stream.write(line + '\\n')
process.exitCode = await rehearse(process.argv.slice(1), { print: to(process.stdout), complain: to(process.stderr) })
`

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

let folder: string | undefined
afterEach(() => {
  if (folder) rmSync(folder, { recursive: true, force: true })
  folder = undefined
})

/** `environment` is all that it gets beside PATH and HOME. */
function rituals(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  folder ??= mkdtempSync(path.join(tmpdir(), 'dealbell-rituals-'))
  const { PATH = '', HOME = '' } = process.env
  const settings = { cwd: folder, env: { PATH, HOME, TMPDIR: folder, ...environment } }
  const command = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', program, '--', ...args]
  return new Promise((resolve) =>
    execFile(process.execPath, command, settings, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    ),
  )
}

const everything = async (office: Office) => {
  const { outboxEntry, occurrence, workspace } = office.database.client
  const rows = [await outboxEntry.findMany(), await occurrence.findMany(), await workspace.findMany()]
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))
}

officeOnEach((opened, url) => {
  test('it prints what a workspace would post, beside the bot that has the database, and changes nothing', async () => {
    const office = opened()
    await office.types('sam', '/deal won 5000 "Ac\u2028me"')
    await office.types('gus', '/dealbell schedule leaderboard thu 15:30 #wins')
    const [workspace] = await office.database.client.workspace.findMany()
    const before = await everything(office)
    const asked = ['--from', '2026-11-20', '--days', '7', '--workspace', String(workspace?.name).toUpperCase()]
    const { code, out, err } = await rituals([...asked, '--show'], { DATABASE_URL: url() })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const lines = out.trimEnd().split('\n')
    const heads = lines.filter((line) => !line.startsWith('    '))
    for (const head of heads) expect(head).toMatch(/^2026-11-2\d \d\d:\d\d Europe\/Oslo {2}\S.* {2}\S/)
    expect([...heads].sort()).toEqual(heads) // one zone: in the order in which they come
    const board = lines.findIndex((line) => /^2026-11-26 15:30 Europe\/Oslo {2}Weekly leaderboard +#C2WINS$/.test(line))
    expect(lines[board + 1]).toContain('    🏁 Week 48')
    expect(await everything(office)).toBe(before)
    expect(readdirSync(folder ?? '').filter((name) => name.includes('copy'))).toEqual([]) // no copy is left behind
  })
})

describe('what is asked for wrongly', () => {
  test.each([
    [['--from', '2026-02-30'], '2026-02-30 is no day'],
    [['--from', 'monday'], 'monday is no day'],
    [['--from', '9999-12-31'], '9999-12-31 is no day'],
    [['--days', '0'], '0 is no number of days from 1 to 366'],
    [['--days', '1.5'], '1.5 is no number of days'],
    [['--wat'], 'Usage: npm run rituals'],
    [['tomorrow'], 'Usage: npm run rituals'],
  ])('%j is answered with how it is used, and the code 2', async (args, sentence) => {
    const { rehearse } = await import('../../src/programs/rehearsal.ts')
    const [printed, complained]: [string[], string[]] = [[], []]
    const code = await rehearse(args, { print: (line) => printed.push(line), complain: (line) => complained.push(line) })
    expect({ code, printed }).toEqual({ code: 2, printed: [] })
    expect(complained.join('\n')).toContain(sentence)
    expect(complained.join('\n')).toContain('Usage: npm run rituals')
  })

  test('a workspace that is not there is answered with those that are', async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'dealbell-rituals-'))
    const DATABASE_URL = `file:${path.join(folder, 'bot.db')}`
    const office = await openOffice({ url: DATABASE_URL })
    try {
      const [workspace] = await office.database.client.workspace.findMany()
      const wrong = await rituals(['--workspace', 'Nowhere'], { DATABASE_URL })
      expect(wrong).toEqual({ code: 2, out: '', err: expect.stringContaining('There is no workspace Nowhere in the database. There are:') })
      expect(wrong.err).toContain(`  ${workspace?.id}  ${workspace?.name}`)
      const sandbox = await rituals(['--days', '1'], { DATABASE_URL })
      expect(sandbox).toMatchObject({ code: 1, out: '', err: expect.stringContaining('This database is not the sandbox’s') })
    } finally {
      await office.close()
    }
  })

  test('a database that is not there is not made', async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'dealbell-rituals-'))
    const file = path.join(folder, 'none.db')
    const { code, err } = await rituals(['--workspace', '1'], { DATABASE_URL: `file:${file}` })
    expect(code).toBe(1)
    expect(err).toContain(`There is nothing to read in ${file}`)
    expect(existsSync(file)).toBe(false)
  })
})

test('without a workspace it is the sandbox’s, planted where there is none yet and only read from then on, and a Sunday is quiet', async () => {
  const { code, out, err } = await rituals(['--from', '2026-11-22', '--days', '1'], {
    SLACK_BOT_TOKEN: 'xoxb-1',
    DATABASE_URL: 'file:./real.db',
  })
  expect({ code, out }).toEqual({ code: 0, out: '' })
  expect(err).toBe('Nothing would be posted from 2026-11-22 to 2026-11-22.\n')
  expect(existsSync(path.join(folder ?? '', 'data', 'sandbox.db'))).toBe(true)
  expect(existsSync(path.join(folder ?? '', 'real.db'))).toBe(false)

  const file = path.join(folder ?? '', 'data', 'sandbox.db')
  chmodSync(file, 0o444)
  const [planted, at] = [readFileSync(file), statSync(file).mtimeMs]
  const monday = await rituals(['--from', '2026-11-23', '--days', '1'], { SLACK_BOT_TOKEN: 'xoxb-1' })
  expect({ code: monday.code, err: monday.err }).toEqual({ code: 0, err: '' })
  const oneToOnes = monday.out.split('\n').filter((line) => line.includes('1:1 agendas'))
  expect(oneToOnes.length).toBeGreaterThan(10)
  for (const line of oneToOnes) expect(line).toMatch(/^2026-11-23 08:00 \S+ +1:1 agendas {2,}\S+ \S+ {2}\S+ \S/) // to whom, and about whom
  expect(new Set(oneToOnes).size).toBe(oneToOnes.length)
  expect({ same: readFileSync(file).equals(planted), at: statSync(file).mtimeMs }).toEqual({ same: true, at })
})

describe('npm run rituals', () => {
  /** A clone with stand-ins for the packages, the compiler and the program. */
  function clone(rehearsal: string): string {
    folder = mkdtempSync(path.join(tmpdir(), 'dealbell-rituals-'))
    cpSync(path.join(root, 'tools'), path.join(folder, 'tools'), { recursive: true })
    mkdirSync(path.join(folder, 'src', 'programs'), { recursive: true })
    mkdirSync(path.join(folder, 'packages', '.bin'), { recursive: true })
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(path.join(folder, 'package-lock.json'), '{ "packages": { "node_modules/one": { "version": "1.0.0" } } }')
    writeFileSync(path.join(folder, 'src', 'programs', 'rehearsal.js'), rehearsal)
    const tsc = path.join(folder, 'packages', '.bin', 'tsc')
    const copy = "require('node:fs').cpSync"
    writeFileSync(tsc, `#!/usr/bin/env node\n${copy}('src', process.argv[process.argv.indexOf('--outDir') + 1], { recursive: true })`)
    chmodSync(tsc, 0o755)
    writeFileSync(path.join(folder, 'npm-cli.cjs'), `${copy}('packages', 'node_modules', { recursive: true })`)
    return folder
  }
  const run = (cwd: string, shell: string) =>
    new Promise<Outcome>((resolve) =>
      execFile('sh', ['-c', shell], { cwd, env: { ...process.env, npm_execpath: path.join(cwd, 'npm-cli.cjs') } }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
      ),
    )

  test('makes a fresh clone ready, and prints nothing but what the program does', async () => {
    const at = clone(
      "export const rehearse = async (args, { print, complain }) => { print('line ' + args.join(' ')); complain('beside'); return 2 }",
    )
    expect(await run(at, 'node tools/rituals.mjs --days 3 --show')).toEqual({ code: 2, out: 'line --days 3 --show\n', err: 'beside\n' })
  })

  test('ends quietly when whoever reads has read enough', async () => {
    const at = clone(
      "export const rehearse = async (args, { print }) => { for (let n = 0; n < 1e5; n += 1) { print('line ' + n); if (n % 100 === 0) await new Promise(setImmediate) } return 0 }",
    )
    expect(await run(at, 'node tools/rituals.mjs | head -1')).toEqual({ code: 0, out: 'line 0\n', err: '' })
  })
})
