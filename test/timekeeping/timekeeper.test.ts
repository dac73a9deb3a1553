// Carrying out what is due: in order, once, and whatever goes wrong with one of them.
import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Workspace } from '../../src/conversation/people.ts'
import { destination } from '../../src/conversation/platform.ts'
import type { Described } from '../../src/conversation/ritual.ts'
import { type Household, type OccurrenceStore, occurrenceKey } from '../../src/timekeeping/occurrence-store.ts'
import { timekeeper } from '../../src/timekeeping/timekeeper.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { defaultRules } from '../../src/vocabulary/rules.ts'
import { TestClock } from '../fakes/clock.ts'

const ritual = (name: string, time: string, catchUp = 60): Described => ({
  kind: 'ritual',
  name,
  title: 'ritual.leaderboard',
  summary: 'ritual.leaderboard-about',
  usual: { on: true, rhythm: { every: 'day' }, time: localTime(time), catchUp },
  zone: 'workspace',
  goesTo: 'channel',
  order: 10,
})
const rituals = [ritual('board', '16:00'), ritual('outs', '16:05'), ritual('never', '16:10', 0)]

function workspace(id: number, more: Partial<Workspace> = {}): Workspace {
  return {
    id: asId<WorkspaceId>(id),
    name: `W${id}`,
    currency: usDollar,
    timeZone: 'UTC',
    calendar: defaultCalendar,
    language: 'en',
    announce: destination({ platform: 'slack', id: `T${id}` }, 'C1'),
    rules: defaultRules,
    version: 1,
    ...more,
  }
}

/** A world of some workspaces, with what is written there and whatever is to go wrong. */
function world(...workspaces: Workspace[]) {
  const said: string[] = []
  const keys = new Set<string>()
  const lines: string[] = []
  const broken = { unreadable: new Set<number>(), occur: new Set<string>(), write: new Set<string>(), away: false }
  const asked = { households: 0, written: 0, writes: 0 }
  const clock = new TestClock('2026-11-20T12:00:00Z')
  const occurrences: Pick<OccurrenceStore, 'versions' | 'households' | 'written' | 'write'> = {
    async versions() {
      if (broken.away) throw new Error('away')
      return new Map(workspaces.map(({ id, version }) => [id, version]))
    },
    async households(ids) {
      asked.households += ids.length
      const found = workspaces.filter(({ id }) => ids.includes(id))
      return {
        read: found
          .filter(({ id }) => !broken.unreadable.has(id))
          .map((one): Household => ({ workspace: one, createdAt: asInstant(0), zones: [one.timeZone] })),
        unreadable: found
          .filter(({ id }) => broken.unreadable.has(id))
          .map(({ id, version }) => ({ workspace: id, version, error: new Error('unreadable') })),
      }
    },
    async written(some) {
      asked.written += some.length
      return new Set(some.map(occurrenceKey).filter((key) => keys.has(key)))
    },
    async write(some) {
      asked.writes += 1
      if (broken.away || some.some(({ ritual: name, workspace: id }) => broken.write.has(`${id} ${name}`))) throw new Error('unwritable')
      const ours = some.filter((one) => !keys.has(occurrenceKey(one)))
      for (const one of ours) {
        keys.add(occurrenceKey(one))
        said.push(...one.posts.map(() => `${one.workspace} ${one.ritual}`))
      }
      return new Set(ours.map(occurrenceKey))
    },
  }
  const copy = () =>
    timekeeper({
      occurrences,
      rituals,
      async occur(name, { workspace: { id }, to }) {
        if (broken.occur.has(`${id} ${name}`)) throw new Error('no')
        return [{ name: 'x', to, kind: 'board', about: {} }]
      },
      wake: () => {},
      clock,
      log: pino({ level: 'error' }, { write: (line: string) => void lines.push(JSON.parse(line).msg) }),
    })
  const keeper = copy()
  return {
    said,
    lines,
    broken,
    asked,
    copy,
    workspaces,
    async comes(time: string, by = keeper) {
      clock.set(`2026-11-${time}Z`)
      return by.look()
    },
  }
}

