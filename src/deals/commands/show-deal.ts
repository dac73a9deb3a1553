// `/deal show #42`: one deal with all that is stored of it.
import { required } from '../../conversation/argument.ts'
import { dealNumber } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import type { MemberId } from '../../vocabulary/ids.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { peopleIn } from '../change-deal.ts'
import { dealMessage } from '../deal-details.ts'
import type { DealStore } from '../deal-store.ts'
import { dealToChange } from '../may-touch.ts'
import type { StoryStore } from '../story-store.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'find' | 'events'>
  readonly stories: Pick<StoryStore, 'of'>
  readonly workspaces: Leads & Pick<WorkspaceStore, 'member'>
}

export default command({
  name: 'deal show',
  summary: 'command.deal-show',
  examples: ['/deal show #42'],
  mayUse: 'see deals',
  changes: 'nothing',
  slots: { number: required(dealNumber) },
  async run(request, { number }, { deals, stories, workspaces }: Needs) {
    const { workspace } = request
    const deal = await dealToChange(request, number, deals, workspaces)
    const [events, [story]] = await Promise.all([deals.events(workspace.id, number), stories.of(workspace.id, [number])])
    const names = new Map<MemberId, string>()
    const facts = [deal, ...events.flatMap(({ before, after }) => (before ? [before, after] : [after]))]
    for (const id of new Set([...facts.flatMap(peopleIn), ...events.flatMap(({ by, approvedBy }) => [by, approvedBy ?? by])])) {
      names.set(id, (await workspaces.member(workspace.id, id))?.name ?? '?')
    }
    return { kind: 'message', message: dealMessage({ deal, events, names, story }, request), replaces: false }
  },
})
