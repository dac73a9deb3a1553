// What delivery relies on, checked on every messenger.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Destination, type Messenger, NotDelivered, type PostedRef } from '../../src/conversation/platform.ts'
import type { Message } from '../../src/message/message.ts'
import { asInstant, type Instant } from '../../src/vocabulary/clock.ts'

/** A message as it stands in the channel. */
export interface Standing {
  readonly ref: PostedRef
  /** All that people read in it, in any markup. */
  readonly text: string
  /** The message in whose thread it stands. */
  readonly thread: PostedRef | undefined
}

/** What the platform does to the next call, once. */
export type Failure =
  /** Refuses: too many. The platform's answer says how long to wait. */
  | { readonly kind: 'rate limited'; readonly retryAfterSeconds: number }
  /** The connection breaks before the platform has done anything. */
  | { readonly kind: 'dropped' }
  /** The platform does it, and the connection breaks before its answer. */
  | { readonly kind: 'answer lost' }
  /** Answers with a fault of its own (HTTP 500), having done nothing. */
  | { readonly kind: 'server fault' }
  | { readonly kind: 'channel gone' }
  | { readonly kind: 'not in channel' }

export interface MessengerHarness {
  readonly messenger: Messenger
  readonly destination: Destination
  /** What stands in the destination, threads included, oldest first. */
  messages(): Promise<readonly Standing[]>
  inject(failure: Failure): void | Promise<void>
  /** Somebody deletes a message. */
  remove(ref: PostedRef): void | Promise<void>
  /** The time by which messages are stamped; the present if not given. */
  now?(): Instant
  close?(): void | Promise<void>
}

