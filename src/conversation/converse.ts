// The one way in: finds the command, finds out who is speaking, checks that they may, reads the arguments, calls the command's
// one function, and turns whatever goes wrong into an answer. The only place that catches.
import { randomBytes } from 'node:crypto'
import type { Say } from '../languages/say.ts'
import { sayIn } from '../languages/speak.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { defaultCalendar } from '../vocabulary/fiscal-calendar.ts'
import { today } from '../vocabulary/local-date.ts'
import { usDollar } from '../vocabulary/money.ts'
import { type Act, leastRole, mayEver } from '../vocabulary/permissions.ts'
import { defaultRules } from '../vocabulary/rules.ts'
import type { Slots } from './argument.ts'
import { type Catalog, findCommand, inOrder } from './catalog.ts'
import { seenFrom } from './channels-here.ts'
import type { Command, OpenCommand } from './command.ts'
import { Complaint } from './complaint.ts'
import { answerTo, apology, commandsOf, notSetUp } from './complaint-message.ts'
import { parseFields, type Shown, shownFields } from './parse-fields.ts'
import { type Knowing, parseText, resolveTyped, type Typed } from './parse-text.ts'
import { type Known, type People, type PersonRef, Stale, type Workspace } from './people.ts'
import { lookup } from './person-found.ts'
import type { Answer, Asking, Conversation, InstallationRef, Place, Speaker, Suggestion, Utterance } from './platform.ts'
import type { Request } from './request.ts'
import { type SuggestionSource, suggestionsFor } from './suggest.ts'

export interface Around {
  readonly people: People
  readonly clock: Clock
  /** Answers kept for a platform's repeated request. */
  readonly answered: {
    find(requestKey: string): Promise<Answer | undefined>
    keep(requestKey: string, answer: Answer, at: number): Promise<void>
  }
  /** What people may mean while they fill in a field. */
  readonly suggestions: SuggestionSource
  /** One line per command: no amounts, no names, no tokens. */
  readonly log: (line: { readonly command: string; readonly outcome: string; readonly ms: number }, fault?: unknown) => void
}

interface Heard {
  readonly installation: InstallationRef
  readonly speaker: Speaker
  readonly place: Place
  readonly requestKey: string
  readonly channels?: Readonly<Record<string, string>>
}

/** How many times a decision is made anew when the workspace changed meanwhile. */
const triesWhenStale = 4

/** What the catch at the end of the way has to know of where it was. */
interface Saw {
  say: Say
  command: { readonly examples: readonly string[]; readonly changes: string } | undefined
  /** What it changes is stored together with its answer. */
  keepsAnswer: boolean
}

/** Throws a complaint for what cannot be read. */
type Read = (slots: Slots, context: Knowing) => Typed

/** How what somebody gave is read: typed in one text, or in fields. `text`: what is left of it behind the command's words. */
const reading =
  ({ fields }: Pick<Utterance, 'fields'>, text: string, shown: Shown | undefined): Read =>
  (slots, context) => {
    if (!fields || !shown) return parseText(text, slots, context)
    parseText(text, {}, context) // a word that no command has
    return parseFields(fields, shown, slots, context)
  }

