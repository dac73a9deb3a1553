// Deliveries that end within a few milliseconds share a commit on SQLite: what one of them cannot store is its own trouble.
import { expect, test } from 'vitest'
import { destination } from '../../src/conversation/platform.ts'
import type { OutboxEntry } from '../../src/delivery/outbox-store.ts'
import { later } from '../../src/vocabulary/clock.ts'
import { company, noon } from '../contracts/company.ts'
import { onEachDatabase } from './databases.ts'
import { storesOn } from './stores-on.ts'

onEachDatabase((database, kind) => {
  test('a try, or its outcome, that cannot be stored fails alone, and the others are stored once', async () => {
    const stores = storesOn(database())
    const { outbox } = stores
    const { workspace } = await company(stores)
    const places = [1, 2, 3, 4].map((n) => destination({ platform: 'slack', id: 'T1' }, `C${n}`))
    for (const to of places) await outbox.add(workspace.id, { key: to, to, kind: 'card', about: {}, action: { do: 'post' } }, noon)
    const heads = async () => (await Promise.all(places.map((to) => outbox.head(to)))).filter((entry) => entry !== undefined)
    const each = async (work: (entry: OutboxEntry) => Promise<void>) =>
      (await Promise.allSettled((await heads()).map(work))).map(({ status }) => status)
    const refuse = async (id: bigint) => {
      const [sqlite, postgresql] = [
        [`CREATE TRIGGER "refuse" BEFORE UPDATE ON "OutboxEntry" WHEN NEW."id" = ${id} BEGIN SELECT RAISE(ABORT, 'refused'); END`],
        [
          `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''refused''; END'`,
          `CREATE TRIGGER "refuse" BEFORE UPDATE ON "OutboxEntry" FOR EACH ROW WHEN (NEW."id" = ${id}) EXECUTE FUNCTION refuse()`,
        ],
      ]
      for (const sql of kind === 'sqlite' ? sqlite : postgresql) await database().client.$executeRawUnsafe(sql)
    }
    const second = (await heads())[1]
    await refuse(second?.id ?? 0n)

    const trying = await each(({ id }) => outbox.trying(id, noon, later(noon, 15_000)))
    expect(trying).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect((await heads()).map(({ attempts }) => attempts)).toEqual([1, 0, 1, 1])
    const done = await each(({ id }) => outbox.done(id, `ts ${id}`, noon))
    expect(done).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect((await heads()).map(({ to }) => to)).toEqual([second?.to])
    expect(await outbox.posted(workspace.id, places[0] ?? '')).toMatch(/^ts /)
  })
})
