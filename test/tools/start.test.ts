// `npm start` on a folder made for the test: packages, clients and compiler are stand-ins that write down that they ran.
import { execFile, spawn } from 'node:child_process'
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let folder: string
const at = (...parts: string[]) => path.join(folder, ...parts)
const ran = () => (existsSync(at('ran')) ? readFileSync(at('ran'), 'utf8').trim().split('\n') : [])

function program(file: string, source: string) {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `#!/usr/bin/env node\n${source}`)
  chmodSync(file, 0o755)
}

const tsc = `
const { cpSync, appendFileSync } = require('node:fs')
appendFileSync('ran', 'compiled\\n')
setTimeout(() => cpSync('src', process.argv[process.argv.indexOf('--outDir') + 1], { recursive: true }), 300)
`
const npm = `
const { cpSync, appendFileSync } = require('node:fs')
appendFileSync('ran', 'installed ' + process.argv.slice(2).join(' ') + '\\n')
if (process.env.NPM_BREAKS) {
  console.log('npm warn deprecated something\\nnpm error code ENOTFOUND\\nnpm error network request failed')
  process.exit(1)
}
cpSync('packages', 'node_modules', { recursive: true })
`

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dealbell-start-'))
  cpSync('tools', at('tools'), { recursive: true })
  mkdirSync(at('src'))
  writeFileSync(at('package.json'), '{ "type": "module" }')
  writeFileSync(at('package-lock.json'), '{ "packages": { "node_modules/one": { "version": "1.0.0" } } }')
  writeFileSync(at('src', 'main.js'), `console.log('running ' + process.argv.slice(2).join(' ') + ' in ' + process.pid)`)
  program(at('packages', '.bin', 'tsc'), tsc)
  program(at('npm-cli.cjs'), npm)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

function start(args: readonly string[] = [], env: Record<string, string> = {}): Promise<Outcome> {
  const settings = { cwd: folder, env: { ...process.env, npm_execpath: at('npm-cli.cjs'), ...env } }
  return new Promise((resolve) =>
    execFile(process.execPath, [at('tools', 'start.mjs'), ...args], settings, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    ),
  )
}

describe('npm start', () => {
  test('installs, compiles and runs the bot with its arguments', async () => {
    const { code, out } = await start(['--terminal', '--as', 'Darcel Schlecht'])
    expect(out).toMatch(/^running --terminal --as Darcel Schlecht in \d+\n$/)
    expect(code).toBe(0)
    expect(ran()).toEqual([expect.stringMatching(/^installed ci .*--include=dev/), 'compiled'])
  })

  test('a second start does nothing again', async () => {
    await start()
    const second = await start()
    expect(second).toMatchObject({ code: 0, err: '' })
    expect(ran()).toHaveLength(2)
  })

  test('a changed source is compiled again, and what was deleted is gone', async () => {
    writeFileSync(at('src', 'old.js'), '')
    await start()
    expect(existsSync(at('dist', 'old.js'))).toBe(true)
    rmSync(at('src', 'old.js'))
    await start()
    expect(existsSync(at('dist', 'old.js'))).toBe(false)
    expect(ran().filter((line) => line === 'compiled')).toHaveLength(2)
  })

  test('a changed lock file is installed again', async () => {
    await start()
    appendFileSync(at('package-lock.json'), '\n')
    await start()
    expect(ran().filter((line) => line.startsWith('installed'))).toHaveLength(2)
  })

  test('packages that somebody installed by hand are kept', async () => {
    cpSync(at('packages'), at('node_modules'), { recursive: true })
    cpSync(at('package-lock.json'), at('node_modules', '.package-lock.json'))
    await start()
    expect(ran()).toEqual(['compiled'])
  })

  test('two at once do the work once, and both run', async () => {
    const both = await Promise.all([start(), start()])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.every(({ out }) => out.startsWith('running'))).toBe(true)
    expect(ran()).toHaveLength(2)
  })

  test('a lock left by a process that is gone holds nobody up', async () => {
    mkdirSync(at('.cache'))
    writeFileSync(at('.cache', 'prepare.lock'), '999999999')
    expect((await start()).code).toBe(0)
  })

  test('when installing fails, the end of the log and an advice are shown, and the exit code is 1', async () => {
    const { code, err } = await start([], { NPM_BREAKS: '1' })
    expect(code).toBe(1)
    expect(err).toContain('network request failed')
    expect(err).toContain('registry could not be reached')
    expect(err).not.toContain('deprecated')
  })

  test('the bot is this very process: a signal sent to it reaches the bot', async () => {
    const source = `process.on('SIGTERM', () => { console.log('bye'); process.exit(7) }); console.log('up ' + process.pid); setInterval(() => {}, 1000)`
    writeFileSync(at('src', 'main.js'), source)
    const child = spawn(process.execPath, [at('tools', 'start.mjs')], {
      cwd: folder,
      env: { ...process.env, npm_execpath: at('npm-cli.cjs') },
    })
    let out = ''
    const code = await new Promise((resolve) => {
      child.stdout.on('data', (chunk) => {
        out += chunk
        if (out.includes('up ')) child.kill('SIGTERM')
      })
      child.on('close', resolve)
    })
    expect(out).toBe(`up ${child.pid}\nbye\n`)
    expect(code).toBe(7)
  })
})

describe('the version of Node.js', () => {
  const script = `import { unsuitableNode } from './tools/node-version.mjs'; console.log(unsuitableNode(process.argv[1], 'npm start') ?? 'will do')`
  const verdict = (version: string) =>
    new Promise<string>((resolve) =>
      execFile(process.execPath, ['--input-type=module', '-e', script, version], { cwd: folder }, (_, out) => resolve(out.trim())),
    )

  test.each(['20.19.0', '20.20.2', '22.12.0', '24.0.1'])('%s will do', async (version) => {
    expect(await verdict(version)).toBe('will do')
  })
  test.each(['16.20.2', '20.18.3', '21.7.0', '22.11.0'])('%s is refused with a sentence', async (version) => {
    expect(await verdict(version)).toMatch(/^Dealbell needs Node.js 20.19 .* this is .* "npm start" again\.$/)
  })
})
