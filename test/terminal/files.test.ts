// Files in a terminal: read by their path, written where the bot was started.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { largestFile } from '../../src/conversation/platform.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { shownButtons } from '../../src/terminal/buttons.ts'
import { terminalChannel } from '../../src/terminal/channel.ts'
import { terminalFiles, writeExport } from '../../src/terminal/files.ts'
import { systemClock } from '../../src/vocabulary/clock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dealbell-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const installation = { platform: 'terminal' as const, id: 'sandbox' }
const read = (name: string) => terminalFiles.read(installation, path.join(folder, name))
const deals = { kind: 'file' as const, name: 'deals.csv', mediaType: 'text/csv', content: 'a,b\n' }

test('a file is read by its path', async () => {
  writeFileSync(path.join(folder, 'deals.csv'), 'a,b')
  const answer = await read('deals.csv')
  expect(answer.outcome === 'read' && [answer.name, Buffer.from(answer.bytes).toString()]).toEqual(['deals.csv', 'a,b'])
})

test.each([
  ['as it is', (place: string) => place],
  ['in quotes', (place: string) => `"${place}"`],
  ['in single quotes, with blanks around', (place: string) => ` '${place}' `],
  ['with blanks escaped as in a shell', (place: string) => place.replaceAll(' ', '\\ ')],
])('a path with blanks and an apostrophe is taken %s', async (_, typed) => {
  writeFileSync(path.join(folder, "Kim's  deals.csv"), 'a,b')
  expect(await terminalFiles.read(installation, typed(path.join(folder, "Kim's  deals.csv")))).toMatchObject({
    outcome: 'read',
    name: "Kim's  deals.csv",
  })
})

test('~ is the folder of whoever runs it', async () => {
  const home = process.env.HOME
  process.env.HOME = folder
  try {
    writeFileSync(path.join(folder, 'deals.csv'), 'a,b')
    expect(await terminalFiles.read(installation, '~/deals.csv')).toMatchObject({ outcome: 'read' })
  } finally {
    if (home === undefined) delete process.env.HOME
    else process.env.HOME = home
  }
})

test('what is not there, a folder, what is too large', async () => {
  expect(await read('nothing.csv')).toEqual({ outcome: 'unknown' })
  expect(await read('.')).toEqual({ outcome: 'unknown' })
  writeFileSync(path.join(folder, 'large.csv'), Buffer.alloc(largestFile + 1))
  expect(await read('large.csv')).toEqual({ outcome: 'too large' })
})

test('what may not be read', async () => {
  writeFileSync(path.join(folder, 'secret.csv'), 'a,b')
  chmodSync(path.join(folder, 'secret.csv'), 0o000)
  const isRoot = process.geteuid?.() === 0
  try {
    if (isRoot) {
      // Root may read everything, so it is nobody for a moment.
      chmodSync(folder, 0o755)
      process.seteuid?.(65_534)
    }
    expect(await read('secret.csv')).toEqual({ outcome: 'refused' })
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
})

test('an export is written below exports, for its user alone, and never over another', async () => {
  expect(await writeExport(deals, folder)).toBe(path.join('exports', 'deals.csv'))
  expect(await writeExport({ ...deals, content: 'new' }, folder)).toBe(path.join('exports', 'deals-2.csv'))
  expect(readFileSync(path.join(folder, 'exports', 'deals.csv'), 'utf8')).toBe('a,b\n')
  expect(statSync(path.join(folder, 'exports', 'deals.csv')).mode & 0o777).toBe(0o600)
  expect(await writeExport({ ...deals, name: '../../x.csv' }, folder)).toBe(path.join('exports', 'x.csv'))
})

test('and the channel tells where it is', async () => {
  const printed: string[] = []
  const screen = { dressed: false, print: (text: string) => void printed.push(text) }
  const channel = terminalChannel(screen, shownButtons(), sayIn('en'), systemClock, 'a', new Map(), (file) => writeExport(file, folder))
  await channel.post('gus', { nodes: [{ kind: 'text', spans: ['Deals: 1 row.'] }, deals] }, 'export/1', undefined)
  expect(printed.join('\n')).toContain(`Deals: 1 row.\n  📎 Written to ${path.join('exports', 'deals.csv')}`)
})