/** The conversation over a catalog, whose declarations get `needs` to work with. */
export function converse<Needs>(catalog: Catalog<Needs>, needs: Needs, around: Around): Conversation {
  const commands = catalog.commands
  const underWay = new Map<string, Promise<Answer>>()

  /** Runs a request once, however often it arrives while it is worked on; catches, measures and logs. */
  function once(heard: Heard, name: string, typed: string | undefined, work: (saw: Saw) => Promise<Answer>): Promise<Answer> {
    const earlier = underWay.get(heard.requestKey)
    if (earlier) return earlier
    const began = performance.now()
    const saw: Saw = { say: sayIn(heard.speaker.locale ?? 'en'), command: undefined, keepsAnswer: false }
    const answer = work(saw)
      .then((given) => ({ given, outcome: given.kind === 'field errors' ? 'complaint' : 'ok', fault: undefined as unknown }))
      .catch(async (error: unknown) => {
        if (error instanceof Complaint) {
          // What was done by this very request may be what the repeat complains of: it is answered as it was.
          const stored = saw.keepsAnswer ? await around.answered.find(heard.requestKey).catch(() => undefined) : undefined
          if (stored) return { given: stored, outcome: 'repeated', fault: undefined }
          return { given: answerTo(error, typed, saw), outcome: error.key, fault: undefined }
        }
        const id = randomBytes(4).toString('hex')
        return { given: apology(id, saw.say), outcome: `fault ${id}`, fault: error }
      })
      .then(({ given, outcome, fault }) => {
        underWay.delete(heard.requestKey)
        try {
          around.log({ command: name, outcome, ms: Math.round((performance.now() - began) * 10) / 10 }, fault)
        } catch {
          // What was done is done, also where it cannot be written down.
        }
        return given.kind === 'message' ? { ...given, message: seenFrom(given.message, heard.installation, saw.say) } : given
      })
    underWay.set(heard.requestKey, answer)
    return answer
  }

  /** Does something, again from the start when the workspace changed under it. */
  async function untilFresh(run: (again: boolean) => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await run(attempt > 1)
      } catch (error) {
        if (!(error instanceof Stale) || attempt >= triesWhenStale) throw error
      }
    }
  }

  /** Does something for a known person. */
  const asMember = (heard: Heard, saw: Saw, mayUse: Act, run: (request: Request) => Promise<Answer>): Promise<Answer> =>
    untilFresh(async (again) => {
      const known = await around.people.speaker(heard.installation, heard.speaker, again)
      if (!known) return notSetUp(saw.say)
      saw.say = sayIn(known.speaker.language)
      if (!mayEver(known.speaker.role, mayUse)) {
        if (!again) throw new Stale() // the role may have been given through another copy of the program a moment ago
        throw new Complaint('complaint.not-permitted', { role: leastRole(mayUse) })
      }
      return run(requestOf(heard, known, saw.say))
    })

  function requestOf(heard: Heard, known: Known, say: Say): Request {
    const { workspace, speaker } = known
    const now = around.clock.now()
    const day = today(now, workspace.timeZone)
    const reading = { today: day, calendar: workspace.calendar, currency: workspace.currency, rules: workspace.rules }
    const { channels = {} } = heard
    return { ...asked(heard, say), now, workspace, speaker, today: day, reading, look: lookupFor(heard, known), channels }
  }

  const asked = (heard: Heard, say: Say) => ({
    installation: heard.installation,
    place: heard.place,
    key: heard.requestKey,
    now: around.clock.now(),
    say,
  })

  const lookupFor = (heard: Heard, known: Known) => {
    const { people } = around
    const looking = { find: (ref: PersonRef) => people.find(heard.installation, known, ref), teams: () => people.teams(known.workspace) }
    return lookup(looking, known)
  }

  /** What is known before there is a text; of a workspace that is not set up, as is usual. */
  const knowing = (workspace: Workspace | undefined): Knowing => ({
    today: today(around.clock.now(), workspace?.timeZone ?? 'UTC'),
    calendar: workspace?.calendar ?? defaultCalendar,
    currency: workspace?.currency ?? usDollar,
    rules: workspace?.rules ?? defaultRules,
  })

  async function runCommand(heard: Heard, command: Command<Needs>, read: Read, saw: Saw): Promise<Answer> {
    return asMember(heard, saw, command.mayUse, async (request) => {
      const values = await resolveTyped(command.slots, read(command.slots, request.reading), request.look)
      return command.run(request, values, needs)
    })
  }

  async function runOpen(heard: Heard, command: OpenCommand<Needs>, read: Read, saw: Saw): Promise<Answer> {
    const known = await around.people.speaker(heard.installation, heard.speaker, true)
    if (known) saw.say = sayIn(known.speaker.language)
    const nobody = async (): Promise<never> => {
      throw new Complaint('complaint.not-set-up')
    }
    const look = known ? lookupFor(heard, known) : { member: nobody, team: nobody, ownTeam: nobody }
    const values = await resolveTyped(command.slots, read(command.slots, knowing(known?.workspace)), look)
    return command.run({ ...asked(heard, saw.say), person: heard.speaker, known }, values, needs)
  }

  return {
    hear(utterance) {
      const found = findCommand(commands, utterance.command, utterance.text)
      // Their program names the fields in the language that it is set to, whatever they have chosen here.
      const its = sayIn(utterance.speaker.locale ?? 'en')
      const shown = utterance.fields && shownFields(utterance.text, utterance.fields, found?.command.slots ?? {}, its)
      return once(utterance, found?.command.name ?? `${utterance.command} ?`, shown?.text ?? utterance.text, async (saw) => {
        if (!found) {
          const known = await around.people.speaker(utterance.installation, utterance.speaker)
          if (!known) return notSetUp(saw.say)
          saw.say = sayIn(known.speaker.language)
          return commandsOf(commands, utterance, saw.say)
        }
        const { command } = found
        saw.command = command
        saw.keepsAnswer = command.changes === 'with its answer'
        const read = reading(utterance, found.text, shown)
        const run = () =>
          command.kind === 'command' ? runCommand(utterance, command, read, saw) : untilFresh(() => runOpen(utterance, command, read, saw))
        return command.changes === 'repeatably' ? keeping(utterance.requestKey, run) : run()
      })
    },
    press(press) {
      const action = catalog.actions.find(({ name }) => name === press.action)
      return once(press, `[${action?.name ?? 'unknown'}]`, undefined, async (saw) => {
        saw.keepsAnswer = action?.changes === 'with its answer'
        const value = action?.read(press.value)
        if (!action || value === undefined) throw new Complaint('complaint.button-unknown')
        return asMember(press, saw, action.mayUse, (request) => action.run(request, value, needs))
      })
    },
    submit(submission) {
      const form = catalog.forms.find(({ name }) => name === submission.form)
      return once(submission, `(${form?.name ?? 'unknown'})`, undefined, async (saw) => {
        saw.keepsAnswer = form?.changes === 'with its answer'
        const about = form?.read(submission.about)
        if (!form || about === undefined) throw new Complaint('complaint.button-unknown')
        return asMember(submission, saw, form.mayUse, (request) => form.run(request, about, submission.filled, needs))
      })
    },
    async suggest(asking) {
      const found = findCommand(commands, asking.command, asking.text)
      if (!found) return []
      const began = performance.now()
      try {
        return await suggested(found.command, asking)
      } catch (error) {
        const ms = Math.round((performance.now() - began) * 10) / 10
        around.log({ command: `${found.command.name} …`, outcome: `fault ${randomBytes(4).toString('hex')}`, ms }, error)
        return []
      }
    },
  }

  async function suggested(command: Command<Needs> | OpenCommand<Needs>, asking: Asking): Promise<readonly Suggestion[]> {
    const { installation, speaker, typed } = asking
    const slots: Slots = command.slots
    const slot = Object.hasOwn(slots, asking.slot) ? slots[asking.slot] : undefined
    const known = await around.people.seen(installation, speaker.id)
    if (!slot || (command.kind === 'command' && !(known && mayEver(known.speaker.role, command.mayUse)))) return []
    const say = sayIn(known?.speaker.language ?? speaker.locale ?? 'en')
    const usable = inOrder(commands).filter((one) => one.kind === 'open command' || (known && mayEver(known.speaker.role, one.mayUse)))
    const asked = {
      slot,
      typed,
      installation,
      known,
      knowing: knowing(known?.workspace),
      say,
      commands: usable.map(({ name, summary }) => ({ name, title: say.plain(summary) })),
      rituals: catalog.rituals.map(({ name, title }) => ({ name, title: say.plain(title) })),
    }
    return suggestionsFor(asked, around.suggestions)
  }

  async function keeping(requestKey: string, run: () => Promise<Answer>): Promise<Answer> {
    const stored = await around.answered.find(requestKey)
    if (stored) return stored
    const answer = await run()
    await around.answered.keep(requestKey, answer, around.clock.now())
    return answer
  }
}
