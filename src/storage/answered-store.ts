// The answers to requests, kept so that a platform's repeat of a request is answered as it was, and changes nothing again.
import type { Answer } from '../conversation/platform.ts'
import { asInstant, type Instant } from '../vocabulary/clock.ts'
import type { Database } from './database.ts'
import { isDuplicate } from './database-errors.ts'
import { storedAnswer, storedAs } from './stored-text.ts'

export interface AnsweredStore {
  find(requestKey: string): Promise<Answer | undefined>
  /** Keeps the answer of a request that stored nothing else; the first one stays. */
  keep(requestKey: string, answer: Answer, at: number): Promise<void>
  /** Forgets what was answered before that time, and returns how many answers that were. No platform repeats a request after an hour. */
  forget(before: Instant): Promise<number>
}

export function answeredStore({ client }: Database): AnsweredStore {
  return {
    async find(requestKey) {
      const row = await client.answeredRequest.findUnique({ where: { requestKey } })
      return row ? storedAnswer(row.answer) : undefined
    },

    async keep(requestKey, answer, at) {
      try {
        await client.answeredRequest.create({ data: { requestKey, answer: storedAs(answer), at: asInstant(at) } })
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
    },

    async forget(before) {
      return (await client.answeredRequest.deleteMany({ where: { at: { lt: before } } })).count
    },
  }
}
