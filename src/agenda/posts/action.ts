// A private word to whom an action was given by somebody else.

import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { buttons, headline, message, quiet } from '../../message/write.ts'
import { type AgendaNumber, asId, type MemberId } from '../../vocabulary/ids.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import type { AgendaStore } from '../agenda-store.ts'
import { circleName } from '../circles.ts'

interface Needs {
  readonly agenda: Pick<AgendaStore, 'items'>
  readonly workspaces: Pick<WorkspaceStore, 'member' | 'teams'>
}

export default post({
  name: 'agenda-action',
  async render({ workspace, about }, { agenda, workspaces }: Needs) {
    const [[item], owner, by, teams] = await Promise.all([
      agenda.items(workspace.id, [asId<AgendaNumber>(Number(about.item))]),
      workspaces.member(workspace.id, asId<MemberId>(Number(about.owner))),
      workspaces.member(workspace.id, asId<MemberId>(Number(about.by))),
      workspaces.teams(workspace),
    ])
    // Taken back, done, or somebody else's since: there is nothing left to say.
    if (!item || !owner || owner.hasLeft || item.owner !== owner.id || item.state !== 'open') return undefined
    const say = sayIn(owner.language)
    const name = circleName(item.circle, teams, say)
    if (name === undefined) return undefined
    return message(
      headline(say('agenda.word', { by: by && !by.hasLeft ? by.name : name, text: item.text })),
      quiet(
        item.due === undefined
          ? say('agenda.word-where', { name, number: item.number })
          : say('agenda.word-due', { name, number: item.number, day: say.day(item.due) }),
      ),
      buttons({ label: say.plain('button.done'), action: 'agenda-action-done', value: String(item.number) }),
    )
  },
})
