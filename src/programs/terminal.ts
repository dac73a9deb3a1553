// The bot in this terminal, on the sandbox's company: no browser, no account.
import { randomBytes } from 'node:crypto'
import { partsOf } from '../conversation/platform.ts'
import type { Say } from '../languages/say.ts'
import { sandboxInstallations, terminalIdOf } from '../sandbox/seed.ts'
import { firstSentences, prepareSandbox } from '../sandbox/start-sandbox.ts'
import { shownButtons } from '../terminal/buttons.ts'
import { terminalChannel } from '../terminal/channel.ts'
import { personCalled, terminalDirectory } from '../terminal/directory.ts'
import { terminalFiles } from '../terminal/files.ts'
import { terminalMessenger } from '../terminal/messenger.ts'
import { runTerminal } from '../terminal/run-terminal.ts'
import { openScreen } from '../terminal/screen.ts'
import { systemClock } from '../vocabulary/clock.ts'
import type { Core } from './core.ts'

const channel = 'sales'

/** Runs until the input ends. Resolves with what is to be said to the operator when it could not begin. */
export async function runInTerminal(core: Core, as: string | undefined, say: Say): Promise<string | undefined> {
  const company = await prepareSandbox({ ...core.stores, seeds: core.seeds, clock: systemClock }, 'terminal')
  if (!company) return say.plain('sandbox.not-its-database')
  const people = company.people.map((person) => ({ id: terminalIdOf(person), handle: person.handle, name: person.name }))
  const person = personCalled(as, people)
  if (!person) return say.plain('terminal.nobody', { name: as ?? '', names: people.map(({ name }) => name).join(', ') })
  const session = randomBytes(6).toString('hex')
  const buttons = shownButtons()
  const screen = openScreen(process.stdin, process.stdout, process.stdin.isTTY && process.stdout.isTTY)
  const posts = terminalChannel(screen, buttons, say, systemClock, session)
  core.plug('terminal', {
    messenger: terminalMessenger(posts, (to) => to === channel || to === person.id),
    directory: terminalDirectory(people, [channel]),
    files: terminalFiles,
  })
  await core.deliver()
  if (screen.dressed) {
    const role = say.plain(`terminal.role-${company.people.find(({ handle }) => handle === person.handle)?.role ?? 'rep'}`)
    screen.print(say.plain('terminal.welcome', { ...firstSentences, name: person.name, role, company: company.name }))
  }
  await runTerminal({
    conversation: core.bot.conversation,
    installation: sandboxInstallations.terminal,
    person,
    channel,
    screen,
    buttons,
    say,
    session,
    // Whoever asked for a file waits for it too, in the conversation with them.
    settled: async () => (await core.stores.outbox.waiting()).every((to) => partsOf(to).installation.platform !== 'terminal'),
  })
  return undefined
}
