// `npm run rituals`: makes the clone ready, as `npm start` does, and prints what would be posted when, and to whom, without posting.
// Needs nothing but Node.js; whatever follows `--` is the program's: `npm run rituals -- --from 2026-11-23 --days 14 --show`.
import path from 'node:path'
import { runProgram } from './program.mjs'

runProgram('npm run rituals', async (compiled) => {
  process.on('SIGINT', () => process.exit(130)) // what is open is cleared away at the end, which a signal alone would not wait for
  process.on('SIGTERM', () => process.exit(143))
  // Whoever reads may have read enough: `npm run rituals | head`.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  const { rehearse } = await compiled(path.join('programs', 'rehearsal.js'))
  process.exitCode = await rehearse(process.argv.slice(2), {
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  })
})
