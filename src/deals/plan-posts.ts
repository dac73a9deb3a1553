// What is said of a plan in private: the request to each manager, the same once it is settled, and what became of it to who asked.
import type { Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { Plan } from './plan.ts'

type Asked = Plan['asked']

const requestKey = (id: string, member: MemberId): string => `plan/${id}/ask/${member}`

/** A request to each of the managers. */
export const requestPosts = (id: string, asked: Asked): readonly Post[] =>
  asked.map(({ member, to }) => ({
    key: requestKey(id, member),
    to,
    kind: 'approval-request',
    about: { plan: id, member },
    action: { do: 'post' },
  }))

/** The requests as they read once the plan is settled, and a word to who asked (undefined: they settled it themselves). */
export const settledPosts = (
  id: string,
  asked: Asked,
  told: { readonly member: MemberId; readonly to: Destination } | undefined,
): readonly Post[] => [
  ...asked.map(({ member, to }): Post => {
    const of = requestKey(id, member)
    return { key: `${of}/settled`, to, kind: 'approval-request', about: { plan: id, member }, action: { do: 'rewrite', of } }
  }),
  ...(told
    ? [
        {
          key: `plan/${id}/outcome`,
          to: told.to,
          kind: 'approval-outcome',
          about: { plan: id, member: told.member },
          action: { do: 'post' },
        } as const,
      ]
    : []),
]
