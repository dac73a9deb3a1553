// `npm start`: makes the clone ready and runs the bot in this very process, so that a signal sent here reaches the bot.
// Needs nothing but Node.js; whatever follows `--` is the bot's: `npm start -- --terminal --as "Darcel Schlecht"`.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { unsuitableNode } from './node-version.mjs'

const stop = unsuitableNode(process.versions.node, 'npm start')
if (stop) {
  process.stderr.write(`${stop}\n`)
  process.exitCode = 1
} else {
  start().catch((error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  })
}

async function start() {
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
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(path.join(root, 'dist', 'main.js')).href)
}
