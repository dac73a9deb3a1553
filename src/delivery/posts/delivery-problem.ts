// A private word to the admins: something could not be posted, and why.
import { channelSpan } from '../../conversation/channels-here.ts'
import { type Destination, type PlatformName, partsOf, personIn } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import type { TextKey } from '../../languages/language.ts'
import { message, quiet, text } from '../../message/write.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'

type Cures = Readonly<Record<string, TextKey>>

const usual: Cures = {
  not_in_channel: 'delivery.cure-invite',
  channel_not_found: 'delivery.cure-invite',
  is_archived: 'delivery.cure-setup',
}

/** The platforms' own words that have a cure worth telling. */
const channelCures: Readonly<Record<PlatformName, Cures>> = {
  slack: { ...usual, missing_scope: 'delivery.cure-scope' },
  discord: {
    missing_permissions: 'delivery.cure-permissions',
    missing_access: 'delivery.cure-permissions',
    missing_history: 'delivery.cure-permissions',
    files_not_allowed: 'delivery.cure-permissions',
    channel_not_found: 'delivery.cure-setup',
    wrong_channel_type: 'delivery.cure-setup',
    blocked_by_moderation: 'delivery.cure-moderation',
  },
  terminal: usual,
}

const personCures: Readonly<Record<PlatformName, Cures>> = {
  slack: { missing_scope: 'delivery.cure-scope' },
  discord: { closed_to_messages: 'delivery.cure-closed' },
  terminal: {},
}

/** Words for somebody who takes no messages from the bot. */
const closed = new Set(['closed_to_messages', 'cannot_message_user'])

interface Needs {
  readonly workspaces: Pick<WorkspaceStore, 'known'>
}

export default post({
  name: 'delivery-problem',
  async render({ workspace, about, say }, { workspaces }: Needs) {
    if (about.to === undefined) return undefined
    const to = String(about.to) as Destination // where the parked one was to go
    const { installation } = partsOf(to)
    const reason = String(about.reason)
    const person = personIn(to)
    if (person === undefined) {
      const cure = channelCures[installation.platform][reason] ?? 'delivery.cure-other'
      // Else whoever mends a mirror would move the announcements there.
      const setting = workspace.rules.mirrors.includes(to) ? 'mirror' : 'announce'
      const values = { example: `/dealbell settings ${setting} here`, permissions: say.plain('channel.permissions-discord') }
      return message(text(say('delivery.problem', { channel: channelSpan(to), reason })), quiet(say(cure, values)))
    }
    const name = (await workspaces.known(installation, person, false))?.speaker?.name ?? person
    const cure = personCures[installation.platform][reason] ?? 'delivery.cure-person'
    return message(
      text(say(closed.has(reason) ? 'delivery.closed' : 'delivery.problem-person', { name, reason })),
      quiet(say(cure, { name })),
    )
  },
})
