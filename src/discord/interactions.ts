// From Discord's interactions to the conversation and back, whichever way they came: answered within Discord's three seconds where the
// answer is ready, announced and followed up where it is not, and seen by nobody but the person who asked.
import { createHash } from 'node:crypto'
import { type Json, objectIn, textIn } from '../conversation/json.ts'
import type { Kept } from '../conversation/kept.ts'
import type { Answer, Conversation, InstallationRef, PlatformName, Suggestion } from '../conversation/platform.ts'
import type { Pause } from '../conversation/trying.ts'
import { within } from '../conversation/within.ts'
import type { TextKey } from '../languages/language.ts'
import type { Say } from '../languages/say.ts'
import { sayIn } from '../languages/speak.ts'
import type { Message } from '../message/message.ts'
import { plainLine } from '../message/tidy.ts'
import { message, text } from '../message/write.ts'
import type { Clock } from '../vocabulary/clock.ts'
import type { DiscordApi } from './api.ts'
import { type Declared, optionSlots } from './commands.ts'
import { type CustomIds, keepLong } from './custom-id.ts'
import type { GivenFile } from './file-ref.ts'
import { formMemory, type OpenForm } from './form-memory.ts'
import { afterErrors, afterPage, begun, formActions, formReady, onlyWrong, partFilled, toBeCorrected } from './form-steps.ts'
import { type HeardInteraction, heardIn, hearInteraction, type Origin } from './hear.ts'
import { limits } from './limits.ts'
import { shortened } from './localized.ts'
import type { Log } from './log.ts'
import { modal, pagesOf, wholeOf } from './modal.ts'
import { native } from './native.ts'
import { type Rendered, renderAnswer } from './render.ts'
import { type Reply, type Respond, replyTo } from './tell.ts'

export interface InteractionWiring {
  readonly conversation: Conversation
  readonly api: Pick<DiscordApi, 'call'>
  readonly ids: CustomIds
  readonly kept: Pick<Kept, 'keep' | 'find'>
  readonly applicationId: string
  /** What Discord's own limits make us say, in the language of whom we know nothing. */
  readonly say: Say
  readonly log: Log
  readonly clock: Clock
  readonly commands: readonly Declared[]
  /** The value of a form's field in which a file was given. */
  readonly fileRef: (file: GivenFile) => string
  /** Where somebody is a member: a command in private does not say where. */
  readonly installationsOf: (platform: PlatformName, personId: string) => Promise<readonly InstallationRef[]>
  /** Milliseconds after which an answer comes after its acknowledgement. */
  readonly answerWithin?: number
  readonly wait?: Pause
}

export interface Interactions {
  /** Takes an interaction as Discord sent it; one that comes again is the same request, and answered the same. Resolves when it is answered for good; never rejects. */
  take(interaction: unknown, respond: Respond): Promise<void>
  /** Resolves when everybody who was being answered has their answer. */
  settled(): Promise<void>
}

/** Milliseconds. */
const time = {
  answerWithin: 1_800,
  /** What could stand in a field is of no use later. */
  suggestWithin: 2_500,
} as const

const responseTypes = { pong: 1, message: 4, suggestions: 8 } as const
const autocomplete = 4

/** What is left to be done once it is known what to answer. */
type Next = (reply: Reply) => Promise<void>

/** For whom something is said, and about which server. */
interface On {
  readonly guild: string
  readonly say: Say
}

type Of<Kind extends HeardInteraction['kind']> = Extract<HeardInteraction, { kind: Kind }>

