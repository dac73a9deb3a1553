// The forms about deals as Slack takes them, with as much in them as there can be.
import { expect, test } from 'vitest'
import { spokenLanguages } from '../../src/languages/speak.ts'
import { modal } from '../../src/slack/modal.ts'
import { dealForms } from '../fakes/deal-forms.ts'
import { refusalOfView } from '../fakes/slack/block-rules.ts'

test.each(spokenLanguages)('each is one that Slack opens, in %s', async (language) => {
  const forms = await dealForms(language)
  expect(forms).toHaveLength(16)
  for (const form of forms) {
    const view = modal(form, { place: { channel: 'C1', kind: 'channel' }, responseUrl: undefined, replaceable: false })
    expect(refusalOfView(view), form.name).toBeUndefined()
    expect(form.about.length).toBeLessThanOrEqual(200)
  }
})
