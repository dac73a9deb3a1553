// Files and pictures against the sandbox's own Slack, which somebody else wrote: what ours believes of Slack's three steps, checked by another.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { destination } from '../../src/conversation/platform.ts'
import { picture } from '../../src/message/write.ts'
import { pictures } from '../../src/pictures/pictures.ts'
import { pngSignature } from '../../src/pictures/png.ts'
import { slackFiles } from '../../src/slack/files.ts'
import { slackMessenger } from '../../src/slack/messenger.ts'
import { webClient } from '../../src/slack/web-client.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { type DrivenSlack, startDrivenSlack, testApp, whyNoLocalSlack } from '../fakes/local-slack.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
let reason: string | undefined
let slack: DrivenSlack | undefined
beforeAll(async () => {
  reason = await whyNoLocalSlack()
  if (reason === undefined) slack = await startDrivenSlack()
}, 120_000)
afterAll(() => slack?.stop())
beforeEach(({ skip }) => skip(reason !== undefined, reason))

test('a file given to a person is found by its key, and holds what was given', async () => {
  if (!slack) throw new Error(reason)
  const api = { token: testApp.botToken, apiUrl: `${slack.address}/api/` }
  const client = webClient(api, silent)
  const messenger = slackMessenger(client, () => undefined)
  const installation = { platform: 'slack' as const, id: 'T0TEST' }
  const sam = destination(installation, 'U0SAM')
  const file = { kind: 'file' as const, name: 'deals.csv', mediaType: 'text/csv', content: 'customer,amount\r\nÅse & søn,5000\r\n' }
  const ref = await messenger.post(sam, { nodes: [{ kind: 'text', spans: ['Deals: 1 row.'] }, file] }, { key: 'export/1' })
  const since = asInstant(Date.now() - 60_000)
  expect(await messenger.find(sam, 'export/1', since)).toBe(ref)
  expect(await messenger.find(sam, 'export/2', since)).toBeUndefined()
  const answer = await slackFiles(client, api, silent).read(installation, ref.replace('file/', ''))
  expect(answer.outcome === 'read' && Buffer.from(answer.bytes).toString()).toBe(file.content)
})

test('a picture in a post can be seen by everybody who sees the page', async () => {
  if (!slack) throw new Error(reason)
  const client = webClient({ token: testApp.botToken, apiUrl: `${slack.address}/api/` }, silent)
  const { draw } = pictures(undefined, silent)
  const messenger = slackMessenger(client, () => undefined, { draw, byAddress: true, log: silent })
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="#fff"/></svg>'
  const sales = destination({ platform: 'slack', id: 'T0TEST' }, 'C0SALES')
  const nodes = [{ kind: 'text' as const, spans: ['The board'] }, picture('board.png', svg, 'bars')]
  await messenger.post(sales, { nodes }, { key: 'board/1' })
  const { blocks = [] } = await slack.message('C0SALES', ({ blocks: all = [] }) => all.some(({ type }) => type === 'image'))
  const shown = await fetch(String(blocks.find(({ type }) => type === 'image')?.image_url))
  expect(shown.headers.get('content-type')).toContain('image/png')
  expect(new Uint8Array(await shown.arrayBuffer()).subarray(0, 8)).toEqual(pngSignature)
})