export function messengerContract(name: string, make: () => MessengerHarness | Promise<MessengerHarness>): void {
  describe(`${name} is a messenger`, () => {
    let harness: MessengerHarness
    let messenger: Messenger
    let to: Destination
    beforeEach(async () => {
      harness = await make()
      messenger = harness.messenger
      to = harness.destination
    })
    afterEach(() => harness.close?.())

    const recently = (): Instant => asInstant((harness.now?.() ?? Date.now()) - 5 * 60_000)
    const texts = async () => (await harness.messages()).map((each) => each.text)
    const said = (text: string): Message => ({
      nodes: [
        { kind: 'headline', spans: [text] },
        { kind: 'quiet', spans: ['a side remark'] },
      ],
    })

    test('a post stands there once, with its text', async () => {
      const ref = await messenger.post(to, said('Sam closed Acme'), { key: 'win/1' })
      const standing = await harness.messages()
      expect(standing).toHaveLength(1)
      expect(standing[0]).toMatchObject({ ref, thread: undefined })
      expect(standing[0]?.text).toContain('Sam closed Acme')
    })

    test('a reply stands in the thread of the message it answers', async () => {
      const first = await messenger.post(to, said('Sam closed Acme'), { key: 'win/1' })
      await messenger.post(to, said('Kim closed Globex'), { key: 'win/2' })
      const reply = await messenger.post(to, said('it was corrected'), { key: 'note/1', thread: first })
      const standing = (await harness.messages()).find((each) => each.ref === reply)
      expect(standing?.thread).toBe(first)
      expect(standing?.text).toContain('it was corrected')
    })

    test('a rewritten message stands where it stood, with the new text', async () => {
      const first = await messenger.post(to, said('Sam closed Acme'), { key: 'win/1' })
      await messenger.post(to, said('Kim closed Globex'), { key: 'win/2' })
      await messenger.rewrite(to, first, said('Sam closed Initech'), { key: 'win/1' })
      const standing = await harness.messages()
      expect(standing).toHaveLength(2)
      expect(standing[0]?.ref).toBe(first)
      expect(standing[0]?.text).toContain('Sam closed Initech')
      expect(standing[0]?.text).not.toContain('Acme')
      expect(standing[1]?.text).toContain('Kim closed Globex')
    })

    test('a file is given with the words beside it, and is found by its key', async () => {
      const message: Message = {
        nodes: [
          { kind: 'text', spans: ['Here are your deals'] },
          { kind: 'file', name: 'deals.csv', mediaType: 'text/csv', content: 'deal,amount\n#1,5000\n' },
        ],
      }
      const ref = await messenger.post(to, message, { key: 'export/1' })
      const [standing, ...more] = await texts()
      expect(standing).toContain('Here are your deals')
      expect(more).toEqual([])
      expect(await messenger.find(to, 'export/1', recently())).toBe(ref)
      expect(await messenger.find(to, 'export/2', recently())).toBeUndefined()
    })

    test('a post with a picture stands there once, with its words, and is found by its key', async () => {
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'
      const message: Message = {
        nodes: [
          ...said('The board').nodes,
          { kind: 'picture', name: 'board.png', svg, alt: 'bars' },
          { kind: 'text', spans: ['and more'] },
        ],
      }
      const ref = await messenger.post(to, message, { key: 'board/1' })
      const [standing, ...more] = await texts()
      expect(standing).toMatch(/The board[\s\S]*and more/)
      expect(standing).not.toContain('svg')
      expect(more).toEqual([])
      expect(await messenger.find(to, 'board/1', recently())).toBe(ref)
    })

    describe('finding', () => {
      test('a post is found by its key, among others', async () => {
        await messenger.post(to, said('first'), { key: 'win/1' })
        const second = await messenger.post(to, said('second'), { key: 'win/2' })
        await messenger.post(to, said('third'), { key: 'win/3' })
        expect(await messenger.find(to, 'win/2', recently())).toBe(second)
      })

      test('a reply is found by its key, in its thread', async () => {
        const first = await messenger.post(to, said('first'), { key: 'win/1' })
        await messenger.post(to, said('another reply'), { key: 'note/1', thread: first })
        const reply = await messenger.post(to, said('a reply'), { key: 'note/2', thread: first })
        expect(await messenger.find(to, 'note/2', recently(), first)).toBe(reply)
      })

      test('a rewritten message is still found by its key', async () => {
        const ref = await messenger.post(to, said('first'), { key: 'win/1' })
        await messenger.rewrite(to, ref, said('corrected'), { key: 'win/1' })
        expect(await messenger.find(to, 'win/1', recently())).toBe(ref)
      })

      test('what was not posted is not found: not by a key that begins alike, not by the text', async () => {
        const first = await messenger.post(to, said('win/1'), { key: 'win/12' })
        await messenger.post(to, said('a reply'), { key: 'note/12', thread: first })
        expect(await messenger.find(to, 'win/1', recently())).toBeUndefined()
        expect(await messenger.find(to, 'note/1', recently(), first)).toBeUndefined()
      })

      test('nothing is found where nothing was ever said', async () => {
        expect(await messenger.find(to, 'win/1', recently())).toBeUndefined()
      })
    })

    describe('failing', () => {
      const post = () => messenger.post(to, said('Sam closed Acme'), { key: 'win/1' })

      async function failure(of: Promise<unknown>): Promise<NotDelivered> {
        const outcome = await of.then(
          () => 'it succeeded',
          (error: unknown) => error,
        )
        expect(outcome).toBeInstanceOf(NotDelivered)
        return outcome as NotDelivered // as just expected
      }

      test('too many posts: later, exactly as long as the platform said, and nothing stands there', async () => {
        await harness.inject({ kind: 'rate limited', retryAfterSeconds: 7 })
        expect(await failure(post())).toMatchObject({ outcome: 'later', retryAfter: 7000 })
        expect(await texts()).toEqual([])
      })

      test('too many rewrites, too many looks: the same', async () => {
        const ref = await post()
        await harness.inject({ kind: 'rate limited', retryAfterSeconds: 3 })
        expect(await failure(messenger.rewrite(to, ref, said('new'), { key: 'win/1' }))).toMatchObject({
          outcome: 'later',
          retryAfter: 3000,
        })
        await harness.inject({ kind: 'rate limited', retryAfterSeconds: 4 })
        expect(await failure(messenger.find(to, 'win/1', recently()))).toMatchObject({ outcome: 'later', retryAfter: 4000 })
        expect((await texts())[0]).toContain('Sam closed Acme')
      })

      test('a connection that breaks: unsure, and the messenger itself does not try again', async () => {
        await harness.inject({ kind: 'dropped' })
        expect(await failure(post())).toMatchObject({ outcome: 'unsure' })
        expect(await texts()).toEqual([])
        expect(await messenger.find(to, 'win/1', recently())).toBeUndefined()
      })

      test('a lost answer: unsure, it stands there once, and is found', async () => {
        await harness.inject({ kind: 'answer lost' })
        expect(await failure(post())).toMatchObject({ outcome: 'unsure' })
        const standing = await harness.messages()
        expect(standing).toHaveLength(1)
        expect(await messenger.find(to, 'win/1', recently())).toBe(standing[0]?.ref)
      })

      test('a lost answer to a reply: the same', async () => {
        const first = await post()
        await harness.inject({ kind: 'answer lost' })
        expect(await failure(messenger.post(to, said('a reply'), { key: 'note/1', thread: first }))).toMatchObject({ outcome: 'unsure' })
        const standing = await harness.messages()
        expect(standing).toHaveLength(2)
        expect(await messenger.find(to, 'note/1', recently(), first)).toBe(standing[1]?.ref)
      })

      test("a fault of the platform's own: unsure", async () => {
        await harness.inject({ kind: 'server fault' })
        expect(await failure(post())).toMatchObject({ outcome: 'unsure' })
      })

      test('a channel that is gone, or that the bot is not in: never, with a reason to show', async () => {
        await harness.inject({ kind: 'channel gone' })
        const gone = await failure(post())
        await harness.inject({ kind: 'not in channel' })
        const outside = await failure(post())
        expect([gone.outcome, outside.outcome]).toEqual(['never', 'never'])
        expect(gone.reason).toMatch(/\w/)
        expect(outside.reason).toMatch(/\w/)
        expect(gone.reason).not.toBe(outside.reason)
        expect(await texts()).toEqual([])
      })

      test('rewriting a message that somebody deleted: never, message_not_found', async () => {
        const ref = await post()
        await harness.remove(ref)
        expect(await failure(messenger.rewrite(to, ref, said('new'), { key: 'win/1' }))).toMatchObject({
          outcome: 'never',
          reason: 'message_not_found',
        })
        expect(await texts()).toEqual([])
      })

      test('after a failure the next post succeeds', async () => {
        await harness.inject({ kind: 'server fault' })
        await failure(post())
        await messenger.post(to, said('Kim closed Globex'), { key: 'win/2' })
        expect((await texts()).at(-1)).toContain('Kim closed Globex')
      })
    })
  })
}
