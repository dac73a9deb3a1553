// The sandbox as a newcomer meets it, up to where the bot connects to it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sayIn } from '../../src/languages/speak.ts'
import { NoLocalSlack } from '../../src/sandbox/local-slack-package.ts'
import { invitation, type Sandbox, startSandbox, whyNoSandbox } from '../../src/sandbox/start-sandbox.ts'
import type { Database } from '../../src/storage/database.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { seedStore } from '../../src/storage/seed-store.ts'
import { workspaceStore } from '../../src/storage/workspace-store.ts'
import { systemClock } from '../../src/vocabulary/clock.ts'
import { startChromium, whyNoChromium } from '../fakes/chromium.ts'
import { whyNoLocalSlack } from '../fakes/local-slack.ts'

const say = sayIn('en')

describe('the sandbox', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-sandbox-'))
  let reason: string | undefined
  let database: Database | undefined
  let sandbox: Sandbox | undefined

  const open = async () => {
    database = await openDatabase(`file:${path.join(folder, 'sandbox.db')}`)
    const workspaces = workspaceStore(database, systemClock)
    return startSandbox({ seeds: seedStore(database), workspaces, clock: systemClock, say, print: () => {} })
  }
  const running = (): Sandbox => {
    if (!sandbox) throw new Error('It is not running')
    return sandbox
  }

  beforeAll(async () => {
    reason = await whyNoLocalSlack()
    if (reason === undefined) sandbox = await open()
  }, 120_000)
  afterAll(async () => {
    await sandbox?.stop()
    await database?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('says where to go, what to type, and how to connect a real workspace', ({ skip }) => {
    skip(reason !== undefined, reason)
    const lines = invitation(running(), say)
    expect(lines[0]).toMatch(/http:\/\/127\.0\.0\.1:\d+/)
    expect(lines.filter((line) => line.trim().startsWith('/'))).toHaveLength(3)
    expect(lines.join('\n')).toContain('Connect Slack')
  })

  test('lets the bot in by Socket Mode', async ({ skip }) => {
    skip(reason !== undefined, reason)
    const { slack } = running()
    const response = await fetch(`${slack.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.appToken.reveal()}` },
    })
    expect(await response.json()).toMatchObject({ ok: true, url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:/) })
  })

  test('opens in #sales with a greeting, acting as a rep, with everybody else to choose', async ({ skip }) => {
    skip(reason !== undefined, reason)
    skip(whyNoChromium() !== undefined, whyNoChromium())
    const { browser, close } = await startChromium()
    try {
      const page = await browser.newPage()
      await page.goto(running().address)
      await page.locator('.messages .msg').first().waitFor()
      expect(await page.locator('.sidebar-item.active').innerText()).toContain('sales')
      expect(await page.locator('.messages .msg').first().innerText()).toContain('/deal won 5000 Acme')
      expect(await page.locator('.actas select option:checked').innerText()).toContain(running().opensAs)
      expect(await page.locator('.actas select option').count()).toBe(36)
    } finally {
      await close()
    }
  })
})

describe('without a local Slack', () => {
  test.each([
    ['other system', 'darwin-arm64', 'darwin-arm64'],
    ['not installed', 'npm error code ENOTFOUND\nnpm error network', 'ENOTFOUND'],
    ['not started', 'ENOENT', 'ENOENT'],
    ['not private', '0.0.0.0', '0.0.0.0'],
  ] as const)('%s: it says why, and that the terminal is there', (reason, detail, shown) => {
    const said = whyNoSandbox(new NoLocalSlack(reason, detail), say).join('\n')
    expect(said).toContain(shown)
    expect(said).toContain('npm start -- --terminal')
  })
})
