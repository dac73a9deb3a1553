// `/dealbell setup`: makes a workspace of an installation. Whoever runs it becomes its admin, and the channel where it is run the
// one where wins are announced. Run again by an admin, it changes what is named and moves the announcements here.
import { keyword } from '../../conversation/argument.ts'
import { currency, timeZone } from '../../conversation/arguments.ts'
import { openCommand } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { type Destination, type Directory, destination } from '../../conversation/platform.ts'
import type { OpenRequest } from '../../conversation/request.ts'
import { sayIn } from '../../languages/speak.ts'
import { usDollar } from '../../vocabulary/money.ts'
import { isAtLeast } from '../../vocabulary/roles.ts'
import { setUpMessage } from '../workspace-message.ts'
import type { WorkspaceSettings, WorkspaceStore } from '../workspace-store.ts'

interface Needs {
  readonly workspaces: Pick<WorkspaceStore, 'create' | 'change'>
  readonly directory: Pick<Directory, 'profile' | 'enter'>
  /** What could not be posted there is tried again. */
  readonly delivery: { revive(to: Destination): Promise<void> }
}

export default openCommand({
  name: 'dealbell setup',
  summary: 'command.dealbell-setup',
  examples: ['/dealbell setup currency USD timezone Europe/Oslo', '/dealbell setup currency EUR'],
  changes: 'repeatably',
  slots: { currency: keyword('currency', currency), timeZone: keyword('timezone', timeZone) },
  async run(request: OpenRequest, values, { workspaces, directory, delivery }: Needs) {
    const { installation, place, known, person } = request
    if (known && !isAtLeast(known.speaker.role, 'admin')) throw new Complaint('complaint.not-permitted', { role: 'admin' })
    if (place.kind === 'direct') throw new Complaint('setup.in-a-channel')
    const announce = destination(installation, place.channel)
    const entered = await directory.enter(installation, place.channel)
    if (known) {
      const changes: Partial<WorkspaceSettings> = {
        announce,
        ...(values.currency ? { currency: values.currency } : {}),
        ...(values.timeZone ? { timeZone: values.timeZone } : {}),
      }
      if (!(await workspaces.change(known.workspace, changes))) {
        throw new Complaint('setup.currency-in-use', { currency: known.workspace.currency })
      }
      await delivery.revive(announce)
      return done(request, { ...known.workspace, ...changes }, place.channel, entered, false)
    }
    const answer = await directory.profile(installation, person.id)
    const profile = answer.outcome === 'found' ? answer.profile : undefined
    if (profile?.isPerson === false) throw new Complaint('complaint.you-are-no-member')
    const settings: WorkspaceSettings = {
      name: installation.id,
      currency: values.currency ?? usDollar,
      timeZone: values.timeZone ?? profile?.timeZone ?? 'UTC',
      language: sayIn(profile?.locale ?? 'en').language,
      announce,
    }
    const admin = {
      personId: person.id,
      name: profile?.name || person.handle || person.id,
      handle: profile?.handle || person.handle,
      role: 'admin' as const,
      timeZone: profile?.timeZone,
      locale: profile?.locale,
    }
    const created = await workspaces.create(installation, settings, admin, request.now)
    if (!created.created) throw new Complaint('setup.somebody-was-faster')
    const zoneGuessed = !values.timeZone && !profile?.timeZone
    const workspace = { ...created.known.workspace, zoneGuessed }
    return done({ ...request, say: sayIn(created.known.speaker.language) }, workspace, place.channel, entered, true)
  },
})

function done(
  request: OpenRequest,
  settings: Pick<WorkspaceSettings, 'currency' | 'timeZone'> & { readonly zoneGuessed?: boolean },
  channel: string,
  entered: 'in' | 'invite me' | 'unknown',
  first: boolean,
) {
  return { kind: 'message' as const, message: setUpMessage({ ...settings, channel, entered, first }, request.say), replaces: false }
}
