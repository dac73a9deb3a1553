// Starts the program that settings and command line ask for, and stops it on a signal.
import { pino } from 'pino'
import { sayIn } from './languages/speak.ts'
import { type Core, openCore } from './programs/core.ts'
import { troubleOf } from './programs/trouble.ts'
import { environmentOf, readSettings, type Settings } from './settings.ts'
import { readCommandLine } from './terminal/command-line.ts'

const say = sayIn('en')
const print = (line: string) => void process.stdout.write(`${line}\n`)
const complain = (line: string) => void process.stderr.write(`${line}\n`)

/** Parts that run, the last started first to stop. */
const parts: { stop(): Promise<void> }[] = []
let stopping: Promise<void> | undefined
let askedAt = 0

/** How long a clean stop may take (ms); what was acknowledged is stored, so nothing is lost by ending sooner. */
const stopsWithin = 12_000

function stop(): Promise<void> {
  stopping ??= (async () => {
    for (const part of parts.reverse()) await part.stop()
  })()
  return stopping
}

async function end(code: number): Promise<void> {
  setTimeout(() => process.exit(code), stopsWithin).unref()
  await stop().catch((error) => complain(String(error)))
  process.exit(code)
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(signal, () => {
    // asked twice: at once; but npm passes on the Ctrl-C that the terminal has sent here too
    if (stopping && performance.now() - askedAt > 1_000) process.exit(code)
    if (stopping) return
    askedAt = performance.now()
    void end(0)
  })
}

async function run(): Promise<number | undefined> {
  const commandLine = readCommandLine(process.argv.slice(2))
  if (commandLine.run === 'usage') {
    complain(say.plain('terminal.usage'))
    return 2
  }
  const outcome = readSettings(environmentOf(process.cwd()), { withoutPlatforms: commandLine.run === 'terminal' })
  if (outcome.outcome === 'wrong') {
    for (const { sentence } of outcome.problems) complain(say.plain(sentence))
    return 2
  }
  const { settings } = outcome
  const inTerminal = commandLine.run === 'terminal'
  // In a terminal the screen belongs to the conversation: only what is wrong is logged, and beside it.
  const lines = pino.destination({ fd: inTerminal ? 2 : 1, sync: true })
  lines.on('error', () => undefined) // a log that cannot be written (a full disk, a closed pipe) keeps nobody from working
  const log = pino({ level: inTerminal && settings.logLevel === 'info' ? 'warn' : settings.logLevel }, lines)
  const core = await openCore(settings, log)
  parts.push(core)
  return inTerminal ? converse(core, commandLine.as) : serve(core, settings, log)
}

async function converse(core: Core, as: string | undefined): Promise<number> {
  const { runInTerminal } = await import('./programs/terminal.ts')
  const trouble = await runInTerminal(core, as, say)
  if (trouble !== undefined) complain(trouble)
  return trouble === undefined ? 0 : 1
}

/** Undefined: it runs until it is stopped. */
async function serve(core: Core, settings: Settings, log: import('pino').Logger): Promise<undefined> {
  const { slack, discord } = settings
  if (slack || discord) {
    const { prepareBot } = await import('./programs/bot.ts')
    const bot = await prepareBot(core, settings, log)
    parts.push(bot)
    const address = await bot.start()
    if (stopping) return
    const modes = { ...(slack ? { slack: slack.mode } : {}), ...(discord ? { discord: discord.mode } : {}) }
    log.info({ ...modes, ...(address ? { address } : {}) }, 'Dealbell is running')
    return
  }
  const { runSandbox } = await import('./programs/sandbox.ts')
  const running = await runSandbox(core, settings.web, log, say, print)
  parts.push(running)
  void running.gone.then(() => {
    if (stopping) return
    complain(say.plain('sandbox.gone'))
    void end(1)
  })
}

run().then(
  (code) => (code === undefined ? undefined : end(code)),
  (error: unknown) => {
    const trouble = troubleOf(error, say)
    for (const line of trouble?.lines ?? [error instanceof Error ? (error.stack ?? error.message) : String(error)]) complain(line)
    return end(trouble?.code ?? 1)
  },
)
