// The program's own forms on Discord, in every language: what stands in them is short enough, so that nothing of ours is cut.
import { describe, expect, test } from 'vitest'
import type { Activity } from '../../src/activities/activity.ts'
import { correctionForm } from '../../src/activities/activity-form.ts'
import { agreedForm } from '../../src/agenda/one-to-one-form.ts'
import { catalog } from '../../src/catalog.generated.ts'
import { listIn, objectIn } from '../../src/conversation/json.ts'
import type { Member, Workspace } from '../../src/conversation/people.ts'
import { destination } from '../../src/conversation/platform.ts'
import type { Request } from '../../src/conversation/request.ts'
import { logForm } from '../../src/deals/log-form.ts'
import { modal, pagesOf } from '../../src/discord/modal.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import type { Form } from '../../src/message/form.ts'
import { awayForm } from '../../src/nudges/away.ts'
import { askForm, replyForm } from '../../src/nudges/question-message.ts'
import { ritualForm } from '../../src/schedule/ritual-form.ts'
import { reasonForm } from '../../src/targets/reason-form.ts'
import { fileForm } from '../../src/transfer/bring-file.ts'
import { columnsForm } from '../../src/transfer/columns-form.ts'
import type { Brought } from '../../src/transfer/trial.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { defaultRules } from '../../src/vocabulary/rules.ts'
import { settledIn } from '../../src/workspaces/settings/change-settings.ts'
import { setUpForm } from '../../src/workspaces/settings/set-up-form.ts'
import { topics } from '../../src/workspaces/settings/setting.ts'
import { topicForm } from '../../src/workspaces/settings/topic-form.ts'
import { dealForms } from '../fakes/deal-forms.ts'
import { faultsOfCallback } from '../fakes/discord/schemas.ts'

const installation = { platform: 'discord', id: '1' } as const
const [here, there] = [destination(installation, '11'), destination(installation, '12')]
const workspace: Workspace = {
  ...{ id: asId<WorkspaceId>(1), name: 'Acme', currency: usDollar, timeZone: 'America/Argentina/Buenos_Aires', calendar: defaultCalendar },
  ...{ language: 'en', announce: there, rules: defaultRules, version: 1 },
}
const person = { id: asId(2), name: 'Alexandra Montgomery' } as unknown as Member // what forms show of one
const header = Array.from({ length: 40 }, (_, n) => `Column ${n}`).join(',')

function forms(language: string): readonly Form[] {
  const say = sayIn(language)
  const today = '2026-11-18'
  // What forms need of a request.
  const request = {
    ...{ say, today, workspace, installation },
    speaker: person,
    place: { channel: '11', kind: 'channel' },
  } as unknown as Request
  const on = { settled: settledIn(workspace), here }
  const activity = { id: 1, number: 999_999, kind: 'meetings', count: 3, day: today, member: 2 } as unknown as Activity // so here
  const brought = (kind: Brought['kind']): Brought =>
    ({
      ...{ kind, name: 'file.csv', text: `${header}\n${header}\n`, delimiter: ',', words: {}, takesNewcomers: true },
      encoding: 'UTF-8',
    }) as unknown as Brought // and here
  return [
    ...topics.map((topic) => topicForm(topic, on, say)),
    ...[0, 1].map((step) => setUpForm({ step, first: true, recorded: [] }, on, say, true)),
    ...catalog.rituals.map((ritual) => ritualForm(ritual, request)),
    ...(['deals', 'targets'] as const).flatMap((kind) => [fileForm(kind, false, say), columnsForm(brought(kind), 'abc', say)]),
    logForm(request),
    awayForm(request),
    askForm(person, '', request),
    replyForm('1', person.name, request),
    agreedForm({} as never, person, request), // whom it is about is not shown
    correctionForm(activity, say),
    reasonForm('reason', '1', say),
  ]
}

describe.each(spokenLanguages)('in %s', (language) => {
  test('each is one that Discord opens, with nothing of it cut', async () => {
    const all = [...forms(language), ...(await dealForms(language))]
    expect(all.length).toBeGreaterThan(40)
    const cut: string[] = []
    for (const form of all) {
      for (const page of pagesOf(form).keys()) {
        const view = objectIn(modal({ form, page, filled: {}, errors: {} }, 's1', sayIn(language)))
        expect(faultsOfCallback({ type: 9, data: view }), form.name).toEqual([])
        const said = listIn(view.components).map(objectIn)
        // The columns of a file are as many as there are.
        const hints = said.filter(({ component }) => objectIn(component).type !== 4 || form.name !== 'import-columns')
        const texts = [view.title, ...said.map(({ label }) => label), ...hints.map(({ description }) => description ?? '')]
        cut.push(...texts.map(String).filter((text) => /…($| ?[(（])/.test(text) && !text.startsWith('CCC')))
      }
    }
    expect(cut).toEqual([])
  })
})
