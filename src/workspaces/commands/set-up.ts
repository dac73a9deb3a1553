// `/dealbell setup`: makes a workspace of an installation. Whoever runs it becomes its admin, and the channel where it is run the
// one where wins are announced. Alone it goes on with a short form, which an admin can come back to; with keywords it works at once,
// and run again by an admin it changes what is named and moves the announcements here.
import { keyword, type Slot } from '../../conversation/argument.ts'
import { openCommand } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Known } from '../../conversation/people.ts'
import { type Answer, type Destination, type Directory, destination } from '../../conversation/platform.ts'
import type { OpenRequest } from '../../conversation/request.ts'
import { sayIn } from '../../languages/speak.ts'
import { defaultCalendar } from '../../vocabulary/fiscal-calendar.ts'
import { usDollar } from '../../vocabulary/money.ts'
import { leastRole, mayEver } from '../../vocabulary/permissions.ts'
import { defaultRules } from '../../vocabulary/rules.ts'
import { settingNamed } from '../settings/all.ts'
import { changesOf, settledIn } from '../settings/change-settings.ts'
import { type SaveNeeds, saveSettings } from '../settings/save-settings.ts'
import { setUpForm } from '../settings/set-up-form.ts'
import type { Choice } from '../settings/setting.ts'
import { changeLines, periodsMoved, undoButtons } from '../settings/settings-message.ts'
import { setUpMessage } from '../workspace-message.ts'
import type { WorkspaceStore } from '../workspace-store.ts'

interface Needs extends SaveNeeds {
  readonly workspaces: Pick<WorkspaceStore, 'create' | 'changeSettings' | 'recordedChanges' | 'installations'>
  readonly directory: Pick<Directory, 'profile' | 'enter'>
}

/** What can be said at once. */
const keywords = ['currency', 'timezone', 'language', 'fiscal-year', 'week-start', 'working-days', 'holidays', 'amounts'] as const

const slots: Readonly<Record<string, Slot<Choice | undefined>>> = Object.fromEntries(
  keywords.map((name) => [name, keyword(name, settingNamed(name).argument)]),
)

export default openCommand({
  name: 'dealbell setup',
  summary: 'command.dealbell-setup',
  examples: [
    '/dealbell setup currency USD timezone Europe/Oslo',
    '/dealbell setup',
    '/dealbell setup currency EUR holidays DE-BY fiscal-year april',
  ],
  changes: 'repeatably',
  slots,
  async run(request: OpenRequest, values, needs: Needs) {
    const { installation, place, known } = request
    if (known && !mayEver(known.speaker.role, 'settings')) {
      throw new Complaint('complaint.not-permitted', { role: leastRole('settings') })
    }
    const choices = Object.values(values).filter((choice) => choice !== undefined)
    const here = place.kind === 'channel' ? destination(installation, place.channel) : undefined
    if (known && choices.length > 0) return changed({ ...request, ...known }, choices, here, needs)
    if (known) {
      if (here === known.workspace.announce) await needs.delivery.revive(here)
      const form = setUpForm({ step: 0, first: false, recorded: [] }, { settled: settledIn(known.workspace), here }, request.say)
      return { kind: 'form', form }
    }
    if (here === undefined) throw new Complaint('setup.in-a-channel')
    return created(request, here, choices, 'timezone' in values && values.timezone !== undefined, needs)
  },
})

/** What an admin says at once. */
function changed(request: OpenRequest & Known, choices: readonly Choice[], here: Destination | undefined, needs: Needs): Promise<Answer> {
  const on = { settled: settledIn(request.workspace), here }
  const all =
    here === undefined ? choices : [settingNamed('announce').recorded?.('announce', here), ...choices].filter((one) => one !== undefined)
  const decided = changesOf(all, on)
  return saveSettings(request, decided, needs, ({ recorded, entered }) => {
    const { settled, changes } = decided
    const said = setUpMessage({ ...settled, entered, first: false }, request.say)
    const moved = periodsMoved(changes, request.say)
    const more = [...changeLines(changes, request.say), ...(moved ? [moved] : []), ...undoButtons(recorded, request.say)]
    return { kind: 'message', message: { nodes: [...said.nodes, ...more] }, replaces: false }
  })
}

/** A new workspace, as usual but for what was chosen. Where nothing was, the form follows; what it does not get to is as it should be. */
async function created(
  request: OpenRequest,
  here: Destination,
  choices: readonly Choice[],
  zoneSaid: boolean,
  { workspaces, directory }: Needs,
): Promise<Answer> {
  const { installation, place, person, now } = request
  const [entered, answer] = await Promise.all([directory.enter(installation, place.channel), directory.profile(installation, person.id)])
  const profile = answer.outcome === 'found' ? answer.profile : undefined
  if (profile?.isPerson === false) throw new Complaint('complaint.you-are-no-member')
  const usual = {
    currency: usDollar,
    timeZone: profile?.timeZone ?? 'UTC',
    calendar: defaultCalendar,
    language: sayIn(profile?.locale ?? person.locale ?? 'en').language,
    announce: here,
    rules: defaultRules,
  }
  const { settled } = changesOf(choices, { settled: usual, here })
  const admin = {
    personId: person.id,
    name: profile?.name || person.handle || person.id,
    handle: profile?.handle || person.handle,
    role: 'admin' as const,
    timeZone: profile?.timeZone,
    locale: profile?.locale ?? person.locale,
  }
  const made = await workspaces.create(installation, { name: installation.id, ...settled }, admin, now)
  if (!made.created) throw new Complaint('setup.somebody-was-faster')
  const say = sayIn(made.known.speaker.language)
  const zoneGuessed = !zoneSaid && profile?.timeZone === undefined
  if (choices.length === 0) {
    const on = { settled: settledIn(made.known.workspace), here }
    return { kind: 'form', form: setUpForm({ step: 0, first: true, recorded: [] }, on, say, zoneGuessed) }
  }
  const message = setUpMessage({ ...settled, zoneGuessed, entered, first: true }, say)
  return { kind: 'message', message, replaces: false }
}