export function interactions(wiring: InteractionWiring): Interactions {
  const { conversation, ids, kept, clock, log, commands, fileRef, answerWithin = time.answerWithin } = wiring
  const memory = formMemory(kept, clock)
  const hearing = { slotOf: optionSlots(commands), fileRef }
  const unsettled = new Set<Promise<void>>()

  const rendered = (said: Message, { guild, say }: On): Rendered =>
    renderAnswer(said, ids.forMessage(guild), say, native(commands, say.language))

  const sentence = (key: TextKey, on: On): Rendered => rendered(message(text(on.say(key))), on)

  const telling = async (said: Message, replaces: boolean, on: On): Promise<Next> => {
    const ready = rendered(said, on)
    await keepLong(kept, ready.long, clock.now())
    return (reply) => reply.tell(ready, replaces)
  }

  const saying =
    (key: TextKey, on: On): Next =>
    (reply) =>
      reply.tell(sentence(key, on), false)

  function modalOf(state: OpenForm, key: string, action: string, { guild, say }: On): object {
    return modal({ ...state, page: state.pages[0] ?? 0 }, ids.forMessage(guild).of(action, key), say)
  }

  /** Opens a form, or where that cannot be (any more) gives the button that does. `here`: it came from a message about a form. */
  async function opening(state: OpenForm, here: boolean, on: On): Promise<Next> {
    const key = await memory.keep(state)
    return async (reply) => {
      const action = here ? formActions.filledFromMessage : formActions.filled
      if (pagesOf(state.form).length > 0 && reply.mayOpen() && (await reply.open(modalOf(state, key, action, on)))) return
      await reply.tell(rendered(formReady(state, key, on.say), on), here)
    }
  }

  /** What the conversation answered. `sent`: the form that it is about. `here`: it came from a message about that form. */
  async function answering(answer: Answer, origin: Origin, on: On, here = false, sent?: OpenForm): Promise<Next> {
    if (answer.kind === 'message') return telling(answer.message, answer.replaces || here, on)
    if (answer.kind === 'form')
      return opening(begun(answer.form, { person: origin.speaker.id, place: sent?.place ?? origin.place }), here, on)
    return sent ? correcting(afterErrors(sent, answer.errors), here, on) : telling(onlyWrong(answer), false, on)
  }

  const correcting = async (state: OpenForm, here: boolean, on: On): Promise<Next> =>
    telling(toBeCorrected(state, await memory.keep(state), on.say), here, on)

  async function onCommand({ origin, said }: Of<'command'>, say: Say): Promise<Next> {
    const guild = origin.guild ?? (await onlyGuild(origin))
    if (guild === undefined) return saying('discord.type-in-server', { guild: nowhere, say })
    return answering(await conversation.hear({ ...said, ...heardIn(guild, origin) }), origin, { guild, say })
  }

  async function onPress({ origin, customId }: Of<'press'>, say: Say): Promise<Next> {
    const carried = await ids.read(customId, origin.guild)
    if (!carried) return saying('complaint.button-unknown', { guild: origin.guild ?? nowhere, say })
    const { guild, action, value } = carried
    const on = { guild, say }
    if (action === formActions.open || action === formActions.send) {
      const state = await memory.find(value)
      const wrong = refusal(state, origin)
      if (!state || wrong) return saying(wrong ?? 'discord.form-gone', on)
      // Pressed twice it is one request: what was filled in is the same.
      if (action === formActions.send) return send(state, origin, true, on, `discord/${guild}/form/${value}`)
      return async (reply) => {
        if (reply.mayOpen() && (await reply.open(modalOf(state, value, formActions.filledFromMessage, on)))) return
        await reply.tell(rendered(formReady(state, value, say), on), true)
      }
    }
    return answering(await conversation.press({ ...heardIn(guild, origin), action, value }), origin, on)
  }

  async function onSubmission({ origin, customId, values }: Of<'submission'>, say: Say): Promise<Next> {
    const carried = await ids.read(customId, origin.guild)
    const here = carried?.action === formActions.filledFromMessage
    if (!carried || !(here || carried.action === formActions.filled))
      return saying('complaint.button-unknown', { guild: origin.guild ?? nowhere, say })
    const on = { guild: carried.guild, say }
    const before = await memory.find(carried.value)
    const wrong = refusal(before, origin)
    if (!before || wrong) return saying(wrong ?? 'discord.form-gone', on)
    const after = afterPage(before, values, say)
    if (after.next === 'send') {
      // Whoever was told that something went wrong, because our answer came late, sends the same again: it is one request.
      const sent = createHash('sha256').update(JSON.stringify(values)).digest('base64url')
      return send(after.state, origin, here, on, `discord/${carried.guild}/form/${carried.value}/${sent}`)
    }
    if (after.next === 'correct') return correcting(after.state, here, on)
    return telling(partFilled(after.state, after.page, await memory.keep(after.state), say), here, on)
  }

  /** Only who was given a form goes on with it. */
  const refusal = (state: OpenForm | undefined, { speaker }: Origin): TextKey | undefined =>
    !state ? 'discord.form-gone' : state.person !== speaker.id ? 'discord.form-not-yours' : undefined

  async function send(state: OpenForm, origin: Origin, here: boolean, on: On, requestKey: string): Promise<Next> {
    const { form, place, filled } = state
    const heard = { ...heardIn(on.guild, origin), place, requestKey }
    const answer = await conversation.submit({ ...heard, form: form.name, about: form.about, filled: wholeOf(form, filled) })
    return answering(answer, origin, on, here, state)
  }

  async function onlyGuild({ speaker }: Origin): Promise<string | undefined> {
    const [only, ...others] = await wiring.installationsOf('discord', speaker.id)
    return others.length === 0 ? only?.id : undefined
  }

  async function suggestions({ origin, asked, numeric }: Of<'asking'>): Promise<readonly object[]> {
    const guild = origin.guild ?? (await onlyGuild(origin))
    const found = guild === undefined ? [] : await conversation.suggest({ ...asked, ...heardIn(guild, origin) })
    return choices(found, numeric)
  }

  async function suggest(heard: Of<'asking'>, respond: Respond): Promise<void> {
    const work = suggestions(heard).catch((error: unknown) => {
      log.warn({ err: nameOf(error) }, 'Nothing could be suggested')
      return []
    })
    const found = await within(Math.min(answerWithin, time.suggestWithin), work)
    await respond({ type: responseTypes.suggestions, data: { choices: found ?? [] } }).catch(() => false)
  }

  async function answer(heard: Exclude<HeardInteraction, { kind: 'asking' }>, respond: Respond): Promise<void> {
    const { origin } = heard
    const say = origin.speaker.locale === undefined ? wiring.say : sayIn(origin.speaker.locale)
    const on = { guild: origin.guild ?? nowhere, say }
    const trouble = () => sentence('discord.trouble', on)
    const reply = replyTo(origin, respond, { ...wiring, trouble, toModal: heard.kind === 'submission' })
    const begin = () => {
      if (heard.kind === 'command') return onCommand(heard, say)
      return heard.kind === 'press' ? onPress(heard, say) : onSubmission(heard, say)
    }
    // Reading a file lets nothing else happen meanwhile, not even saying that it takes its time.
    if (heard.kind === 'submission' && heard.withFile) await reply.defer()
    // The conversation does not reject; whatever else does, the person still hears of it.
    const work = begin().catch((error: unknown): Next => {
      log.error({ err: nameOf(error) }, 'An interaction could not be answered')
      return saying('discord.trouble', on)
    })
    const ready = await within(answerWithin, work)
    if (!ready) await reply.defer()
    await (ready ?? (await work))(reply)
  }

  async function taken(interaction: Json, respond: Respond): Promise<void> {
    const heard = hearInteraction(interaction, hearing)
    if (heard?.kind === 'asking') return suggest(heard, respond)
    if (heard) return answer(heard, respond)
    if (interaction.type === autocomplete) {
      await respond({ type: responseTypes.suggestions, data: { choices: [] } })
      return
    }
    const locale = textIn(interaction.locale)
    const on = { guild: nowhere, say: locale === undefined ? wiring.say : sayIn(locale) }
    await respond({ type: responseTypes.message, data: sentence('discord.not-understood', on).body })
  }

  return {
    async take(given, respond) {
      const interaction = objectIn(given)
      const whole = (interaction.type === 1 ? respond({ type: responseTypes.pong }).then(() => {}) : taken(interaction, respond)).catch(
        (error: unknown) => log.error({ err: nameOf(error) }, 'An interaction could not be answered'),
      )
      unsettled.add(whole)
      await whole.finally(() => unsettled.delete(whole))
    },
    async settled() {
      await Promise.allSettled(unsettled)
    },
  }
}

/** For messages without buttons, which are about no server. */
const nowhere = '0'

/** What an error says may hold what somebody typed. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

/** What Discord takes: a value that is too long would be another one when it is cut. */
function choices(found: readonly Suggestion[], numeric: boolean): readonly object[] {
  const { count, name: longest, value: longestValue } = limits.choice
  return found
    .filter(({ value }) => value !== '' && value.length <= longestValue && (!numeric || Number.isFinite(Number(value))))
    .slice(0, count)
    .map(({ label, value }) => ({
      name: shortened(plainLine(label, Number.POSITIVE_INFINITY), longest) || value,
      value: numeric ? Number(value) : value,
    }))
}
