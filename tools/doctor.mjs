// `npm run doctor`: makes the clone ready, as `npm start` does, and looks whether everything that the bot needs is there. Needs nothing but
// Node.js.
import path from 'node:path'
import { runProgram } from './program.mjs'

runProgram('npm run doctor', async (compiled) => {
  process.on('SIGINT', () => process.exit(130)) // a copy of the database is cleared away at the end, which a signal alone would not wait for
  process.on('SIGTERM', () => process.exit(143))
  const { examine } = await compiled(path.join('programs', 'doctor.js'))
  process.exitCode = await examine((line) => process.stdout.write(`${line}\n`))
})
