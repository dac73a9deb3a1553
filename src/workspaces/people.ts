// Finding people: by who speaks, by mention, by handle, by name. Someone new becomes a member with the name that the platform
// knows them by; a platform that is slow to tell is not waited for, since the person waits for an answer.
import { Complaint } from '../conversation/complaint.ts'
import type { Found, Known, Member, People } from '../conversation/people.ts'
import type { Directory, InstallationRef, Profile, Speaker } from '../conversation/platform.ts'
import type { Clock } from '../vocabulary/clock.ts'
import type { NewMember, WorkspaceStore } from './workspace-store.ts'

/** How long a first answer waits for the platform to tell somebody's name, in milliseconds; the answer has three seconds. */
const patience = 1_200

type Store = Pick<WorkspaceStore, 'known' | 'addMember' | 'refresh' | 'byHandle' | 'byName'>

export function peopleOf(store: Store, directory: Pick<Directory, 'profile' | 'profileByHandle'>, clock: Clock): People {
  return {
    async speaker(installation, who, fresh = false) {
      const known = await store.known(installation, who.id, fresh)
      if (!known) return undefined
      if (known.speaker) return { workspace: known.workspace, speaker: known.speaker }
      const asked = directory.profile(installation, who.id)
      const profile = await soon(asked)
      if (profile && !profile.isPerson) throw new Complaint('complaint.you-are-no-member')
      const speaker = await store.addMember(known.workspace.id, installation, who.id, newcomer(who, profile), clock.now())
      if (!profile) void learnLater(asked, installation)
      return { workspace: known.workspace, speaker }
    },

    async find(installation, known, ref) {
      if (ref.kind === 'me') return { outcome: 'found', member: known.speaker }
      if (ref.kind === 'mention') {
        const seen = await store.known(installation, ref.id, false)
        if (seen?.speaker) return { outcome: 'found', member: seen.speaker }
        return admit(installation, known, await directory.profile(installation, ref.id))
      }
      if (ref.kind === 'handle') {
        const found = only(await store.byHandle(known.workspace.id, installation, ref.text))
        if (found) return found
        const profile = await directory.profileByHandle(installation, ref.text)
        if (profile) return admit(installation, known, profile)
      }
      return only(await store.byName(known.workspace.id, ref.text, 6), ref.text) ?? { outcome: 'nobody' }
    },
  }

  /** Somebody the platform knows becomes a member, if they are a person. */
  async function admit(installation: InstallationRef, known: Known, profile: Profile | undefined): Promise<Found> {
    if (!profile) return { outcome: 'nobody' }
    if (!profile.isPerson) return { outcome: 'not a person' }
    const member = await store.addMember(known.workspace.id, installation, profile.id, newcomer(profile, profile), clock.now())
    return { outcome: 'found', member }
  }

  /** The name that came too late for the first answer is there for the second. */
  async function learnLater(asked: Promise<Profile | undefined>, installation: InstallationRef): Promise<void> {
    const profile = await asked
    if (profile) await store.refresh(installation, profile.id, seenOf(profile)).catch(() => undefined) // it is asked again at the next chance
  }
}

const seenOf = ({ name, handle, timeZone, locale }: Profile) => ({ name, handle, timeZone, locale })

const newcomer = (who: Speaker, profile: Profile | undefined): NewMember => ({
  name: profile?.name || who.handle || who.id,
  handle: profile?.handle || who.handle,
  role: 'rep',
  timeZone: profile?.timeZone,
  locale: profile?.locale,
})

function soon<T>(asked: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}

/** The one there is, or the one whose whole name it is; undefined for none. */
function only(members: readonly Member[], written?: string): Found | undefined {
  const whole = members.filter(({ name }) => name.toLowerCase() === written?.toLowerCase())
  const [first, second] = whole.length > 0 ? whole : members
  if (!first) return undefined
  return second ? { outcome: 'several', names: members.slice(0, 5).map(({ name }) => name) } : { outcome: 'found', member: first }
}
