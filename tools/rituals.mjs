// `npm run rituals`: makes the clone ready, as `npm start` does, and prints what would be posted when, and to whom, without posting.
// Needs nothing but Node.js; whatever follows `--` is the program's: `npm run rituals -- --from 2026-11-23 --days 14 --show`.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { unsuitableNode } from './node-version.mjs'

const stop = unsuitableNode(process.versions.node, 'npm run rituals')
if (stop) {
  process.stderr.write(`${stop}\n`)
  process.exitCode = 1
} else {
  run().catch((error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  })
}

async function run() {
  const { prepareProgram, root, Unprepared } = await import('./prepare.mjs')
  const { stopOnSignals } = await import('./run.mjs')
  const leaveSignals = stopOnSignals()
  try {
    await prepareProgram()
  } catch (error) {
    if (!(error instanceof Unprepared)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
    return
  } finally {
    leaveSignals()
  }
  process.on('SIGINT', () => process.exit(130)) // what is open is cleared away at the end, which a signal alone would not wait for
  process.on('SIGTERM', () => process.exit(143))
  // Whoever reads may have read enough: `npm run rituals | head`.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  process.setSourceMapsEnabled(true)
  const { rehearse } = await import(pathToFileURL(path.join(root, 'dist', 'programs', 'rehearsal.js')).href)
  process.exitCode = await rehearse(process.argv.slice(2), {
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  })
}
