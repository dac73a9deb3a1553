// What the conversation hears of Slack's payloads.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Json, objectIn } from '../../src/conversation/json.ts'
import { hearCommand, hearPersonChange, hearPress, hearSubmission } from '../../src/slack/hear.ts'
import { modal } from '../../src/slack/modal.ts'
import { typedText } from '../../src/slack/typed-text.ts'

const payload = (name: string): Json => JSON.parse(readFileSync(new URL(`../payloads/slack/${name}.json`, import.meta.url), 'utf8'))

test('a slash command', () => {
  expect(hearCommand(payload('command'))).toEqual({
    utterance: {
      installation: { platform: 'slack', id: 'T0SALES01' },
      speaker: { id: 'U0SAM0001', handle: 'sam' },
      place: { channel: 'C0WINS001', kind: 'channel' },
      requestKey: 'slack/T0SALES01/1111111111.2222222222.3333333333aaaaaaaaaaaaaaaaaaaaaa',
      command: 'deal',
      text: 'won 5000 Acme for <@U0KIM0001|kim>',
      channels: {},
    },
    replyTo: {
      responseUrl: 'https://hooks.slack.com/commands/T0SALES01/1111/made-up',
      triggerId: '1111111111.2222222222.3333333333aaaaaaaaaaaaaaaaaaaaaa',
      replaceable: false,
    },
  })
})

test('a channel that is named is heard as its word, and known by its id', () => {
  const text = 'schedule leaderboard <#C0WINS01|wins> <#C0SECRET|> #sales &lt;#C0FORGED|wins&gt;'
  expect(hearCommand({ ...payload('command'), text })?.utterance).toMatchObject({
    text: 'schedule leaderboard #wins #C0SECRET #sales <#C0FORGED|wins>',
    channels: { wins: 'C0WINS01', C0SECRET: 'C0SECRET' },
  })
})

test('a command in a direct message of a workspace of an organisation', () => {
  const heard = hearCommand(payload('command-in-org'))
  expect(heard?.utterance).toMatchObject({ installation: { id: 'T0SALES01' }, place: { channel: 'D0DIRECT1', kind: 'direct' }, text: '' })
  expect(hearCommand({ ...payload('command-in-org'), channel_id: 'C0GROUP', channel_name: 'mpdm-sam--kim-1' })?.utterance.place.kind).toBe(
    'direct',
  )
})

test('a press on a private answer may be answered in its place', () => {
  expect(hearPress(payload('press-on-private-answer'))).toEqual({
    press: {
      installation: { platform: 'slack', id: 'T0SALES01' },
      speaker: { id: 'U0SAM0001', handle: 'sam' },
      place: { channel: 'C0WINS001', kind: 'channel' },
      requestKey: 'slack/T0SALES01/6666666666.2222222222.7777777777cccccccccccccccccccccc',
      action: 'undo-deal',
      value: '412',
    },
    replyTo: {
      responseUrl: 'https://hooks.slack.com/actions/T0SALES01/3333/made-up',
      triggerId: '6666666666.2222222222.7777777777cccccccccccccccccccccc',
      replaceable: true,
    },
  })
})

test('a press on a post is answered beside it, or everybody would read the answer; its value is found in the message', () => {
  const heard = hearPress(payload('press-on-post'))
  expect(heard?.press).toMatchObject({ action: 'my-position', value: 'week/2026-W47', installation: { id: 'T0SALES01' } })
  expect(heard?.replyTo.replaceable).toBe(false)
})

test('a form that was sent, with the place it was opened from; what was typed is not decoded', () => {
  expect(hearSubmission(payload('view-submission'))).toEqual({
    submission: {
      installation: { platform: 'slack', id: 'T0SALES01' },
      speaker: { id: 'U0SAM0001', handle: 'sam' },
      place: { channel: 'C0WINS001', kind: 'channel' },
      requestKey: 'slack/T0SALES01/1212121212.2222222222.3434343434eeeeeeeeeeeeeeeeeeeeee',
      form: 'edit-deal',
      about: '412',
      filled: { amount: '5500', customer: 'Tom & <Jerry> &amp; Co', closed: '2026-11-18', stage: 'won', note: '' },
    },
    replyTo: {
      responseUrl: 'https://hooks.slack.com/actions/T0SALES01/3333/made-up',
      triggerId: '1212121212.2222222222.3434343434eeeeeeeeeeeeeeeeeeeeee',
      replaceable: true,
    },
  })
})

test('of a Slack that sends null for what nobody touched, a field holds what stood in it, and one that was emptied nothing', () => {
  const fields = [
    { name: 'note', label: 'Note', kind: 'text', required: false, initial: 'A pilot.' },
    { name: 'emptied', label: 'Emptied', kind: 'line', required: false, initial: 'Acme' },
    { name: 'typed', label: 'Typed', kind: 'line', required: false, initial: 'Acme' },
    { name: 'day', label: 'Day', kind: 'date', required: false, initial: '2026-11-18' },
    { name: 'stage', label: 'Stage', kind: 'choice', required: false, initial: 'won', options: [{ value: 'won', label: 'Won' }] },
    { name: 'nothing', label: 'Nothing', kind: 'line', required: false },
  ] as const
  const form = { name: 'edit-deal', about: '412', title: 'Edit', submit: 'Save', cancel: 'Cancel', fields }
  const view = modal(form, { place: { channel: 'C0WINS001', kind: 'channel' }, responseUrl: undefined, replaceable: false })
  const values = {
    note: { note: { type: 'plain_text_input', value: null } },
    emptied: { emptied: { type: 'plain_text_input', value: '' } },
    typed: { typed: { type: 'plain_text_input', value: 'Globex' } },
    day: { day: { type: 'datepicker', selected_date: null } },
    stage: { stage: { type: 'static_select', selected_option: null } },
    nothing: { nothing: { type: 'plain_text_input', value: null } },
  }
  const sent = {
    ...payload('view-submission'),
    view: { ...objectIn(payload('view-submission').view), blocks: view.blocks, state: { values } },
  }
  const typed = { emptied: '', typed: 'Globex', nothing: '' }
  expect(hearSubmission(sent, true)?.submission.filled).toEqual({ ...typed, note: 'A pilot.', day: '2026-11-18', stage: 'won' })
  expect(hearSubmission(sent)?.submission.filled).toEqual({ ...typed, note: '', day: '', stage: '' })
})

