// Answering one interaction: in the response that Discord waits three seconds for, or after it, by the interaction's token, which lasts a
// quarter of an hour. https://docs.discord.com/developers/interactions/receiving-and-responding
import { type Pause, pause } from '../conversation/trying.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { type DiscordApi, DiscordFailure } from './api.ts'
import type { Origin } from './hear.ts'
import type { Log } from './log.ts'
import { type Body, flags, type Rendered } from './render.ts'

/** Sends the initial response; false: Discord does not listen for it any more. `refused`: it does not take this one, and waits for another. */
export type Respond = (response: object) => Promise<boolean | 'refused'>

export interface Reply {
  /** A modal can be opened: only in the initial response, and never in the one to a modal. */
  mayOpen(): boolean
  /** The answer will take its time. */
  defer(): Promise<void>
  /** Only the person sees it. `replaces`: in the place of the message it came from, if that is a private answer of ours too. Never rejects. */
  tell(rendered: Rendered, replaces: boolean): Promise<void>
  /** False when Discord no longer listened. */
  open(modal: object): Promise<boolean>
}

const respondTypes = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, modal: 9 } as const

/** Milliseconds. */
const time = {
  /** A little less than Discord keeps a token: …#followup-messages */
  token: 14.5 * 60_000,
  call: 5_000,
  callWithFiles: 9_000,
  /** Before each try: a fault of Discord's is seldom over in an instant, and who waits for an answer sees nothing until it is there. */
  beforeTries: [0, 500, 2_000],
} as const

/** How the initial response went: not yet, a place was taken for the answer, none was, it said all, or nobody knows. */
type Stage = 'open' | 'reply deferred' | 'update deferred' | 'answered' | 'lost'

/** `trouble`: what is told in the place of what Discord refuses. */
export function replyTo(
  { token, from }: Origin,
  respond: Respond,
  about: {
    readonly api: Pick<DiscordApi, 'call'>
    readonly applicationId: string
    readonly clock: Clock
    readonly log: Log
    readonly trouble: () => Rendered
    readonly toModal: boolean
    readonly wait?: Pause
  },
): Reply {
  const { api, applicationId, clock, log, wait = pause } = about
  const began = clock.now()
  const hook = `/webhooks/${applicationId}/${token}` as const
  let stage: Stage = 'open'

  async function respondWith(response: object, then: Stage): Promise<boolean> {
    const taken = await respond(response).catch(() => false)
    if (!taken) log.warn({ response: 'type' in response ? response.type : undefined }, 'Discord no longer waited for a response')
    if (taken !== 'refused') stage = taken ? then : 'lost'
    return taken === true
  }

  const deferredReply = () => respondWith({ type: respondTypes.deferred, data: { flags: flags.ephemeral } }, 'reply deferred')
  const deferredUpdate = () => respondWith({ type: respondTypes.deferredUpdate }, 'update deferred')

  const call = (method: 'PATCH' | 'POST', path: `/${string}`, body: object, { files }: Rendered) =>
    api.call({ method, path, body, files, within: files.length > 0 ? time.callWithFiles : time.call, asBot: false })
  const edit = (rendered: Rendered) => call('PATCH', `${hook}/messages/@original`, standing(rendered.body), rendered)
  const follow = (rendered: Rendered) => call('POST', hook, rendered.body, rendered)

  /** After the initial response, or in its stead. `edits`: what stands there is the answer's own place. */
  async function after(answer: Rendered, edits: boolean): Promise<void> {
    const failures: string[] = []
    let way = edits ? edit : follow
    let rendered = answer
    let refusals = 0
    for (const before of time.beforeTries) {
      if (before > 0 && refusals === 0) await wait(before, new AbortController().signal)
      if (clock.now() - began >= time.token) break
      try {
        await way(rendered)
        return
      } catch (error) {
        const { kind, status, code } = error instanceof DiscordFailure ? error : new DiscordFailure('lost')
        failures.push([way === edit ? 'edit' : 'follow-up', kind, status, code].filter((part) => part !== undefined).join(' '))
        // A private answer is better said twice than never; what Discord cannot take is owned up to.
        if (status === 400) rendered = about.trouble()
        else if (kind === 'refused') way = follow
        if (kind === 'refused') refusals += 1
        if (refusals > 1) break
      }
    }
    log.error({ failures }, 'An answer could not be told')
  }

  return {
    mayOpen: () => stage === 'open' && !about.toModal,
    async defer() {
      if (stage !== 'open') return
      await (from === 'private answer' ? deferredUpdate() : deferredReply())
    },
    async tell(rendered, replaces) {
      // A post belongs to everybody who reads it.
      const inPlace = replaces && from === 'private answer'
      if (stage === 'open' && rendered.files.length > 0) await (inPlace ? deferredUpdate() : deferredReply())
      else if (stage === 'open') {
        const { body } = rendered
        const response = inPlace ? { type: respondTypes.update, data: standing(body) } : { type: respondTypes.message, data: body }
        if (await respondWith(response, 'answered')) return
        if (stage === 'open' && (await respondWith({ type: respondTypes.message, data: about.trouble().body }, 'answered'))) return
      }
      await after(rendered, stage === 'reply deferred' || inPlace || (stage === 'lost' && from === 'nothing'))
    },
    open: (modal) => respondWith({ type: respondTypes.modal, data: modal }, 'answered'),
  }
}

/** In the place of a message: who sees it is settled, and no file of it is left. */
const standing = ({ flags: all = 0, attachments = [], ...body }: Body) => ({ ...body, flags: all & ~flags.ephemeral, attachments })
