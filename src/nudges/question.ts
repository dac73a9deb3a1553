// What somebody asks their manager because of a nudge, and what the manager answers: kept as both wrote it, for the two of them alone.
import { z } from 'zod'
import { Complaint } from '../conversation/complaint.ts'
import { refuseDirectionMarks } from '../conversation/parse-text.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import { planId } from '../deals/plan.ts'
import type { Filled } from '../message/form.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { Pending } from '../workspaces/pending-store.ts'

/** The kind under which questions are kept among what waits. */
export const questionKind = 'help'

/** In characters: what fits a message with room for who asks. */
export const longestText = 1_000

export interface Question {
  /** Who is asked. */
  readonly manager: MemberId
  readonly text: string
  /** Undefined: not answered yet. */
  readonly reply: string | undefined
}

const stored = z.object({ manager: z.int(), text: z.string(), reply: z.string().optional() })

export const questionJson = (question: Question): string => JSON.stringify(question)

export function questionFrom({ payload }: Pick<Pending, 'payload'>): Question {
  const { manager, text, reply } = stored.parse(JSON.parse(payload))
  return { manager: asId<MemberId>(manager), text, reply }
}

/** The same for every repeat of the request, and for no other; nobody guesses one. */
export const questionId = (workspace: WorkspaceId, requestKey: string): string => planId(workspace, `help ${requestKey}`)

/** What was written into a form; throws a complaint where that is nothing, or too much. */
export function readText(filled: Filled): string {
  const text = (filled.text ?? '').trim()
  if (text === '') throw new Complaint('deal.form.empty', {}, { field: 'text' })
  refuseDirectionMarks(text, 'text')
  if ([...text].length > longestText) throw new Complaint('help.too-long', { longest: longestText }, { field: 'text' })
  return text
}

const askedKey = (id: string): string => `help/${id}/ask`

/** The question, to the manager. */
export const askedPost = (id: string, to: Destination): Post => ({
  key: askedKey(id),
  to,
  kind: 'help-request',
  about: { question: id },
  action: { do: 'post' },
})

/** The question as the manager sees it once it is answered, and the answer to who asked; undefined: they have no account here any more. */
export const repliedPosts = (id: string, to: Destination | undefined, from: Destination | undefined): readonly Post[] => [
  ...(to
    ? [
        {
          key: `help/${id}/settled`,
          to,
          kind: 'help-request',
          about: { question: id },
          action: { do: 'rewrite', of: askedKey(id) },
        } as const,
      ]
    : []),
  ...(from ? [{ key: `help/${id}/reply`, to: from, kind: 'help-answer', about: { question: id }, action: { do: 'post' } } as const] : []),
]
