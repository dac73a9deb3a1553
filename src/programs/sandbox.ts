// The sandbox: the bot on a local Slack in the browser, with a year of sales, and nothing outside this machine.
import type { Logger } from 'pino'
import type { Say } from '../languages/say.ts'
import { invitation, startSandbox } from '../sandbox/start-sandbox.ts'
import type { Settings } from '../settings.ts'
import { systemClock } from '../vocabulary/clock.ts'
import { prepareBot } from './bot.ts'
import type { Core } from './core.ts'

export interface SandboxRunning {
  stop(): Promise<void>
  /** Settles when the local Slack has ended by itself or was stopped. */
  readonly gone: Promise<void>
}

/** Rejects with `NoLocalSlack` where the local Slack cannot run. */
export async function runSandbox(
  core: Core,
  web: Settings['web'],
  log: Logger,
  say: Say,
  print: (line: string) => void,
): Promise<SandboxRunning> {
  const sandbox = await startSandbox({ ...core.stores, seeds: core.seeds, clock: systemClock, say, print })
  try {
    const quirks = { nullIsUntouched: true, picturesByAddress: true }
    const bot = await prepareBot(core, { slack: sandbox.slack, discord: undefined, web }, log, quirks)
    await bot.start()
    for (const line of invitation(sandbox, say)) print(line)
    const stop = async () => {
      await bot.stop()
      await sandbox.stop()
    }
    return { stop, gone: sandbox.gone }
  } catch (error) {
    await sandbox.stop()
    throw error
  }
}
