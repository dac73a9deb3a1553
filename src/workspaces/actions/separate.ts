// *Separate* under the question whether a chat is to be separated from the team.
import { action } from '../../conversation/action.ts'
import { type InstallationRef, platforms } from '../../conversation/platform.ts'
import { notSeparated, separatedMessage } from '../link-message.ts'
import type { LinkStore } from '../link-store.ts'

interface Needs {
  readonly links: Pick<LinkStore, 'separate'>
}

export default action({
  name: 'separate',
  mayUse: 'settings',
  changes: 'with its answer',
  read(value): InstallationRef | undefined {
    const [, name, id] = /^([a-z]{1,10})\/([\w-]{1,100})$/.exec(value) ?? []
    const platform = platforms.find((one) => one === name)
    return platform && id !== undefined ? { platform, id } : undefined
  },
  run: ({ workspace, speaker, installation: here, key, now, say }, installation, { links }: Needs) =>
    links.separate({
      workspace,
      requestKey: key,
      by: speaker.id,
      platform: here.platform,
      at: now,
      installation,
      answer(outcome) {
        if (outcome !== 'separated') throw notSeparated(outcome)
        return { kind: 'message', message: separatedMessage(installation, say), replaces: true }
      },
    }),
})
