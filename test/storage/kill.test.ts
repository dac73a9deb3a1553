// The process dies in the middle of writing: what was acknowledged is there, and what is there is there as a whole.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { destination } from '../../src/conversation/platform.ts'
import { dealStore } from '../../src/storage/deal-store.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { workspaceStore } from '../../src/storage/workspace-store.ts'
import { systemClock } from '../../src/vocabulary/clock.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { noon } from '../contracts/company.ts'
import { onEachPlace } from './databases.ts'

const script = fileURLToPath(new URL('winning-process.ts', import.meta.url))

/** Lets it win until it has said so often enough, kills it, and returns what it said: request and deal. */
async function winUntilKilled(url: string, begin: string, lines: number): Promise<[string, number][]> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, url, begin], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += String(chunk)
    if (said.split('\n').length > lines) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return said
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [key = '', number] = line.split(' ')
      return [key, Number(number)]
    })
}

onEachPlace((place) => {
  test('killed again and again, it has lost nothing that it acknowledged, and done nothing by halves', async () => {
    const { url } = place()
    const installation = { platform: 'slack', id: 'T1' } as const
    let database = await openDatabase(url)
    const admin = { personId: 'U1', name: 'Ada', handle: 'ada', role: 'admin', timeZone: undefined, locale: undefined } as const
    const settings = { name: 'Acme', currency: usDollar, timeZone: 'UTC', language: 'en', announce: destination(installation, 'C1') }
    await workspaceStore(database, systemClock).create(installation, settings, admin, noon)
    await database.close()
    const acknowledged: [string, number][] = []
    for (const [round, lines] of [150, 37, 256].entries())
      acknowledged.push(...(await winUntilKilled(url, `round ${round}`.replace(' ', '-'), lines)))
    expect(acknowledged.length).toBeGreaterThanOrEqual(443)

    database = await openDatabase(url)
    const { client } = database
    const numbers = (rows: readonly { number: number }[]) => rows.map(({ number }) => number)
    const stored = numbers(await client.deal.findMany({ select: { number: true }, orderBy: { number: 'asc' } }))
    expect(stored).toEqual(stored.map((_, index) => index + 1))
    expect(new Set(acknowledged.map(([, number]) => number)).size).toBe(acknowledged.length)
    for (const [, number] of acknowledged) expect(number).toBeLessThanOrEqual(stored.length)
    expect(numbers(await client.dealEvent.findMany({ select: { number: true }, orderBy: { number: 'asc' } }))).toEqual(stored)
    expect(await client.outboxEntry.count()).toBe(stored.length)
    expect(await client.answeredRequest.count()).toBe(stored.length)
    expect((await client.workspace.findFirst())?.nextDeal).toBe(stored.length + 1)
    const answered = new Set((await client.answeredRequest.findMany({ select: { requestKey: true } })).map(({ requestKey }) => requestKey))
    for (const [key] of acknowledged) expect(answered).toContain(key)
    const deals = dealStore(database, { queue: { wake: () => {} }, engine: false })
    expect(await deals.rebuildTotals(asId<WorkspaceId>(1))).toBe(0)
    await database.close()
  })
})
