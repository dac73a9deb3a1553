// *Separate* under the question whether this chat is to be separated from the team.
import { action } from '../../conversation/action.ts'
import { platforms } from '../../conversation/platform.ts'
import { notSeparated, separatedMessage } from '../link-message.ts'
import type { LinkStore } from '../link-store.ts'

interface Needs {
  readonly links: Pick<LinkStore, 'separate'>
}

export default action({
  name: 'separate',
  mayUse: 'settings',
  changes: 'with its answer',
  read: (value) => platforms.find((name) => name === value),
  run: ({ workspace, speaker, installation, key, now, say }, _platform, { links }: Needs) =>
    links.separate({
      workspace,
      requestKey: key,
      by: speaker.id,
      platform: installation.platform,
      at: now,
      installation, // the one where it is pressed
      answer(outcome) {
        if (outcome !== 'separated') throw notSeparated(outcome)
        return { kind: 'message', message: separatedMessage(installation, say), replaces: true }
      },
    }),
})
