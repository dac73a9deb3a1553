// The forms and the list of settings are such as Slack takes, in every language.
import { describe, expect, it } from 'vitest'
import type { Workspace } from '../../src/conversation/people.ts'
import { destination } from '../../src/conversation/platform.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import type { Form } from '../../src/message/form.ts'
import { modal } from '../../src/slack/modal.ts'
import { privateAnswer } from '../../src/slack/render.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { defaultRules } from '../../src/vocabulary/rules.ts'
import { settledIn } from '../../src/workspaces/settings/change-settings.ts'
import { readSetUpStep, setUpForm } from '../../src/workspaces/settings/set-up-form.ts'
import { topics } from '../../src/workspaces/settings/setting.ts'
import { settingsMessage } from '../../src/workspaces/settings/settings-message.ts'
import { topicForm } from '../../src/workspaces/settings/topic-form.ts'
import { refusalOfBlocks, refusalOfView } from '../fakes/slack/block-rules.ts'

const [here, there] = ['C1', 'C2'].map((channel) => destination({ platform: 'slack', id: 'T1' }, channel))
if (!here || !there) throw new Error('two channels')
const workspace: Workspace = {
  id: asId<WorkspaceId>(1),
  name: 'Acme',
  currency: usDollar,
  timeZone: 'Europe/Oslo',
  calendar: defaultCalendar,
  language: 'en',
  announce: there,
  rules: {
    ...defaultRules,
    channelAmounts: { [here]: 'hidden', [there]: 'percent' },
    stages: [
      { name: 'lead', probability: 10 },
      ...Array.from({ length: 11 }, (_, n) => ({ name: `${'long name '.repeat(2)}${n}`, probability: n })),
    ],
  },
  version: 1,
}
const on = { settled: settledIn(workspace), here }
const shown = (form: Form) => modal(form, { place: { channel: 'C1', kind: 'channel' }, responseUrl: undefined, replaceable: false })

describe.each(spokenLanguages)('in %s', (language) => {
  const say = sayIn(language)

  it.each(topics)('the form of %s', (topic) => {
    const view = shown(topicForm(topic, on, say))
    expect(refusalOfView(view)).toBeUndefined()
    expect(view.title.text).not.toContain('…')
  })

  it.each([0, 1])('step %i of setting up', (step) => {
    for (const first of [true, false]) {
      const recorded = Array.from({ length: 7 }, (_, n) => 2_000_000_000 + n)
      const form = setUpForm({ step, first, recorded }, on, say, true)
      const view = shown(form)
      expect(refusalOfView(view)).toBeUndefined()
      expect(view.title.text).not.toContain('…')
      expect(form.about.length).toBeLessThanOrEqual(200)
      expect(readSetUpStep(form.about)).toEqual({ step, first, recorded })
    }
  })

  it('the settings with their buttons', () => {
    const { blocks } = privateAnswer(settingsMessage(workspace, true, say))
    expect(refusalOfBlocks(blocks)).toBeUndefined()
    expect(blocks.length).toBeLessThanOrEqual(50)
  })
})

it.each(['', '9;0;', '0;2;', '0;0;x', `0;0;${'1,'.repeat(50)}`, '0;0', '-1;0;'])(
  'what no form of ours carries is not read: %j',
  (about) => {
    expect(readSetUpStep(about)).toBeUndefined()
  },
)
