// How mistakes and faults read: what was read, where it stumbled, what would work, and that nothing was saved.
import type { TextKey } from '../languages/language.ts'
import type { Say, Value, Values } from '../languages/say.ts'
import type { Message, Span } from '../message/message.ts'
import { headline, list, message, quiet, text } from '../message/write.ts'
import type { Slots } from './argument.ts'
import { inOrder } from './catalog.ts'
import type { Complaint } from './complaint.ts'
import { asTyped } from './mention.ts'
import { isNear } from './parse-text.ts'
import type { Answer } from './platform.ts'
import { usageOf } from './usage.ts'

const privately = (said: Message): Answer => ({ kind: 'message', message: said, replaces: false })

/** A value that names a sentence of the catalogue (`argument.amount`) is said in the person's language. */
const translated = (values: Values, say: Say): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Value] => [
      name,
      typeof value === 'string' && value.startsWith('argument.') ? say.plain(value as TextKey) : value, // only argument names look like this
    ]),
  )

/** A complaint as an answer; `typed` is the text it is about, if it was typed. */
export function answerTo(
  complaint: Complaint,
  typed: string | undefined,
  about: { readonly command: { readonly examples: readonly string[]; readonly changes: string } | undefined; readonly say: Say },
): Answer {
  const { say, command } = about
  const sentence = say(complaint.key, translated(complaint.values, say))
  if (complaint.field !== undefined)
    return { kind: 'field errors', errors: { [complaint.field]: say.plain(complaint.key, translated(complaint.values, say)) } }
  const first = typed !== undefined && complaint.mark ? stumbled(typed, complaint.mark, sentence, say) : sentence
  const proposed = complaint.example ?? command?.examples[0]
  // What was just typed is no advice.
  const example = typed !== undefined && proposed?.replace(/^\S+\s*/, '') === typed.trim() ? undefined : proposed
  const nothing = command?.changes === 'nothing' ? undefined : say('complaint.nothing-saved')
  const tried = example === undefined ? undefined : say('complaint.try', { example })
  const second = [...(nothing ?? []), ...(nothing && tried ? [' '] : []), ...(tried ?? [])]
  return privately(message(text(first), second.length > 0 && text(second)))
}

/** How much of a long text is shown on each side of the spot. */
const around = 40

function stumbled(
  typed: string,
  mark: { readonly from: number; readonly to: number },
  sentence: readonly Span[],
  say: Say,
): readonly Span[] {
  const clean = (part: string) => asTyped(part).replace(/\s+/g, ' ').replace(/\p{C}/gu, '\ufffd')
  const start = Math.max(0, mark.from - around)
  const end = Math.min(typed.length, mark.to + around)
  const shown = `${start > 0 ? '…' : ''}${clean(typed.slice(start, end)).trim()}${end < typed.length ? '…' : ''}`
  const spot = clean(typed.slice(mark.from, Math.min(mark.to, mark.from + 2 * around))).trim()
  return spot === '' || spot === shown.trim()
    ? say('complaint.read', { shown, sentence })
    : say('complaint.stumbled', { shown, spot, sentence })
}

/** The workspace has not been set up: what to type. */
export const notSetUp = (say: Say): Answer => privately(notSetUpMessage(say))

export const notSetUpMessage = (say: Say): Message =>
  message(
    headline(say('complaint.not-set-up')),
    text(say('complaint.try', { example: '/dealbell setup currency USD timezone Europe/Oslo' })),
  )

/** A fault of ours, with the id under which the log has it. */
export const apology = (id: string, say: Say): Answer => privately(message(text(say('complaint.fault', { id }))))

/** Nothing, or nothing known, after a command's first word: what can stand there. */
export function commandsOf(
  commands: readonly { readonly name: string; readonly first?: true; readonly slots: Slots; readonly examples: readonly string[] }[],
  heard: { readonly command: string; readonly text: string },
  say: Say,
): Answer {
  const own = inOrder(commands).filter(({ name }) => name.startsWith(`${heard.command} `))
  if (own.length === 0) {
    const unknown = say('help.unknown', { command: `/${heard.command}` })
    return privately(message(text([...unknown, ' ', ...say('complaint.try', { example: '/dealbell help' })])))
  }
  const word = /^\s*(\S{1,40})/.exec(heard.text)?.[1]?.replace(/\p{C}/gu, '\ufffd')
  const near = word && own.find(({ name }) => isNear(word.toLowerCase(), name.split(' ')[1] ?? ''))
  const first =
    word === undefined
      ? say('complaint.word-missing', { command: `/${heard.command}` })
      : word.toLowerCase() === 'help'
        ? say('help.title')
        : near
          ? say('complaint.word-near', { word, near: `/${near.name}` })
          : say('complaint.word-unknown', { word, command: `/${heard.command}` })
  const example = (near || own[0])?.examples[0]
  return privately(
    message(
      text(first),
      list(own.map((command) => [{ kind: 'code', text: usageOf(command, say) }])),
      example !== undefined && quiet([...say('complaint.nothing-saved'), ' ', ...say('complaint.try', { example })]),
    ),
  )
}
