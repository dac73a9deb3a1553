// What the doctor says of a Slack, healthy and not, on the fake one and at an address of ours.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publicAddress } from '../../src/doctor/public-address.ts'
import { report, wrongIn } from '../../src/doctor/report.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { examineSlack, type SlackExamined } from '../../src/slack/doctor.ts'
import { asInstant, later, systemClock } from '../../src/vocabulary/clock.ts'
import { type FakeSlack, fakeSlack } from '../fakes/slack-server.ts'

let slack: FakeSlack
beforeEach(async () => {
  slack = await fakeSlack()
})
afterEach(() => slack.close())

async function said(more: Partial<SlackExamined> = {}, clock = systemClock): Promise<string> {
  const api = { token: slack.botToken, apiUrl: slack.apiUrl }
  const examined = { api, appToken: slack.appToken, known: [slack.world.team], channels: ['C0WINS001'], ...more }
  return report([{ title: 'Slack', findings: await examineSlack(examined, clock) }], sayIn('en')).join('\n')
}

test('a Slack on which everything is as it should be', async () => {
  slack.world.channels.get('C0WINS001')?.members.add(slack.world.bot.user)
  const text = await said()
  expect(text).not.toMatch(/[✗?!] /)
  expect(text).toMatchInlineSnapshot(`
    "Slack
      ✓ The bot is @dealbell in Example Sales (T0SALES01).
      ✓ The app has all 16 scopes that it needs.
      ✓ This machine’s clock agrees with that of Slack.
      ✓ The app token opens a connection (Socket Mode).
      ✓ #wins: the bot can post there.

    Nothing to mend."
  `)
})

test('a token that Slack refuses is named, and no channel is asked about', async () => {
  slack.tokens.delete(slack.botToken)
  const text = await said()
  expect(text).toContain('✗ Slack does not take SLACK_BOT_TOKEN (invalid_auth).')
  expect(text).not.toContain('C0WINS001')
  expect(slack.calls.map(({ method }) => method)).not.toContain('conversations.info')
  expect(text).toContain('1 thing to mend.')
})

test('an app token without its scope', async () => {
  slack.tokens.delete(slack.appToken)
  expect(await said()).toMatch(/✗ Slack does not take SLACK_APP_TOKEN \(invalid_auth\)\.\n {4}→ .*connections:write/)
})

test('missing scopes are named, none that is there', async () => {
  slack.scopes.delete('files:read')
  slack.scopes.delete('im:history')
  expect(await said()).toMatch(/✗ Scopes are missing: im:history, files:read\.\n {4}→ .*reinstall/)
})

test.each([
  [20, '✓ This machine’s clock agrees'],
  [120, '! This machine’s clock is 1'],
  [950, '✗ This machine’s clock is 9'],
])('a clock that is %i seconds off', async (seconds, expected) => {
  for (const direction of [1, -1]) {
    const off = { now: () => later(asInstant(Date.now()), direction * seconds * 1_000) }
    expect(await said({}, off)).toContain(expected)
  }
})

test('channels: a public one is joined when needed, a private one wants an invitation, one that is gone is said', async () => {
  const channel = slack.world.channels.get('C0WINS001')
  channel?.members.delete(slack.world.bot.user)
  expect(await said()).toContain('✓ #wins: the bot joins it')
  expect(await said({ channels: ['C0NOWHERE'] })).toMatch(
    /✗ C0NOWHERE is private and the bot is not in it, or it is gone\.\n {4}→ Type \/invite/,
  )
})

test('a Slack workspace that is not the one of the database', async () => {
  expect(await said({ known: ['T0OTHER01'] })).toContain('! The database knows Slack workspace T0OTHER01, but this token is of T0SALES01')
})

test('a Slack that does not answer is not taken for a wrong token', async () => {
  slack.fault('auth.test', { kind: 'drop' })
  const text = await said()
  expect(text).toContain('? Slack did not answer')
  expect(text).not.toContain('does not take SLACK_BOT_TOKEN')
})

test('by HTTP without an address nobody can tell, and http is refused', async () => {
  const { appToken: _, ...byHttp } = { api: { token: slack.botToken, apiUrl: slack.apiUrl }, appToken: '', known: [], channels: [] }
  const text = report([{ title: 'Slack', findings: await examineSlack(byHttp, systemClock) }], sayIn('en')).join('\n')
  expect(text).toMatch(/\? Whether Slack reaches the bot cannot be told.*\n {4}→ Set PUBLIC_URL/)
  const [finding] = [await publicAddress('Slack', '/slack/events', 'http://bot.example.com/slack/events')]
  expect(finding.state).toBe('wrong')
})

test.each([
  [401, 'good'],
  [404, 'wrong'],
  [200, 'wrong'],
  [302, 'wrong'],
  [502, 'wrong'],
])('an address that answers an unsigned request with %i is %s', async (status, state) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  try {
    const found = await publicAddress('Slack', '/slack/events', `http://127.0.0.1:${port}/slack/events`, { insecure: true })
    expect({ state: found.state, asked }).toEqual({ state, asked: ['POST /slack/events'] })
    expect(wrongIn([{ title: '', findings: [found] }])).toBe(state === 'wrong' ? 1 : 0)
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
})
