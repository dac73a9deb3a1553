// What a platform keeps, in memory.
import type { Kept } from '../../src/conversation/kept.ts'
import type { Instant } from '../../src/vocabulary/clock.ts'

export function keptInMemory(): Kept {
  const all = new Map<string, { text: string; until: Instant }>()
  return {
    async keep(key, text, until) {
      const before = all.get(key)
      all.set(key, before ? { text: before.text, until: before.until > until ? before.until : until } : { text, until })
    },
    find: async (key) => all.get(key)?.text,
    async forget(now) {
      const gone = [...all].filter(([, { until }]) => until <= now)
      for (const [key] of gone) all.delete(key)
      return gone.length
    },
  }
}
