// Everything that is stored about somebody, as JSON, to that person.
import { largestFile } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { jsonFile, message, text } from '../../message/write.ts'
import { asId, type MemberId } from '../../vocabulary/ids.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import type { PrivacyStore } from '../privacy-store.ts'

interface Needs {
  readonly privacy: Pick<PrivacyStore, 'everything'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

export default post({
  name: 'own-data',
  async render({ about, workspace }, { privacy, workspaces }: Needs) {
    const id = asId<MemberId>(Number(about.member))
    const member = await workspaces.member(workspace.id, id)
    if (!member) return undefined
    const say = sayIn(member.language)
    // Amounts and instants are big integers, which JSON has no numbers for.
    const asText = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
    const all = await privacy.everything(workspace.id, id)
    const whole = JSON.stringify(all, asText, 2)
    // What is too much for one file goes without the history of changes, which is the longest part.
    const fits = Buffer.byteLength(whole) <= largestFile
    const content = fits ? whole : JSON.stringify({ ...all, dealEvents: [] }, asText)
    return message(text(say('privacy.here')), !fits && text(say('privacy.without-history')), jsonFile('my-data.json', content))
  },
})
