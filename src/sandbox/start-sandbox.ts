// The sandbox: a company with a year of sales, and a local Slack to talk to the bot in. No account, nothing outside this machine.
import type { Say } from '../languages/say.ts'
import { Secret, type SocketModeSettings } from '../settings.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { defaultCalendar } from '../vocabulary/fiscal-calendar.ts'
import { today } from '../vocabulary/local-date.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { type Company, sandboxCompany } from './company.ts'
import { readCrmFiles } from './crm-data.ts'
import { portFor, startLocalSlack } from './local-slack.ts'
import { installLocalSlack, NoLocalSlack } from './local-slack-package.ts'
import { localWorkspace, sandboxApp } from './local-workspace.ts'
import { announceChannels, sandboxInstallations, sandboxSeed } from './seed.ts'
import type { SeedStore } from './seed-store.ts'

/** The page's address from one start to the next, where it is free. */
const usualPort = 4390

/** What to try first, as a rep. */
export const firstSentences = { first: '/deal won 5000 Acme', second: '/progress', third: '/deal undo' } as const

export interface SandboxNeeds {
  readonly seeds: SeedStore
  readonly workspaces: Pick<WorkspaceStore, 'workspaceOf' | 'change'>
  readonly clock: Clock
  readonly say: Say
  /** For the person at the terminal: a line each. */
  readonly print: (line: string) => void
}

export interface Sandbox {
  /** To connect the bot with, as to any Slack. */
  readonly slack: SocketModeSettings
  /** The page to open. */
  readonly address: string
  /** Whom the page acts as until somebody else is chosen. */
  readonly opensAs: string
  /** Settles when the local Slack ends, by `stop` or by itself. */
  readonly gone: Promise<void>
  stop(): Promise<void>
}

/** The zone of this machine, in which the sandbox's days begin. */
const machineZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Plants the company if the database is empty, and returns it as it would be planted today. */
export async function plantSandbox({ seeds, clock }: Pick<SandboxNeeds, 'seeds' | 'clock'>): Promise<Company> {
  const zone = machineZone()
  const now = clock.now()
  const company = sandboxCompany(readCrmFiles(), today(now, zone), defaultCalendar)
  if (await seeds.isEmpty()) {
    await seeds.plant(sandboxSeed(company, zone, now), now).catch(async (error: unknown) => {
      if (await seeds.isEmpty()) throw error // else another start was faster
    })
  }
  return company
}

/**
 * Plants the company if the database is empty, and lets wins be announced on this platform. Returns the company as it would be planted
 * today (its people are the same on any day), or undefined when the database belongs to somebody else.
 */
export async function prepareSandbox(
  { seeds, workspaces, clock }: Pick<SandboxNeeds, 'seeds' | 'workspaces' | 'clock'>,
  platform: keyof typeof sandboxInstallations,
): Promise<Company | undefined> {
  const company = await plantSandbox({ seeds, clock })
  const workspace = await workspaces.workspaceOf(sandboxInstallations[platform])
  if (!workspace) return undefined
  const announce = announceChannels[platform]
  if (workspace.announce !== announce) await workspaces.change(workspace, { announce })
  return company
}

/** Rejects with `NoLocalSlack` where it cannot run; `whyNoSandbox` says that to a person. */
export async function startSandbox(needs: SandboxNeeds): Promise<Sandbox> {
  const { say, print } = needs
  const program = await installLocalSlack((seconds) => {
    if (seconds === 2 || seconds % 15 === 0) print(say.plain('sandbox.installing', { seconds }))
  })
  const company = await prepareSandbox(needs, 'slack')
  if (!company) throw new NoLocalSlack('not its database')
  const slack = await startLocalSlack(program, localWorkspace(company, machineZone()), await portFor(usualPort))
  await welcome(slack.apiUrl, say)
  return {
    slack: { mode: 'socket', botToken: new Secret(sandboxApp.botToken), appToken: new Secret(sandboxApp.appToken), apiUrl: slack.apiUrl },
    address: slack.address,
    opensAs: company.people[0]?.name ?? '',
    gone: slack.gone,
    stop: slack.stop,
  }
}

/** What stands in the terminal once the bot is connected. */
export function invitation({ address, opensAs }: Pick<Sandbox, 'address' | 'opensAs'>, say: Say): readonly string[] {
  return [
    say.plain('sandbox.open', { address }),
    say.plain('sandbox.try', { name: opensAs }),
    ...Object.values(firstSentences).map((sentence) => `    ${sentence}`),
    say.plain('sandbox.real', { section: 'Connect Slack' }),
    say.plain('sandbox.stop'),
  ]
}

/** Why there is no sandbox, and what to do instead. */
export function whyNoSandbox({ reason, detail }: NoLocalSlack, say: Say): readonly string[] {
  const sentence = {
    'other system': 'sandbox.other-system',
    'not installed': 'sandbox.not-installed',
    'not started': 'sandbox.not-started',
    'not private': 'sandbox.not-private',
    'not its database': 'sandbox.not-its-database',
  } as const
  const why = say.plain(sentence[reason], { detail: detail.split('\n')[0] ?? '' })
  const lines = detail.includes('\n') ? [detail, why] : [why]
  return reason === 'not its database' ? lines : [...lines, say.plain('sandbox.terminal-instead', { command: 'npm start -- --terminal' })]
}

/** The local Slack starts without a message; this is the first. It is only a greeting: if it fails, nothing is lost. */
async function welcome(apiUrl: string, say: Say): Promise<void> {
  const sentences = Object.fromEntries(Object.entries(firstSentences).map(([name, sentence]) => [name, `\`${sentence}\``]))
  await fetch(`${apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandboxApp.botToken}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ channel: 'C0SALES', text: say.plain('sandbox.welcome', sentences) }),
    signal: AbortSignal.timeout(5_000),
  }).catch(() => undefined)
}