test('what one look finds is said in order, and nothing twice', async () => {
  const { comes, said } = world(workspace(1))
  expect(await comes('20T16:07')).toEqual({ occurrences: 2, posts: 2 })
  expect(await comes('20T16:08')).toEqual({ occurrences: 0, posts: 0 })
  expect(said).toEqual(['1 board', '1 outs'])
})

test('one that fails is tried again at the next look, and holds up no other', async () => {
  const { comes, said, broken, lines } = world(workspace(1), workspace(2))
  broken.occur.add('1 board')
  await comes('20T16:05')
  expect(said).toHaveLength(3)
  broken.occur.clear()
  await comes('20T16:06')
  expect(said.filter((one) => one.startsWith('1'))).toEqual(['1 outs', '1 board'])
  expect(said.filter((one) => one.startsWith('2'))).toEqual(['2 board', '2 outs'])
  expect(lines).toEqual(['A ritual could not be carried out'])
})

test('one that is never made up for is still tried again for some minutes', async () => {
  const { comes, said, broken } = world(workspace(1))
  await comes('20T16:09')
  broken.write.add('1 never')
  await comes('20T16:10')
  broken.write.clear()
  await comes('20T16:12')
  expect(said).toEqual(['1 board', '1 outs', '1 never'])
})

test('one that cannot be written keeps none of the others', async () => {
  const { comes, said, broken } = world(workspace(1), workspace(2), workspace(3))
  broken.write.add('2 board')
  await comes('20T16:00')
  expect(said.toSorted()).toEqual(['1 board', '3 board'])
})

test('where nothing can be written nobody goes on trying; once the database is back all is said', async () => {
  const all = Array.from({ length: 50 }, (_, n) => workspace(n + 1))
  const { comes, said, broken, asked } = world(...all)
  for (const { id } of all) broken.write.add(`${id} board`)
  await expect(comes('20T16:00')).rejects.toThrow('unwritable')
  expect(asked.writes).toBeLessThanOrEqual(4)
  broken.away = true
  await expect(comes('20T16:01')).rejects.toThrow('away')
  broken.away = false
  broken.write.clear()
  await comes('20T16:02')
  expect(said).toHaveLength(50)
})

test('a workspace that cannot be understood is said once, and keeps nothing from the others', async () => {
  const { comes, said, broken, lines, workspaces } = world(workspace(1), workspace(2, { timeZone: 'Mars/Olympus' }), workspace(3))
  broken.unreadable.add(1)
  await comes('20T16:00')
  await comes('20T16:01')
  expect(said).toEqual(['3 board'])
  expect(lines).toEqual(Array.from({ length: 2 }, () => 'What is due in a workspace cannot be told'))
  broken.unreadable.clear()
  workspaces[0] = workspace(1, { version: 2 })
  await comes('20T16:02')
  expect(said).toEqual(['3 board', '1 board'])
})

test('workspaces are read again only when they have changed, and looked up only when something comes', async () => {
  const { comes, asked, workspaces } = world(workspace(1), workspace(2))
  await comes('20T15:00')
  await comes('20T15:01')
  expect(asked).toEqual({ households: 2, written: 0, writes: 0 })
  workspaces[1] = workspace(2, { version: 2 })
  await comes('20T15:02')
  expect(asked).toEqual({ households: 3, written: 0, writes: 0 })
})

test('two copies that look at once say everything once', async () => {
  const { comes, said, copy } = world(...Array.from({ length: 30 }, (_, n) => workspace(n + 1)))
  const other = copy()
  await Promise.all([comes('20T16:07'), comes('20T16:07', other)])
  expect(new Set(said).size).toBe(60)
  expect(said).toHaveLength(60)
})

test('after a night without the bot the last is made up for; a copy that begins anew says nothing twice', async () => {
  const { comes, said, copy } = world(workspace(1))
  await comes('19T16:30')
  await comes('20T16:30', copy())
  await comes('20T16:31', copy())
  expect(said).toEqual(['1 board', '1 outs', '1 board', '1 outs'])
})

test('what is told to stop begins nothing new', async () => {
  const { said, copy, asked } = world(workspace(1))
  const keeper = copy()
  await keeper.look(() => false)
  expect([said, asked.writes]).toEqual([[], 0])
})
