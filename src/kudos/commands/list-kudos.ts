// `/kudos list [@sam] [period]`: thanks given and received; the speaker's of this quarter unless told otherwise.
import { optional } from '../../conversation/argument.ts'
import { period } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { anybody } from '../../conversation/people-arguments.ts'
import { periodOf } from '../../vocabulary/period.ts'
import { kudosListMessage } from '../kudos-message.ts'
import type { KudosStore } from '../kudos-store.ts'

/** How many of the last ones are shown. */
const shown = 10

export default command({
  name: 'kudos list',
  summary: 'command.kudos-list',
  examples: ['/kudos list', '/kudos list @sam this year'],
  mayUse: 'look',
  changes: 'nothing',
  slots: { period: optional(period), who: optional(anybody) },
  async run(request, values, { kudos }: { kudos: Pick<KudosStore, 'list'> }) {
    const { workspace, today, speaker } = request
    const member = values.who ?? speaker
    const of = values.period ?? periodOf('quarter', today, workspace.calendar)
    const found = await kudos.list(workspace.id, member.id, of, shown)
    return { kind: 'message', message: kudosListMessage({ member, period: of, ...found }, request), replaces: false }
  },
})
