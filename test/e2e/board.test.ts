// The week's board as people see it: in a real browser, on the sandbox's Slack, with its picture.
// `SCREENSHOT=docs/board.png ./node_modules/.bin/vitest run test/e2e/board` keeps it for the README.
import { expect, test } from 'vitest'
import { destination } from '../../src/conversation/platform.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { boardPicture } from '../../src/leaderboard/board-picture.ts'
import { weeklyMessage } from '../../src/leaderboard/weekly-message.ts'
import { pictures } from '../../src/pictures/pictures.ts'
import { slackMessenger } from '../../src/slack/messenger.ts'
import { webClient } from '../../src/slack/web-client.ts'
import { startChromium, whyNoChromium } from '../fakes/chromium.ts'
import { startDrivenSlack, testApp, whyNoLocalSlack } from '../fakes/local-slack.ts'
import { friday, type Told, weekOf, workspace } from '../leaderboard/a-company.ts'

const why = whyNoChromium() ?? (await whyNoLocalSlack())
const silent = { info: () => {}, warn: () => {}, error: () => {} }

const told: Told = {
  targets: [
    ['all', 262_000],
    ['Sam Ortiz', 50_000],
    ['Kim Lund', 45_000],
    ['Noor Haddad', 40_000],
    ['Ana Prieto', 35_000],
    ['Ravi Menon', 40_000],
  ],
  wins: [
    ['Kim Lund', 21_400, '2026-10-20'],
    ['Sam Ortiz', 14_700, '2026-11-04'],
    ['Noor Haddad', 16_650, '2026-11-05'],
    ['Ravi Menon', 12_000, '2026-10-12'],
    ['Ana Prieto', 27_000, '2026-10-29'],
    ['Kim Lund', 5_000, '2026-11-11'],
    ['Sam Ortiz', 3_000, '2026-11-10'],
    ['Ravi Menon', 2_200, '2026-11-12'],
    ['Noor Haddad', 1_900, '2026-11-12'],
    ['Sam Ortiz', 18_300],
    ['Kim Lund', 15_000, '2026-11-17'],
    ['Noor Haddad', 11_750, '2026-11-19'],
    ['Ana Prieto', 9_900, '2026-11-20'],
    ['Ravi Menon', 4_200, '2026-11-16'],
  ],
}

test('a channel sees the board with its picture', { timeout: 120_000 }, async ({ skip }) => {
  skip(why !== undefined, why)
  const slack = await startDrivenSlack()
  const chromium = await startChromium({ width: 1000, height: 770 })
  try {
    const { font, draw } = pictures(undefined, silent)
    const client = webClient({ token: testApp.botToken, apiUrl: slack.apiUrl }, silent)
    const messenger = slackMessenger(client, () => undefined, { draw, byAddress: true, log: silent })
    const letters = await font()
    if (!letters) throw new Error('There is no font')
    const weekly = await weekOf(told)
    const shown = { workspace, say: sayIn('en'), policy: 'exact', day: friday } as const
    const message = weeklyMessage(weekly, shown, boardPicture(weekly.week, shown, letters))
    await messenger.post(destination({ platform: 'slack', id: 'T0TEST' }, 'C0SALES'), message, { key: 'board/1' })

    const page = await chromium.browser.newPage()
    await page.goto(slack.address)
    await page.locator('.sidebar-item', { hasText: 'sales' }).first().click()
    const image = page.locator('.bk-image img')
    await image.waitFor()
    await expect.poll(() => image.evaluate((element) => ('naturalWidth' in element ? element.naturalWidth : 0))).toBe(1600)
    await page.locator('.messages .msg', { hasText: 'Won in the week' }).waitFor()
    const { SCREENSHOT: file } = process.env
    if (file) await page.screenshot({ path: file })
  } finally {
    await chromium.close()
    await slack.stop()
  }
})
