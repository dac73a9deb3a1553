// What is kept under keys of ours, in the database.
import type { Kept } from '../conversation/kept.ts'
import type { Clock } from '../vocabulary/clock.ts'
import type { Database } from './database.ts'
import { isDuplicate } from './database-errors.ts'
import { storable } from './stored-text.ts'

export function keptStore({ client }: Database, clock: Clock): Kept {
  return {
    async keep(key, text, until) {
      const { count } = await client.kept.updateMany({ where: { key, until: { lt: until } }, data: { until } })
      if (count > 0) return
      try {
        await client.kept.create({ data: { key, text: storable(text), until } })
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
    },

    async find(key) {
      const row = await client.kept.findUnique({ where: { key } })
      return row && row.until > clock.now() ? row.text : undefined
    },

    async forget(now) {
      return (await client.kept.deleteMany({ where: { until: { lt: now } } })).count
    },
  }
}
