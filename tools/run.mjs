// Runs another program: keeps what it says, and shows that something is going on when it takes longer than two seconds.
import { spawn } from 'node:child_process'
import path from 'node:path'

const shownAfter = 2000
const onWindows = process.platform === 'win32'
const running = new Set()

/** A command of an installed package. */
export const bin = (root, name) => path.join(root, 'node_modules', '.bin', onWindows ? `${name}.cmd` : name)

/** npm itself, the one that started us where that is known: command and first arguments. */
export function npm() {
  const cli = process.env.npm_execpath
  return cli && /\.c?js$/.test(cli) ? [process.execPath, cli] : ['npm']
}

/** Whoever waits is told so on stderr: one line that counts on a terminal, a line every 15 seconds in a log. */
function progress(what, hint) {
  const since = Date.now()
  const onTerminal = process.stderr.isTTY === true
  const show = () => {
    const line = `${what} … ${Math.round((Date.now() - since) / 1000)} s${hint ? ` (${hint})` : ''}`
    if (!onTerminal) process.stderr.write(`${line}\n`)
    else process.stderr.write(`\r\x1b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`)
  }
  let ticking
  const first = setTimeout(() => {
    show()
    ticking = setInterval(show, onTerminal ? 1000 : 15_000)
  }, shownAfter)
  return () => {
    clearTimeout(first)
    clearInterval(ticking)
    if (ticking && onTerminal) process.stderr.write('\r\x1b[K')
  }
}

/**
 * Runs a command in `cwd` and resolves with its exit code and everything it said. Never rejects: a command that cannot be
 * started has the code 127. It gets a process group of its own, so that stopping it also stops what it started (a compiler).
 */
export function run(what, [command, ...args], { cwd, hint, env = process.env }) {
  return new Promise((resolve) => {
    const done = progress(what, hint)
    const output = []
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: !onWindows, shell: onWindows })
    const entry = { child, output }
    running.add(entry)
    const finish = (code) => {
      running.delete(entry)
      done()
      resolve({ code, output: Buffer.concat(output).toString() })
    }
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('error', (error) => {
      output.push(Buffer.from(`${command}: ${error.message}\n`))
      finish(127)
    })
    child.on('close', (code, signal) => finish(signal ? 1 : code))
  })
}

/** From now on a signal ends what is running and then this program; returns how to take that back. */
export function stopOnSignals({ showOutput = false } = {}) {
  const numbers = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }
  const handlers = Object.entries(numbers).map(([signal, number]) => {
    const handler = () => {
      for (const { child, output } of running) {
        if (showOutput) process.stdout.write(Buffer.concat(output))
        try {
          if (onWindows) child.kill()
          else process.kill(-child.pid, 'SIGTERM')
        } catch {} // it has just ended by itself
      }
      process.exit(128 + number)
    }
    process.on(signal, handler)
    return [signal, handler]
  })
  return () => {
    for (const [signal, handler] of handlers) process.removeListener(signal, handler)
  }
}
