// What every way to run the program begins with: a Node.js that can, and a clone that is ready. Needs nothing but Node.js.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { unsuitableNode } from './node-version.mjs'

/**
 * Makes the clone ready and then calls `go` with what imports a compiled file (`main.js`, `programs/…`). `name`: how it was called. What stands
 * in the way is told on stderr, and the exit code is 1.
 */
export async function runProgram(name, go) {
  const stop = unsuitableNode(process.versions.node, name)
  try {
    if (stop) fail(stop)
    else if (await isReady()) await go(compiled)
  } catch (error) {
    fail(error.stack)
  }
}

async function isReady() {
  const { prepareProgram, Unprepared } = await import('./prepare.mjs')
  const { stopOnSignals } = await import('./run.mjs')
  const leaveSignals = stopOnSignals()
  try {
    await prepareProgram()
    return true
  } catch (error) {
    if (!(error instanceof Unprepared)) throw error
    fail(error.message)
    return false
  } finally {
    leaveSignals()
  }
}

async function compiled(file) {
  const { root } = await import('./prepare.mjs')
  process.setSourceMapsEnabled(true)
  return import(pathToFileURL(path.join(root, 'dist', file)).href)
}

function fail(text) {
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}
