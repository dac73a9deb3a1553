// `/agenda mine`: the open actions of the speaker, and what was agreed with them in 1:1s.
import { command } from '../../conversation/command.ts'
import { buttons, headline, list, message, quiet, text } from '../../message/write.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import type { AgendaStore } from '../agenda-store.ts'
import { itemText } from '../item-text.ts'
import type { OneToOneStore } from '../one-to-one-store.ts'

interface Needs {
  readonly agenda: Pick<AgendaStore, 'items'>
  readonly oneToOnes: Pick<OneToOneStore, 'openActions'>
  readonly workspaces: Pick<WorkspaceStore, 'members'>
}

/** So many are listed, so many have a button. */
const most = { listed: 20, buttons: 5 }

export default command({
  name: 'agenda mine',
  summary: 'command.agenda-mine',
  examples: ['/agenda mine'],
  mayUse: 'agenda items',
  changes: 'nothing',
  slots: {},
  async run({ workspace, speaker, say, today: day }, _values, { agenda, oneToOnes, workspaces }: Needs) {
    const [{ numbers, count }, members] = await Promise.all([
      oneToOnes.openActions(workspace.id, speaker.id, most.listed),
      workspaces.members(workspace.id),
    ])
    const items = await agenda.items(workspace.id, numbers)
    if (items.length === 0) return { kind: 'message', message: message(text(say('one-to-one.nothing-mine'))), replaces: false }
    const people = new Map(members.filter(({ hasLeft }) => !hasLeft).map((member) => [member.id, member]))
    const lines = items.map((item) => {
      const words = itemText(item, { say, day, people })
      return item.circle.with === undefined ? words : [...words, ' · 1:1']
    })
    return {
      kind: 'message',
      message: message(
        headline(say('one-to-one.mine', { count })),
        list(lines),
        count > items.length && quiet(say('board.more', { count: count - items.length })),
        buttons(
          ...items.slice(0, most.buttons).map(({ number }) => ({
            label: say.plain('button.done-item', { number }),
            action: 'agenda-action-done',
            value: String(number),
          })),
        ),
      ),
      replaces: false,
    }
  },
})
