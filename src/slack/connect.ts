// From what Bolt receives to the conversation and back: acknowledged within Slack's three seconds, answered in the acknowledgement
// where the answer is ready, and once, however often Slack asks.
import type { App, webApi } from '@slack/bolt'
import { objectIn } from '../conversation/json.ts'
import type { Answer, Conversation, InstallationRef, Profile, Submission } from '../conversation/platform.ts'
import { within } from '../conversation/within.ts'
import type { Say } from '../languages/say.ts'
import type { Form } from '../message/form.ts'
import type { Message } from '../message/message.ts'
import { plainLine } from '../message/tidy.ts'
import type { Log } from './bolt-logger.ts'
import { reasonOf } from './failure.ts'
import { hearCommand, hearPersonChange, hearPress, hearSubmission } from './hear.ts'
import { time } from './limits.ts'
import { modal } from './modal.ts'
import { UnreadablePayload } from './receiver.ts'
import { privateAnswer } from './render.ts'
import { type Listener, tellVia } from './tell.ts'

export interface Wiring {
  readonly conversation: Conversation
  /** Opens modals and tells people; with a short time-out, as somebody is waiting. */
  readonly client: webApi.WebClient
  /** What Slack's own limits make us say, in the language of whom we know nothing. */
  readonly say: Say
  readonly log: Log
  /** Somebody was renamed, moved, deactivated or is back. */
  readonly personChanged?: (installation: InstallationRef, profile: Profile) => Promise<void>
  /** See `hearSubmission`. */
  readonly nullIsUntouched?: boolean
  /** Milliseconds after which an answer comes after its acknowledgement. */
  readonly answerWithin?: number
}

type Ack = (content?: unknown) => Promise<void>

/** A request that is being worked on. `late`: its answer goes another way than the acknowledgement. */
interface UnderWay {
  readonly answer: Promise<Answer>
  late: boolean
}

