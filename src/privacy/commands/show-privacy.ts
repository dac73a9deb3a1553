// `/dealbell privacy`: what is stored about whoever asks, why, and for how long.
import { command } from '../../conversation/command.ts'
import { privacyMessage } from '../privacy-message.ts'
import type { PrivacyStore } from '../privacy-store.ts'

export default command({
  name: 'dealbell privacy',
  word: 'show',
  summary: 'command.dealbell-privacy',
  examples: ['/dealbell privacy'],
  mayUse: 'own data',
  changes: 'nothing',
  slots: {},
  async run({ workspace, speaker, say }, _, { privacy }: { privacy: Pick<PrivacyStore, 'about'> }) {
    const about = await privacy.about(workspace.id, speaker.id)
    if (!about) throw new Error('Who speaks is no member')
    return { kind: 'message', message: privacyMessage(about, say), replaces: false }
  },
})
