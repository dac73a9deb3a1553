// A copy of the program in a process of its own, to be killed: it begins to serve, says so, and never ends.
import pg from 'pg'
import { pino } from 'pino'
import { graphileQueue } from '../../src/delivery/graphile-queue.ts'
import { systemClock } from '../../src/vocabulary/clock.ts'

const [url = ''] = process.argv.slice(2)
const queue = graphileQueue({
  pool: new pg.Pool({ connectionString: url, max: 6 }),
  outbox: { waiting: async () => [], head: async () => undefined },
  clock: systemClock,
  log: pino({ enabled: false }),
  concurrency: 2,
})
await queue.start((to) => {
  process.stdout.write(`serving ${to}\n`)
  return new Promise(() => {})
})
process.stdout.write('started\n')
