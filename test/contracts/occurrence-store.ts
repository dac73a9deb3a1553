// What timekeeping relies on, checked on every store of occurrences.
import { describe, expect, test } from 'vitest'
import { copyKey } from '../../src/conversation/mirrored.ts'
import { destination } from '../../src/conversation/platform.ts'
import type { Post } from '../../src/conversation/post.ts'
import { postOf } from '../../src/conversation/ritual.ts'
import { type Occurrence, type OccurrenceStore, occurrenceKey } from '../../src/timekeeping/occurrence-store.ts'
import { asInstant, later } from '../../src/vocabulary/clock.ts'
import { type LocalTime, localTime } from '../../src/vocabulary/local-time.ts'
import { type Company, company, date, noon, type Stores, uniqueId } from './company.ts'

type Written = Occurrence & { readonly posts: readonly Post[] }

/** `spoil`: makes the settings of a workspace unreadable, as a newer version of the program may. */
export function occurrenceStoreContract(
  stores: () => Stores & { readonly occurrences: OccurrenceStore },
  spoil: (here: Company) => Promise<void>,
): void {
  const four = localTime('16:00')
  /** A ritual that is due in a company, on a day of November. */
  const due = ({ workspace }: Company, ritual = 'board', day = 20, time: LocalTime = four, zone = ''): Occurrence => ({
    workspace: workspace.id,
    ritual,
    slot: { day: date(`2026-11-${day}`), time, at: asInstant(Date.parse(`2026-11-${day}T${time}Z`)) },
    zone,
  })
  const saying = (one: Occurrence, { workspace }: Company, ...names: readonly string[]): Written => ({
    ...one,
    posts: names.map((name) => postOf(one.ritual, one.slot, { name, to: workspace.announce, kind: 'board', about: { day: one.slot.day } })),
  })
  const keys = (...some: readonly Occurrence[]) => new Set(some.map(occurrenceKey))
  /** The keys of what waits for a destination, in order: each is taken off. */
  async function waiting({ workspace }: Company, to = workspace.announce): Promise<string[]> {
    const { outbox } = stores()
    const found: string[] = []
    for (let head = await outbox.head(to); head; head = await outbox.head(to)) {
      found.push(head.key)
      await outbox.done(head.id, undefined, noon)
    }
    return found
  }

  describe('occurrences', () => {
    test('are written once, with their posts in the order given', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      const { occurrences } = stores()
      const [board, outs, far] = [due(here), due(here, 'shout-outs', 20, localTime('16:05')), due(there)]
      expect(await occurrences.written([board, outs, far])).toEqual(new Set())
      const all = [saying(board, here, 'z', 'a'), saying(outs, here, 'm'), saying(far, there, 'b')]
      expect(await occurrences.write(all, noon)).toEqual(keys(board, outs, far))
      expect(await occurrences.write(all, noon)).toEqual(new Set())
      expect(await occurrences.written([due(here, 'other'), board, due(here, 'board', 27), far])).toEqual(keys(board, far))
      expect(await waiting(here)).toEqual([
        'ritual/board/2026-11-20T16:00/z',
        'ritual/board/2026-11-20T16:00/a',
        'ritual/shout-outs/2026-11-20T16:05/m',
      ])
      expect(await waiting(there)).toEqual(['ritual/board/2026-11-20T16:00/b'])
    })

    test('that somebody else wrote first are left out with all they say; the others are written', async () => {
      const here = await company(stores())
      const { occurrences } = stores()
      const [board, outs] = [due(here), due(here, 'shout-outs')]
      await occurrences.write([saying(board, here, 'theirs')], noon)
      expect(await occurrences.write([saying(board, here, 'ours'), saying(outs, here, 'ours')], noon)).toEqual(keys(outs))
      expect(await waiting(here)).toEqual(['ritual/board/2026-11-20T16:00/theirs', 'ritual/shout-outs/2026-11-20T16:00/ours'])
    })

    test('at one wall-clock time in two zones are two; what says nothing is written too', async () => {
      const here = await company(stores())
      const { occurrences } = stores()
      const [oslo, tokyo] = [due(here, 'nudge', 20, four, 'Europe/Oslo'), due(here, 'nudge', 20, four, 'Asia/Tokyo')]
      expect(await occurrences.write([saying(oslo, here)], noon)).toEqual(keys(oslo))
      expect(await occurrences.written([oslo, tokyo])).toEqual(keys(oslo))
      expect(await occurrences.write([saying(oslo, here), saying(tokyo, here)], noon)).toEqual(keys(tokyo))
    })

    test('that many write at once, in any order and overlapping, are each written by one of them', async () => {
      const companies = await Promise.all(Array.from({ length: 6 }, () => company(stores())))
      const { occurrences } = stores()
      const all = companies.flatMap((here) => [12, 13, 19, 20].map((day) => saying(due(here, 'board', day), here, 'board')))
      const orders = [all, all.toReversed(), all.slice(5), all.slice(0, 17).toReversed(), all.toReversed(), all]
      const ours = await Promise.all(orders.map((some) => occurrences.write(some, noon)))
      const written = ours.flatMap((some) => [...some])
      expect(written.toSorted()).toEqual([...keys(...all)].toSorted())
      for (const here of companies)
        expect((await waiting(here)).toSorted()).toEqual([12, 13, 19, 20].map((day) => `ritual/board/2026-11-${day}T16:00/board`))
    })

    test('leave nothing behind when they cannot be written', async () => {
      const here = await company(stores())
      const { occurrences } = stores()
      const board = due(here)
      const [post] = saying(board, here, 'board').posts
      if (!post) throw new Error('No post')
      const unwritable = { ...post, kind: null as unknown as string } // what no column takes
      await expect(occurrences.write([saying(due(here, 'first'), here, 'a'), { ...board, posts: [unwritable] }], noon)).rejects.toThrow()
      expect(await occurrences.written([board, due(here, 'first')])).toEqual(new Set())
      expect(await waiting(here)).toEqual([])
      expect(await occurrences.write([saying(board, here, 'board')], noon)).toEqual(keys(board))
    })

    test('say what became of the last of each ritual', async () => {
      const here = await company(stores())
      const { occurrences, outbox } = stores()
      const to = destination(here.installation, 'C9')
      const board = due(here)
      const said = saying(board, here, 'a', 'b', 'c', 'd').posts.map((post) => ({ ...post, to }))
      expect(await occurrences.latest(here.workspace.id)).toEqual([])
      await occurrences.write([saying(due(here, 'board', 13), here, 'old'), { ...board, posts: said }], noon)
      const [oslo, rome] = [due(here, 'nudge', 20, four, 'Europe/Oslo'), due(here, 'nudge', 20, four, 'Europe/Rome')]
      await occurrences.write([saying(oslo, here, 'ada'), saying(rome, here, 'ben')], noon)
      for (const end of ['done', 'park', 'drop'] as const) {
        const head = await outbox.head(to)
        if (!head) throw new Error('Nothing waits')
        await (end === 'park'
          ? outbox.park(head.id, 'gone', noon)
          : end === 'done'
            ? outbox.done(head.id, 'ts', noon)
            : outbox.drop(head.id, noon))
      }
      const latest = await occurrences.latest(here.workspace.id)
      expect(latest.toSorted((a, b) => (a.ritual < b.ritual ? -1 : 1))).toEqual([
        {
          ritual: 'board',
          slot: { day: '2026-11-20', time: '16:00' },
          zone: '',
          at: board.slot.at,
          posts: 4,
          delivered: 1,
          waiting: 1,
          parked: 1,
          trouble: { to, reason: 'gone' },
        },
        {
          ritual: 'nudge',
          slot: { day: '2026-11-20', time: '16:00' },
          zone: 'Europe/Rome',
          at: oslo.slot.at,
          posts: 2,
          delivered: 0,
          waiting: 2,
          parked: 0,
          trouble: undefined,
        },
      ])
    })

    test('count what stands in a mirror too once', async () => {
      const here = await company(stores())
      const { occurrences, outbox } = stores()
      const board = due(here)
      const mirror = destination({ platform: 'discord', id: uniqueId() }, '77')
      const { posts } = saying(board, here, 'all')
      await occurrences.write(
        [{ ...board, posts: posts.flatMap((post) => [post, { ...post, key: copyKey(post.key, mirror), to: mirror }]) }],
        noon,
      )
      const latest = async () => (await occurrences.latest(here.workspace.id))[0]
      expect(await latest()).toMatchObject({ posts: 1, waiting: 1 })
      const copy = await outbox.head(mirror)
      if (!copy) throw new Error('The copy does not wait')
      await outbox.park(copy.id, 'gone', noon)
      expect(await latest()).toMatchObject({ posts: 1, waiting: 1, parked: 0, trouble: undefined })
    })

    test('are forgotten once they are too old, in the workspaces that are named', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      const { occurrences } = stores()
      const all = [due(here, 'board', 13), due(here), due(there, 'board', 13)]
      await occurrences.write(
        all.map((one) => ({ ...one, posts: [] })),
        noon,
      )
      await occurrences.forget([here.workspace.id], later(due(here).slot.at, -1))
      expect(await occurrences.written(all)).toEqual(keys(...all.slice(1)))
    })
  })

  describe('households', () => {
    test('tell the zones of who has not left; of whom nothing is known, or nonsense, the workspace’s', async () => {
      const here = await company(stores())
      const { occurrences, workspaces, members } = stores()
      const { workspace, installation } = here
      const person = (name: string, timeZone: string) => ({ name, handle: name, role: 'rep' as const, timeZone, locale: undefined })
      await workspaces.addMember(workspace.id, installation, 'U4', person('Dan', 'Asia/Tokyo'), noon)
      await workspaces.addMember(workspace.id, installation, 'U5', person('Eve', 'Mars/Olympus'), noon)
      const fay = await workspaces.addMember(workspace.id, installation, 'U6', person('Fay', 'America/Lima'), noon)
      const now = async () => (await occurrences.households([workspace.id])).read[0]
      expect(await now()).toMatchObject({ createdAt: noon, zones: ['America/Lima', 'Asia/Tokyo', 'Europe/Oslo'] })
      const version = (await occurrences.versions()).get(workspace.id) ?? 0
      await members.change({
        workspace: { ...workspace, version },
        requestKey: uniqueId(),
        by: here.members[0].id,
        platform: 'slack',
        at: noon,
        member: fay.id,
        decide: () => ({ hasLeft: true }),
        answer: () => ({ kind: 'message', message: { nodes: [] }, replaces: false }),
      })
      expect((await occurrences.versions()).get(workspace.id)).toBeGreaterThan(version)
      expect(await now()).toMatchObject({ zones: ['Asia/Tokyo', 'Europe/Oslo'], workspace: { id: workspace.id, timeZone: 'Europe/Oslo' } })
    })

    test('whose settings cannot be read keep nothing from the others', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      await spoil(here)
      const ids = [here.workspace.id, there.workspace.id]
      const { read, unreadable } = await stores().occurrences.households(ids)
      expect(read.map(({ workspace }) => workspace.id)).toEqual([there.workspace.id])
      expect(unreadable.map(({ workspace }) => workspace)).toEqual([here.workspace.id])
      const versions = await stores().occurrences.versions()
      expect(ids.map((id) => versions.has(id))).toEqual([true, true])
    })
  })
}