test('the same request has the same key, another has another; without a trigger too', () => {
  const without = { ...payload('command'), trigger_id: undefined }
  const key = hearCommand(without)?.utterance.requestKey
  expect(key).toBe(hearCommand({ ...without })?.utterance.requestKey)
  expect(key).not.toContain('hooks.slack.com')
  expect(key).not.toBe(hearCommand({ ...without, response_url: 'https://hooks.slack.com/other' })?.utterance.requestKey)
  const bare = { ...without, response_url: undefined }
  expect(hearCommand(bare)?.utterance.requestKey).not.toBe(hearCommand(bare)?.utterance.requestKey)
})

test('somebody was deactivated, in the workspace where the bot is installed', () => {
  const change = payload('user-change-deactivated')
  const heard = {
    installation: { platform: 'slack', id: 'T0SALES01' },
    profile: { id: 'U0KIM0001', handle: 'kim', name: 'Kim', left: true, isPerson: false },
  }
  expect(hearPersonChange(change)).toEqual(heard)
  expect(hearPersonChange({ ...change, team_id: 'T0OTHER01' })).toEqual(heard)
  for (const other of [{}, { event: { type: 'team_join', user: {} } }, { ...change, event: { type: 'user_change', user: 7 } }]) {
    expect(hearPersonChange(other)).toBeUndefined()
  }
})

test('what is not shaped like Slack is not heard', () => {
  const shapes = [{}, { command: '/deal' }, { ...payload('command'), team_id: 5 }, { ...payload('command'), user_id: ['U1', 'U2'] }]
  for (const body of shapes) expect(hearCommand(body)).toBeUndefined()
  for (const actions of [undefined, null, 'x', [], [null], [{ action_id: 7 }]]) {
    expect(hearPress({ ...payload('press-on-private-answer'), actions })).toBeUndefined()
  }
  for (const view of [undefined, null, [], { callback_id: 1 }])
    expect(hearSubmission({ ...payload('view-submission'), view })).toBeUndefined()
})

test('no JSON whatever makes hearing throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('actions', 'view', 'user', 'team', 'channel', 'message', 'container'), (junk, field) => {
      hearPersonChange({ ...payload('user-change-deactivated'), [field]: junk, event: { type: 'user_change', user: junk } })
      for (const name of ['command', 'press-on-post', 'view-submission']) {
        const body: Json = { ...payload(name), [field]: junk }
        hearCommand(body)
        hearPress(body)
        hearSubmission(body)
      }
    }),
    { numRuns: 50 },
  )
})

test.each([
  ['won 5000 Acme', 'won 5000 Acme'],
  ['won 5000 Tom &amp; Jerry &lt;3', 'won 5000 Tom & Jerry <3'],
  ['decoded once: &amp;lt;b&amp;gt;', 'decoded once: &lt;b&gt;'],
  ['for <@U123|sam> and <@W9>', 'for <@U123|sam> and <@W9>'],
  ['for <@U123|Sam Ortiz>', 'for <@U123>'],
  ['in <#C1|general> and <#C2> and <#C3|>', 'in #general and #C2 and #C3'],
  ['<!channel> <!here|here> <!everyone>', '@channel @here @everyone'],
  ['<!subteam^S1|@sales> <!subteam^S2>', '@sales @S2'],
  ['<!date^1392734382^{date}|18 Feb>', '18 Feb'],
  [
    '<http://acme.com|acme.com> <https://x.example/a?b=1&amp;c=2> <mailto:a@b.c|a@b.c> <tel:+47123|+47123>',
    'acme.com https://x.example/a?b=1&c=2 a@b.c +47123',
  ],
  ['a label <https://x|&lt;@U1&gt; &amp; more>', 'a label ‹@U1> & more'],
  ['not escaped: 3 < 5 > 4, <b>, < 5', 'not escaped: 3 < 5 > 4, <b>, < 5'],
])('%s reads %s', (wire, text) => expect(typedText(wire)).toBe(text))

test.each([
  '&lt;@U123|sam&gt;',
  '&lt;<!channel>',
  '&lt; @U123&gt;',
  '&lt;\u200b@U123&gt;',
  '&lt;\u2060\u00ad@U123&gt;',
  '＜@U123＞',
  '&lt;＠U123&gt;',
  '﹤﹫U123﹥',
])('typed brackets never become a mention: %s', (wire) => {
  const text = typedText(wire)
  expect(text.normalize('NFKC').replace(/[\p{Cf}\p{Z}]/gu, '')).not.toContain('<@')
})

test('only real mentions read <@, whatever is typed around them', () => {
  const typed = fc.string({ unit: fc.constantFrom('<', '>', '@', '|', 'U1', '&', 'amp;', 'lt;', ' ', '\u200b', '!', '#', 'x') })
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  fc.assert(
    fc.property(typed, typed, (before, after) => {
      expect(typedText(`${escaped(before)}<@U77|kim>${escaped(after)}`).match(/<@/g)).toEqual(['<@'])
      expect(typedText(escaped(before)).replace(/‹/g, '<')).toBe(before)
    }),
  )
})
