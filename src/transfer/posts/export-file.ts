// An export as a file, to whoever asked for it: made when it is sent, so that it says what is true then.
import { largestFile } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { csvFile, message, text } from '../../message/write.ts'
import { asId, type MemberId } from '../../vocabulary/ids.ts'
import { isLocalDate } from '../../vocabulary/local-date.ts'
import { mayEver } from '../../vocabulary/permissions.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { exportKinds } from '../arguments.ts'
import { type ExportStore, exportText } from '../export-text.ts'

interface Needs {
  readonly transfer: ExportStore
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

const day = (text: unknown) => (typeof text === 'string' && isLocalDate(text) ? text : undefined)

export default post({
  name: 'export-file',
  async render({ about, workspace }, { transfer, workspaces }: Needs) {
    const what = exportKinds.find((kind) => kind === about.what)
    const member = await workspaces.member(workspace.id, asId<MemberId>(Number(about.by)))
    // Whoever may not see it any more by now does not get it.
    if (!what || !member || member.hasLeft || !mayEver(member.role, 'export')) return undefined
    const say = sayIn(member.language)
    const days = { from: day(about.from), to: day(about.to) }
    const { text: content, rows, cutOff } = await exportText(what, workspace, days, largestFile, transfer)
    const name = [what, days.from, days.to].filter((part) => part !== undefined).join('_')
    return message(
      text(say('export.here', { what: say.plain(`export.${what}`), rows })),
      cutOff && text(say('export.cut-off', { megabytes: largestFile / (1024 * 1024) })),
      csvFile(`${name}.csv`, content),
    )
  },
})
