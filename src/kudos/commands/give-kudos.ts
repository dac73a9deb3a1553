// `/kudos @sam for staying late on the Globex demo`: thanks in front of everybody, at most so many a day.
import { keyword, required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { kudosKey } from '../kudos.ts'
import { reason, receiver } from '../kudos-arguments.ts'
import { givenEcho } from '../kudos-message.ts'
import type { KudosStore } from '../kudos-store.ts'

export default command({
  name: 'kudos',
  first: true,
  word: 'give',
  summary: 'command.kudos',
  examples: ['/kudos @sam for staying late on the Globex demo'],
  mayUse: 'thank',
  changes: 'with its answer',
  slots: { who: required(receiver), for: keyword('for', reason) },
  async run(request, { who, for: why }, { kudos }: { kudos: Pick<KudosStore, 'give'> }) {
    const { workspace, speaker, today, now, key, say } = request
    const most = workspace.rules.kudosADay
    if (who.id === speaker.id) throw new Complaint('kudos.oneself')
    if (who.hasLeft) throw new Complaint('kudos.left-company', { name: who.name })
    if (!why) throw new Complaint('kudos.what-for', { name: who.name })
    if (most === 0) throw new Complaint('kudos.off')
    return kudos.give({
      workspace: workspace.id,
      version: workspace.version,
      requestKey: key,
      at: now,
      kudos: { from: speaker.id, to: who.id, reason: why, day: today, at: now },
      decide(id, givenToday) {
        if (givenToday >= most) throw new Complaint('kudos.enough', { count: most })
        const post = { key: kudosKey(id), to: workspace.announce, kind: 'kudos', about: { kudos: id }, action: { do: 'post' as const } }
        const message = givenEcho({ id, reason: why }, who.name, most - givenToday - 1, say)
        return { posts: [post], answer: { kind: 'message', message, replaces: false } }
      },
    })
  },
})
