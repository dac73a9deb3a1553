// `npm test`: everything that CI runs, the same on a laptop. One line a step, failures in full, and at the very end the
// plain line `N passed, N failed, N skipped`: the tests together with the steps before them.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unsuitableNode } from './node-version.mjs'
import { prepareSources, root, Unprepared } from './prepare.mjs'
import { bin, run, stopOnSignals } from './run.mjs'

const say = (line) => process.stdout.write(`${line}\n`)
const count = { passed: 0, failed: 0, skipped: 0 }
/** What was skipped, by the reason for it. */
const skips = new Map()

function skip(what, reason) {
  count.skipped += 1
  skips.set(reason, [...(skips.get(reason) ?? []), what])
}

function report(name, code, output, since) {
  if (code === 0) count.passed += 1
  else count.failed += 1
  say(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)`)
  if (code !== 0) say(`${output.trimEnd()}\n`)
}

async function step(name, command, env = process.env) {
  const since = Date.now()
  const { code, output } = await run(name, command, { cwd: root, env })
  report(name, code, output, since)
}

async function prepared() {
  const since = Date.now()
  try {
    await prepareSources()
    report('packages and database clients', 0, '', since)
    return true
  } catch (error) {
    if (!(error instanceof Unprepared)) throw error
    report('packages and database clients', 1, error.message, since)
    return false
  }
}

async function vitest(filters) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-tests-'))
  const counted = path.join(folder, 'counts.json')
  const since = Date.now()
  const reporters = ['--reporter=default', `--reporter=${path.join(root, 'tools', 'count-tests.mjs')}`]
  const env = { ...process.env, COUNT_TESTS_INTO: counted, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }
  const { code, output } = await run('Tests', [bin(root, 'vitest'), 'run', ...reporters, ...filters], { cwd: root, env })
  const tests = existsSync(counted) ? JSON.parse(readFileSync(counted, 'utf8')) : undefined
  rmSync(folder, { recursive: true, force: true })
  say(`${code === 0 ? '✓' : '✗'} tests (${((Date.now() - since) / 1000).toFixed(1)} s)`)
  if (code !== 0) say(`${output.trimEnd()}\n`)
  count.passed += tests?.passed ?? 0
  count.failed += Math.max(tests?.failed ?? 0, code === 0 ? 0 : 1) // also when it broke down without a failed test
  for (const { name, reason } of tests?.skipped ?? []) skip(name, reason)
}

async function everything(filters) {
  if (await prepared()) {
    await step('types', [bin(root, 'tsc')])
    await step('lint and format', [bin(root, 'biome'), 'ci', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`])
    await step('unused code', [bin(root, 'knip'), '--no-progress'])
    const collect = path.join('tools', 'collect.ts')
    if (existsSync(path.join(root, collect))) await step('generated files are fresh', [bin(root, 'tsx'), collect, '--check'])
    else skip('generated files are fresh', `there is no ${collect}`)
    await vitest(filters)
  }
  for (const [reason, names] of skips) {
    const shown = names.slice(0, 3).join('; ')
    say(`- skipped: ${reason}: ${shown}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`)
  }
  say(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  process.exitCode = count.failed === 0 ? 0 : 1
}

const stop = unsuitableNode(process.versions.node, 'npm test')
if (stop) {
  process.stderr.write(`${stop}\n`)
  process.exitCode = 1
} else {
  stopOnSignals({ showOutput: true })
  await everything(process.argv.slice(2))
}
