// The real process on the local Slack, connected as a stranger would connect it: by Socket Mode and by HTTP, from an empty workspace.
import { afterEach, describe, expect, test } from 'vitest'
import {
  type DrivenSlack,
  type LocalSlackMessage,
  startDrivenSlack,
  testApp,
  testWorkspace,
  whyNoLocalSlack,
} from '../fakes/local-slack.ts'
import { emptyFolder, freePort, startBot } from './bot-process.ts'

const why = await whyNoLocalSlack()
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each()
})

const wordsOf = (message: LocalSlackMessage) => JSON.stringify([message.text, message.blocks])
const button = (message: LocalSlackMessage, label: string) =>
  (message.blocks ?? [])
    .flatMap((block) => (Array.isArray(block.elements) ? block.elements : []))
    .find((element) => element?.text?.text === label)

async function connected(mode: 'socket' | 'events'): Promise<DrivenSlack> {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const slack = await startDrivenSlack(testWorkspace({ mode, requestUrl: `${base}/slack/events` }))
  cleanUp.push(() => slack.stop())
  const { folder, remove } = emptyFolder()
  cleanUp.push(remove)
  const bot = startBot({
    SLACK_BOT_TOKEN: testApp.botToken,
    ...(mode === 'socket' ? { SLACK_APP_TOKEN: testApp.appToken } : { SLACK_SIGNING_SECRET: testApp.signingSecret }),
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: `file:${folder}/dealbell.db`,
    PORT: String(port),
  })
  cleanUp.push(() => bot.end('SIGTERM'))
  await bot.prints('Dealbell is running')
  expect((await fetch(`${base}/readyz`)).status).toBe(200)
  return slack
}

describe.each(['socket', 'events'] as const)('in the mode %s', (mode) => {
  test('from setup to a win that is announced and taken back', async ({ skip }) => {
    skip(why !== undefined, why)
    const slack = await connected(mode)
    const says = (text: string) => slack.message('C0SALES', (message) => wordsOf(message).includes(text))
    await slack.command('U0SAM', 'C0SALES', '/deal won 5000 Acme')
    await says('not set up here yet')
    await slack.command('U0SAM', 'C0SALES', '/dealbell setup currency USD timezone Europe/Oslo')
    await says('Dealbell is set up')
    await slack.command('U0SAM', 'C0SALES', '/deal won 5000 Acme')
    const echo = await says('Deal #1 won')
    expect(echo.subtype).toBe('ephemeral')
    const card = await says('Sam Ortiz')
    expect(wordsOf(card)).toContain('closed Acme')
    await slack.press('U0SAM', 'C0SALES', echo.ts, button(echo, 'Undo'))
    const rewritten = await says('taken back')
    expect(rewritten.ts).toBe(card.ts)
  })
})