export function wire(
  app: App,
  { conversation, client, say, log, personChanged, nullIsUntouched = false, answerWithin = time.answerWithin }: Wiring,
): { settled(): Promise<void> } {
  const tell = tellVia(client, log)
  const underWay = new Map<string, UnderWay>()
  /** For who waits longer than a moment. */
  const underWayMessage: Message = { nodes: [{ kind: 'text', spans: say('slack.under-way') }] }
  /** What has been acknowledged and is not told to the end. */
  const unsettled = new Set<Promise<void>>()

  /**
   * Starts a request, or joins the one that Slack repeats, until it is answered for good; `respond` is told which. Only the
   * first may answer by another way than the acknowledgement.
   */
  async function once(
    key: string,
    start: () => Promise<Answer>,
    respond: (work: UnderWay, first: boolean) => Promise<void>,
  ): Promise<void> {
    const earlier = underWay.get(key)
    if (earlier) return respond(earlier, false)
    const work: UnderWay = { late: false, answer: start().catch(trouble) }
    underWay.set(key, work)
    const whole = respond(work, true).finally(() => {
      underWay.delete(key)
      unsettled.delete(whole)
    })
    unsettled.add(whole)
    return whole
  }

  /** The conversation does not reject; if it does, the person still hears of it. */
  const trouble = (error: unknown): Answer => {
    log.error({ err: error instanceof Error ? error.message : 'unknown' }, 'The conversation failed')
    return { kind: 'message', message: { nodes: [{ kind: 'text', spans: say('slack.trouble') }] }, replaces: false }
  }

  /** False when Slack no longer listens. */
  async function acknowledged(ack: Ack, content?: unknown): Promise<boolean> {
    try {
      await (content === undefined ? ack() : ack(content))
      return true
    } catch (error) {
      log.warn({ err: error instanceof Error ? error.message : 'unknown' }, 'Slack no longer waited for an acknowledgement')
      return false
    }
  }

  function inBlocks(message: Message) {
    try {
      return privateAnswer(message)
    } catch (error) {
      trouble(error)
      return privateAnswer({ nodes: [{ kind: 'text', spans: say('slack.trouble') }] })
    }
  }

  /** After the acknowledgement. */
  async function follow(to: Listener, answer: Answer): Promise<void> {
    if (answer.kind === 'form') await open(to, answer.form)
    else if (answer.kind === 'message') await tell(to, answer.message, answer.replaces)
    else await tell(to, asMessage(answer.errors), false)
  }

  async function open(to: Listener, form: Form): Promise<void> {
    const { place, replyTo } = to
    try {
      if (!replyTo.triggerId) throw new Error('no trigger')
      await client.views.open({ trigger_id: replyTo.triggerId, view: modal(form, { place, ...replyTo }) })
    } catch (error) {
      const reason = reasonOf(error)
      log.warn({ reason, form: form.name }, 'A form could not be opened')
      const rest = withoutFiles(form)
      if (rest && takesNoFiles.has(reason)) return open(to, rest)
      const late = /trigger/.test(reason) || reason === 'timeout'
      await tell(to, { nodes: [{ kind: 'text', spans: say(late ? 'slack.form-too-late' : 'slack.form-failed') }] }, false)
    }
  }

  async function onCommand(body: object, ack: Ack): Promise<void> {
    const heard = hearCommand(objectIn(body))
    if (!heard) throw new UnreadablePayload()
    const { utterance, replyTo } = heard
    await once(
      utterance.requestKey,
      () => conversation.hear(utterance),
      async (work, first) => {
        const answer = await within(answerWithin, work.answer)
        if (answer?.kind === 'message' && !work.late) {
          if ((await acknowledged(ack, inBlocks(answer.message))) || !first) return
        } else {
          work.late = true
          await (answer || !first ? acknowledged(ack) : acknowledged(ack, inBlocks(underWayMessage)))
          if (!first) return
        }
        await follow({ ...utterance, replyTo }, answer ?? (await work.answer))
      },
    )
  }

  async function onPress(body: object, ack: Ack): Promise<void> {
    const heard = hearPress(objectIn(body))
    if (!heard) throw new UnreadablePayload()
    const { press, replyTo } = heard
    await once(
      press.requestKey,
      () => conversation.press(press),
      async (work, first) => {
        await acknowledged(ack)
        if (!first) return
        const to = { ...press, replyTo }
        // A press shows nothing by itself: who waits longer than a moment is told that it was heard.
        const answer = await within(answerWithin, work.answer)
        if (!answer) await tell(to, underWayMessage, false)
        await follow(to, answer ?? (await work.answer))
      },
    )
  }

  async function onSubmission(body: object, ack: Ack): Promise<void> {
    const heard = hearSubmission(objectIn(body), nullIsUntouched)
    if (!heard) throw new UnreadablePayload()
    const { submission, replyTo } = heard
    await once(
      submission.requestKey,
      () => conversation.submit(submission),
      async (work, first) => {
        const answer = await within(answerWithin, work.answer)
        const content = answer && !work.late ? inModal(answer, submission, replyTo) : undefined
        if (content && ((await acknowledged(ack, content)) || !first)) return
        if (!content) {
          work.late ||= answer === undefined
          await acknowledged(ack)
          if (!first) return
        }
        const to = { ...submission, replyTo }
        // The form is gone by now: who waits for what comes of a large file is told that it was taken.
        if (!answer) await tell(to, underWayMessage, false)
        await follow(to, answer ?? (await work.answer))
      },
    )
  }

  /** Bolt has acknowledged it already; what is lost now, the daily look at a profile finds. */
  async function onEvent(body: object): Promise<void> {
    const heard = hearPersonChange(objectIn(body))
    if (!heard || !personChanged) return
    const work = personChanged(heard.installation, heard.profile).catch((error: unknown) => {
      log.error({ err: error instanceof Error ? error.message : 'unknown' }, 'What Slack said of a person could not be stored')
    })
    unsettled.add(work)
    await work.finally(() => unsettled.delete(work))
  }

  // In front of Bolt's listeners rather than among them: it tries all of those for every request, which costs more than the rest
  // of the way. What we do not hear goes on to them.
  app.use(async ({ body, next, ...rest }) => {
    const ack = 'ack' in rest ? (rest.ack as Ack) : undefined // what it may be called with is checked where that is made
    const type = objectIn(body).type
    if (ack && 'command' in body) await onCommand(body, ack)
    else if (ack && type === 'block_actions') await onPress(body, ack)
    else if (ack && type === 'view_submission') await onSubmission(body, ack)
    else if (type === 'event_callback') await onEvent(body)
    else await next()
  })
  return {
    /** Resolves when everybody who was being answered has their answer. Failures are their own. */
    async settled() {
      await Promise.allSettled(unsettled)
    },
  }
}

/**
 * What a Slack says to a form with a field for files that it does not know, or does not grant an app that may not read files:
 * https://docs.slack.dev/reference/block-kit/block-elements/file-input-element. A refused form leaves its trigger as it was.
 */
const takesNoFiles = new Set(['invalid_arguments', 'invalid_blocks', 'missing_scope', 'no_permission'])

/** The rest of a form whose files can be given in another of its fields; undefined for one that has none, or nothing else. */
function withoutFiles(form: Form): Form | undefined {
  const fields = form.fields.filter(({ kind }) => kind !== 'file')
  return fields.length === form.fields.length || fields.length === 0 ? undefined : { ...form, fields }
}

/** What keeps the modal open, or undefined when it is to close. */
function inModal(answer: Answer, { filled, place }: Submission, replyTo: Listener['replyTo']): object | undefined {
  if (answer.kind === 'form') return { response_action: 'update', view: modal(answer.form, { place, ...replyTo }) }
  if (answer.kind !== 'field errors') return undefined
  // Slack refuses an error at a field that the modal does not have, and the person sees only that something went wrong.
  const errors = Object.entries(answer.errors).filter(([field]) => field in filled)
  if (errors.length === 0) return undefined
  return { response_action: 'errors', errors: Object.fromEntries(errors.map(([field, text]) => [field, plainLine(text, 500)])) }
}

const asMessage = (errors: Readonly<Record<string, string>>): Message => ({
  nodes: Object.values(errors).map((text) => ({ kind: 'text', spans: [text] })),
})
