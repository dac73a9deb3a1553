// What a newcomer sees: the sandbox in a real browser. They type a win, read the echo, see the card, press Undo, see it struck through.
// `SCREENSHOT=docs/win.png ./node_modules/.bin/vitest run test/e2e/browser` keeps the picture for the README.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenBrowser, startChromium, whyNoChromium } from '../fakes/chromium.ts'
import { whyNoLocalSlack } from '../fakes/local-slack.ts'
import { type BotProcess, emptyFolder, startBot } from './bot-process.ts'

const why = whyNoChromium() ?? (await whyNoLocalSlack())
let bot: BotProcess
let chromium: OpenBrowser
let page: Page
const { folder, remove } = emptyFolder()

beforeAll(async () => {
  if (why !== undefined) return
  bot = startBot({ DATABASE_URL: `file:${folder}/sandbox.db` })
  await bot.prints('Ctrl-C stops it', 60)
  const address = /http:\/\/\S+/.exec(bot.output())?.[0]
  if (!address) throw new Error(`No address: ${bot.output()}`)
  chromium = await startChromium({ width: 1000, height: 560 })
  page = await chromium.browser.newPage()
  await page.goto(address)
}, 120_000)

afterAll(async () => {
  await chromium?.close()
  await bot?.end('SIGINT')
  remove()
})

async function type(text: string) {
  await page.locator('main textarea').fill(text)
  await page.keyboard.press('Enter')
}

const message = (text: string | RegExp) => page.locator('.messages .msg', { hasText: text })

test('a rep types a win in the composer, and undoes it', async ({ skip }) => {
  skip(why !== undefined, why)
  // The page fills the list of people once it has read the company.
  const darcel = page.locator('.actas select option', { hasText: /darcel/i })
  await darcel.waitFor({ state: 'attached' })
  await page.locator('.actas select').selectOption({ label: (await darcel.textContent()) ?? '' })
  await page.locator('.sidebar-item', { hasText: 'sales' }).first().click()
  await type('/deal won 5000 Acme')
  await message(/Deal #\d+ won: \$5,000\.00/).waitFor()
  await message(/Darcel Schlecht closed Acme: \$5,000/).waitFor()
  const { SCREENSHOT: file } = process.env
  if (file) await page.screenshot({ path: file })

  await page.locator('.bk-button', { hasText: 'Undo' }).first().click()
  await message(/closed Acme — taken back/).waitFor()
  await message(/Deal #\d+ undone/).waitFor()
  expect(await message(/closed Acme: \$5,000/).count()).toBe(0)
  await page.locator('.bk-button', { hasText: 'Redo' }).first().click()
  await message(/closed Acme: \$5,000/).waitFor()
})

test('and corrects it in a form', async ({ skip }) => {
  skip(why !== undefined, why)
  await page.locator('.bk-button', { hasText: 'Edit' }).first().click()
  const amount = page.locator('.modal input').first()
  await amount.fill('lots')
  await page.locator('.modal-btn.primary').click()
  await page.locator('.modal-error').first().waitFor()
  await amount.fill('5,500')
  await page.locator('.modal-btn.primary').click()
  await message(/closed Acme: \$5,500 \(corrected\)/).waitFor()
})

test('the process ends cleanly when it is asked to', async ({ skip }) => {
  skip(why !== undefined, why)
  expect(await bot.end('SIGINT')).toBe(0)
})
