// What the features rely on when agendas are kept, checked on every store of them.
import { describe, expect, test } from 'vitest'
import type { Circle, NewItem } from '../../src/agenda/agenda-item.ts'
import type { AgendaChange } from '../../src/agenda/agenda-store.ts'
import { type Meeting, noMinutes, untouched } from '../../src/agenda/meeting.ts'
import { type Member, Stale } from '../../src/conversation/people.ts'
import { postOf } from '../../src/conversation/ritual.ts'
import type { OccurrenceStore } from '../../src/timekeeping/occurrence-store.ts'
import { type AgendaNumber, asId, type TeamId } from '../../src/vocabulary/ids.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { type Company, company, date, noon, type Stores, said, uniqueId } from './company.ts'

const north: Circle = { team: asId<TeamId>(901) }
const south: Circle = { team: asId<TeamId>(902) }
const monday = date('2026-11-23')
const number = (value: number) => asId<AgendaNumber>(value)

export function agendaStoreContract(stores: () => Stores & { readonly occurrences: OccurrenceStore }): void {
  const change = (
    { workspace }: Company,
    circle: Circle,
    decide: AgendaChange['decide'],
    more: Partial<Pick<AgendaChange, 'requestKey' | 'version' | 'number'>> = {},
  ) =>
    stores().agenda.change({
      workspace: workspace.id,
      version: workspace.version,
      requestKey: uniqueId(),
      at: noon,
      circle,
      decide,
      ...more,
    })
  const topic = (by: Member, text: string, more: Partial<NewItem> = {}): NewItem => ({
    kind: 'topic',
    text,
    owner: undefined,
    due: undefined,
    addedBy: by.id,
    addedAt: noon,
    meeting: monday,
    ...more,
  })
  const add = (here: Company, circle: Circle, ...items: readonly NewItem[]) =>
    change(here, circle, ({ next }) => ({ add: items, answer: said(`from ${next}`) }))
  const texts = async (here: Company, circle: Circle) =>
    (await stores().agenda.open(here.workspace.id, circle)).map((item) => `${item.number} ${item.text}`)

  describe('agendas', () => {
    test('number their items through the workspace, and keep them apart by meeting', async () => {
      const here = await company(stores())
      const [ada, ben] = here.members
      expect(await add(here, north, topic(ada, 'a'), topic(ada, 'b'))).toEqual(said('from 1'))
      expect(await add(here, south, topic(ada, 'c'))).toEqual(said('from 3'))
      expect(await add(here, {}, topic(ada, 'd'))).toEqual(said('from 4'))
      expect(await add(here, { with: ben.id }, topic(ada, 'e'))).toEqual(said('from 5'))
      expect(await texts(here, north)).toEqual(['1 a', '2 b'])
      expect(await texts(here, south)).toEqual(['3 c'])
      expect(await texts(here, {})).toEqual(['4 d'])
      expect(await texts(here, { with: ben.id })).toEqual(['5 e'])
      expect(await texts(here, { with: ada.id })).toEqual([])
      const there = await company(stores())
      expect(await add(there, north, topic(there.members[0], 'x'))).toEqual(said('from 1'))
      expect(await stores().agenda.items(there.workspace.id, [number(5), number(1)])).toHaveLength(1)
    })

    test('keep whatever was typed, an owner and a day, and what becomes of an item', async () => {
      const here = await company(stores())
      const [ada, ben] = here.members
      const text = `${'x'.repeat(290)} \u0000<!channel> 🔔`
      await add(here, north, topic(ada, text, { kind: 'action', owner: ben.id, due: date('2026-11-27') }))
      const [item] = await stores().agenda.items(here.workspace.id, [number(1)])
      expect(item).toEqual({
        number: 1,
        circle: { team: 901, with: undefined },
        kind: 'action',
        text: text.replace('\u0000', '\ufffd'),
        owner: ben.id,
        due: '2026-11-27',
        state: 'open',
        carried: 0,
        addedBy: ada.id,
        addedAt: noon,
        meeting: '2026-11-23',
        endedBy: undefined,
        endedAt: undefined,
      })
      await change(here, north, () => ({ change: [{ number: number(1), carried: 1, owner: ada.id, due: undefined }], answer: said('') }))
      expect(await stores().agenda.open(here.workspace.id, north)).toMatchObject([
        { carried: 1, owner: ada.id, due: undefined, text: item?.text },
      ])
      await change(here, north, () => ({
        change: [{ number: number(1), state: 'done', endedBy: ben.id, endedAt: noon }],
        answer: said(''),
      }))
      expect(await texts(here, north)).toEqual([])
      expect(await stores().agenda.items(here.workspace.id, [number(1)])).toMatchObject([{ state: 'done', endedBy: ben.id, endedAt: noon }])
    })

    test('show an item to who asks for it in its own circle alone', async () => {
      const here = await company(stores())
      const [ada, ben] = here.members
      await add(here, { with: ben.id }, topic(ada, 'private'))
      const seen = (circle: Circle) => change(here, circle, ({ item }) => ({ answer: said(item?.text ?? 'none') }), { number: number(1) })
      expect(await seen({ with: ben.id })).toEqual(said('private'))
      expect(await seen({ with: ada.id })).toEqual(said('none'))
      expect(await seen({})).toEqual(said('none'))
    })

    test('change once, however often the request comes, and not on what is outdated', async () => {
      const here = await company(stores())
      const [ada] = here.members
      const requestKey = uniqueId()
      const once = () => change(here, north, ({ next }) => ({ add: [topic(ada, 'a')], answer: said(`number ${next}`) }), { requestKey })
      expect(await once()).toEqual(said('number 1'))
      expect(await once()).toEqual(said('number 1'))
      expect(await texts(here, north)).toEqual(['1 a'])
      const outdated = change(here, north, () => ({ answer: said('') }), { version: here.workspace.version - 1 })
      await expect(outdated).rejects.toThrow(Stale)
      const refused = change(here, north, () => {
        throw new Error('no')
      })
      await expect(refused).rejects.toThrow('no')
      await Promise.all([1, 2, 3, 4].map((each) => add(here, north, topic(ada, `at once ${each}`))))
      expect((await texts(here, north)).map((text) => text.split(' ')[0])).toEqual(['1', '2', '3', '4', '5'])
    })

    test('know what was posted, and who told a story when', async () => {
      const here = await company(stores())
      const [ada, ben, cleo] = here.members
      const { workspace } = here
      const meeting = (day: string, more: Partial<Meeting>): Meeting => ({ ...untouched(north.team, date(day)), ...more })
      const minutes = { ...noMinutes, done: ['score', number(3)] as const, carried: [number(4)], assigned: [number(5)] }
      await change(here, north, () => ({
        meetings: [
          meeting('2026-11-02', { state: 'ended', speaker: ben.id }),
          meeting('2026-11-09', { state: 'ended', speaker: cleo.id, startedAt: noon, endedAt: noon, minutes, changedBy: ada.id }),
          meeting('2026-11-16', { state: 'started', speaker: ben.id }),
          meeting('2026-11-23', { state: 'skipped', speaker: cleo.id }),
        ],
        answer: said(''),
      }))
      const told = await stores().agenda.speakers(workspace.id, north, date('2026-11-23'))
      expect([...told]).toEqual([
        [ben.id, '2026-11-16'],
        [cleo.id, '2026-11-09'],
      ])
      expect([...(await stores().agenda.speakers(workspace.id, south, monday))]).toEqual([])
      expect(await stores().agenda.posted(workspace.id, north)).toEqual([])
      const occurrences = ['2026-11-09', '2026-11-16'].map((day) => {
        const slot = { day: date(day), time: localTime('08:30'), at: noon }
        const said = ['team 901', 'team 0'].map((name) => ({ name, to: workspace.announce, kind: 'agenda', about: {} }))
        const posts = said.map((one) => postOf('agenda', slot, one))
        return { workspace: workspace.id, ritual: 'agenda', slot, zone: '', posts }
      })
      await stores().occurrences.write(occurrences, noon)
      const posted = await stores().agenda.posted(workspace.id, north)
      expect(posted.map(({ key, to, at }) => [key, to, at])).toEqual([
        ['ritual/agenda/2026-11-16T08:30/team 901', workspace.announce, noon],
        ['ritual/agenda/2026-11-09T08:30/team 901', workspace.announce, noon],
      ])
      expect(posted[1]?.meeting).toEqual(
        meeting('2026-11-09', { state: 'ended', speaker: cleo.id, startedAt: noon, endedAt: noon, minutes, changedBy: ada.id }),
      )
      expect(await stores().agenda.posted(workspace.id, {})).toMatchObject([{ meeting: { state: 'planned' } }, { day: '2026-11-09' }])
      expect(await stores().agenda.posted(workspace.id, south)).toEqual([])
      expect(await stores().agenda.posted(workspace.id, { with: ben.id })).toEqual([])
    })
  })
}
