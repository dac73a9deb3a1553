// Reading a file that somebody gave in a modal.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { objectIn } from '../../src/conversation/json.ts'
import { largestFile } from '../../src/conversation/platform.ts'
import { slackFiles } from '../../src/slack/files.ts'
import { hearSubmission } from '../../src/slack/hear.ts'
import { modal } from '../../src/slack/modal.ts'
import { webClient } from '../../src/slack/web-client.ts'
import { refusalOfView } from '../fakes/slack/block-rules.ts'
import { submissionPayload } from '../fakes/slack/payloads.ts'
import { type FakeSlack, fakeSlack } from '../fakes/slack-server.ts'

let slack: FakeSlack
beforeEach(async () => {
  slack = await fakeSlack()
})
afterEach(() => slack.close())

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const installation = { platform: 'slack' as const, id: 'T0SALES01' }
const read = (id: string, apiUrl = slack.apiUrl) => {
  const api = { token: slack.botToken, apiUrl }
  return slackFiles(webClient(api, silent, 2_000), api, silent).read(installation, id)
}

test('a file that somebody gave is read, byte by byte', async () => {
  const { id } = slack.world.addFile('deals.csv', Buffer.from([0xff, 0xfe, 0x41, 0x00]))
  const answer = await read(id)
  expect(answer).toMatchObject({ outcome: 'read', name: 'deals.csv' })
  expect(answer.outcome === 'read' && [...answer.bytes]).toEqual([0xff, 0xfe, 0x41, 0x00])
})

test('one that is too large is not fetched', async () => {
  expect(await read(slack.world.addFile('deals.csv', Buffer.alloc(largestFile + 1)).id)).toEqual({ outcome: 'too large' })
  expect(slack.callsOf('file')).toEqual([])
})

test('one that is not there is unknown', async () => {
  expect(await read('F0NOTHING')).toEqual({ outcome: 'unknown' })
})

test('without the scope it is refused, also where Slack sends its page to log in instead of saying so', async () => {
  const { id } = slack.world.addFile('deals.csv', 'a,b')
  slack.fault('file', { kind: 'nonsense' })
  expect(await read(id)).toEqual({ outcome: 'refused' })
  slack.scopes.delete('files:read')
  expect(await read(id)).toEqual({ outcome: 'refused' })
})

test('a Slack that breaks down gives no answer', async () => {
  const { id } = slack.world.addFile('deals.csv', 'a,b')
  slack.fault('file', { kind: 'status', status: 503 })
  expect(await read(id)).toEqual({ outcome: 'no answer' })
  slack.fault('files.info', { kind: 'hang' })
  expect(await read(id)).toEqual({ outcome: 'no answer' })
})

test('the token goes to Slack alone, whatever an answer says', async () => {
  const { id } = slack.world.addFile('deals.csv', 'a,b')
  const api = { token: slack.botToken, apiUrl: 'http://127.0.0.1:9/api/' }
  const files = slackFiles(webClient({ token: slack.botToken, apiUrl: slack.apiUrl }, silent, 2_000), api, silent)
  expect(await files.read(installation, id)).toEqual({ outcome: 'unknown' })
  expect(slack.callsOf('file')).toEqual([])
})

test('a form with a file is one that Slack takes, and its submission names the file', () => {
  const field = { name: 'file', label: 'CSV file', kind: 'file' as const, required: false, endings: ['csv'] }
  const form = { name: 'import-file', about: 'deals', title: 'Import', submit: 'Try', cancel: 'Cancel', fields: [field] }
  const view = modal(form, { place: { channel: 'C1', kind: 'channel' }, responseUrl: undefined, replaceable: false })
  expect(refusalOfView(view)).toBeUndefined()
  const { id } = slack.world.addFile('deals.csv', 'a,b')
  const open = { id: 'V1', user: 'U0SAM0001', view: objectIn(view), errors: {}, closed: false }
  expect(hearSubmission(objectIn(submissionPayload(slack.world, open, { file: id })))?.submission.filled).toEqual({ file: id })
  expect(hearSubmission(objectIn(submissionPayload(slack.world, open, {})))?.submission.filled).toEqual({ file: '' })
})
