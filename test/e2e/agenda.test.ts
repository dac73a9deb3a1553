// A meeting's agenda as people see it: in a real browser, on the sandbox's Slack, planned and then under way.
// `SCREENSHOT=docs/agenda.png ./node_modules/.bin/vitest run test/e2e/agenda` keeps it for the README.
import { expect, test } from 'vitest'
import { agendaMessage } from '../../src/agenda/agenda-message.ts'
import { destination } from '../../src/conversation/platform.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { slackMessenger } from '../../src/slack/messenger.ts'
import { webClient } from '../../src/slack/web-client.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { anAgenda, appointment, meeting, sam } from '../agenda/an-agenda.ts'
import { startChromium, whyNoChromium } from '../fakes/chromium.ts'
import { startDrivenSlack, testApp, whyNoLocalSlack } from '../fakes/local-slack.ts'

const why = whyNoChromium() ?? (await whyNoLocalSlack())
const silent = { info: () => {}, warn: () => {}, error: () => {} }

test('a team sees its agenda, and the same message once the meeting is under way', { timeout: 120_000 }, async ({ skip }) => {
  skip(why !== undefined, why)
  const slack = await startDrivenSlack()
  const chromium = await startChromium({ width: 1000, height: 530 })
  try {
    const client = webClient({ token: testApp.botToken, apiUrl: slack.apiUrl }, silent)
    const messenger = slackMessenger(client, () => undefined)
    const to = destination({ platform: 'slack', id: 'T0TEST' }, 'C0SALES')
    const shown = { say: sayIn('en'), policy: 'exact', workspace: { currency: usDollar } } as const
    const posted = await messenger.post(to, agendaMessage(anAgenda(), shown, appointment), { key: 'agenda/1' })

    const page = await chromium.browser.newPage()
    await page.goto(slack.address)
    await page.locator('.sidebar-item', { hasText: 'sales' }).first().click()
    const button = (label: string) => page.locator('.messages .bk-button', { hasText: label })
    await button('Start').waitFor()
    for (const label of ['Add topic', 'Change order', 'Skip this week']) expect(await button(label).count()).toBe(1)
    const { SCREENSHOT: file } = process.env
    if (file) await page.screenshot({ path: file })

    const underWay = anAgenda({ meeting: meeting({ state: 'started', speaker: sam.id }) })
    await messenger.rewrite(to, posted, agendaMessage(underWay, shown, appointment), { key: 'agenda/1' })
    await button('End meeting').waitFor()
    expect(await button('Start').count()).toBe(0)
    expect(await button('Carry over').count()).toBeGreaterThan(3)
  } finally {
    await chromium.close()
    await slack.stop()
  }
})
