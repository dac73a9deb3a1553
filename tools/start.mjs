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
  endWithNpm()
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(path.join(root, 'dist', 'main.js')).href)
}

/** npm passes signals on, but a kill -9 it cannot: then this process is left to another parent, and ends as if it had been asked to. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watching = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watching)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watching.unref()
}
