// Finding people: by who speaks, by mention, by handle, by name. Someone new becomes a member with the name that the platform
// knows them by; a platform that is slow to tell is not waited for, since the person waits for an answer. What it says of
// members is looked at again now and then, behind their backs, and whenever it says so itself: they are renamed, they move, they leave,
// they come back.
import { Complaint } from '../conversation/complaint.ts'
import type { Found, Known, Member, People } from '../conversation/people.ts'
import type { Directory, InstallationRef, Profile, ProfileAnswer, Speaker } from '../conversation/platform.ts'
import { sayIn } from '../languages/speak.ts'
import type { Clock } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { MemberStore } from './member-store.ts'
import { ProfilesSeen } from './profiles-seen.ts'
import type { NewMember, WorkspaceStore } from './workspace-store.ts'

/** How long a first answer waits for the platform to tell somebody's name, in milliseconds; the answer has three seconds. */
const patience = 1_200

type Store = Pick<WorkspaceStore, 'known' | 'addMember' | 'refresh' | 'byHandle' | 'byName' | 'teams'> & Pick<MemberStore, 'followAccount'>

/** Told by a platform that something about a person is another now. Whoever is no member is no concern of ours. */
export type Follow = (installation: InstallationRef, profile: Profile) => Promise<void>

export function peopleOf(
  store: Store,
  directory: Pick<Directory, 'profile' | 'profileByHandle'>,
  clock: Clock,
): People & { readonly follow: Follow } {
  const profiles = new ProfilesSeen(clock)

  return {
    teams: (workspace) => store.teams(workspace),

    async speaker(installation, who, fresh = false) {
      let known = await store.known(installation, who.id, fresh)
      // They may have come back through another copy of the program a moment ago.
      if (known?.speaker?.hasLeft && !fresh) known = await store.known(installation, who.id, true)
      if (!known) return undefined
      const { workspace, speaker } = known
      if (!speaker) return { workspace, speaker: await join(installation, workspace.id, who) }
      if (!isStillPerson(installation, who.id, speaker)) throw new Complaint('complaint.you-are-no-member')
      if (speaker.hasLeft) throw new Complaint('complaint.you-have-left')
      hear(installation, who, speaker)
      return { workspace, speaker }
    },

    async seen(installation, personId) {
      const { workspace, speaker } = (await store.known(installation, personId, false)) ?? {}
      const known = workspace && speaker && !speaker.hasLeft && profiles.of(keyOf(installation, personId))?.isPerson !== false
      return known ? { workspace, speaker } : undefined
    },

    async follow(installation, profile) {
      const seen = await store.known(installation, profile.id, false)
      if (seen?.speaker) await took(installation, profile, seen.speaker)
    },

    async find(installation, known, ref) {
      if (ref.kind === 'me') return { outcome: 'found', member: known.speaker }
      if (ref.kind === 'mention') {
        const seen = await store.known(installation, ref.id, false)
        if (!seen?.speaker) return mentioned(installation, known, ref.id)
        return isStillPerson(installation, ref.id, seen.speaker) ? foundOne(seen.speaker) : { outcome: 'not a person' }
      }
      let answer: ProfileAnswer = { outcome: 'unknown' }
      if (ref.kind === 'handle') {
        const found = among(await store.byHandle(known.workspace.id, installation, ref.text))
        if (found) return found
        answer = await directory.profileByHandle(installation, ref.text)
        if (answer.outcome === 'found') return called(installation, known, answer.profile)
        const elsewhere = among(await store.byHandle(known.workspace.id, undefined, ref.text))
        if (elsewhere) return elsewhere
      }
      const found = among(await store.byName(known.workspace.id, ref.text, 6), ref.text)
      return found ?? { outcome: answer.outcome === 'no answer' ? 'no answer' : 'nobody' }
    },
  }

  /** Somebody speaks for the first time. */
  async function join(installation: InstallationRef, workspace: WorkspaceId, who: Speaker): Promise<Member> {
    const key = keyOf(installation, who.id)
    const before = profiles.of(key)
    if (before?.isPerson === false && clock.now() < before.askAgain) throw new Complaint('complaint.you-are-no-member')
    profiles.asking(key)
    const asked = directory.profile(installation, who.id)
    const answer = await soon(asked)
    const profile = answer?.outcome === 'found' ? answer.profile : undefined
    if (profile) profiles.saw(key, profile.isPerson)
    if (profiles.of(key)?.isPerson === false) throw new Complaint('complaint.you-are-no-member')
    const member = await store.addMember(workspace, installation, who.id, newcomer(who, profile), clock.now())
    // The name that came too late for the first answer is there for the second.
    if (!answer) learn(asked, installation, member)
    return member
  }

  /** What is known of a member by now; where that is old, the platform is asked, and the answer holds from the next time on. */
  function isStillPerson(installation: InstallationRef, personId: string, member: Member): boolean {
    const key = keyOf(installation, personId)
    const seen = profiles.of(key)
    if (!seen || seen.askAgain <= clock.now()) {
      profiles.asking(key)
      learn(directory.profile(installation, personId), installation, member)
    }
    return seen?.isPerson ?? true
  }

  /**
   * The language in which somebody has their platform, where that is told with what they say: it is theirs from the next time on. Of an account
   * that says nothing new it is not taken again, or somebody with two of them in two languages would change with each word.
   */
  function hear(installation: InstallationRef, { id, locale }: Speaker, member: Member): void {
    const key = keyOf(installation, id)
    if (locale === undefined || profiles.locale(key) === locale) return
    profiles.heard(key, locale)
    if (sayIn(locale).language === sayIn(member.language).language) return
    store.refresh(installation, id, { name: '', handle: '', timeZone: undefined, locale }).catch(() => profiles.heard(key, undefined))
  }

  /** Follows what the platform says of a member, whenever it comes. What fails is tried again at the next contact after a pause. */
  function learn(asked: Promise<ProfileAnswer>, installation: InstallationRef, member: Member): void {
    const learning = async () => {
      const answer = await asked
      if (answer.outcome !== 'found') return
      await took(installation, answer.profile, member)
    }
    learning().catch(() => undefined)
  }

  /** What the platform says of a member is so from now on. */
  async function took(installation: InstallationRef, profile: Profile, member: Member): Promise<void> {
    const key = keyOf(installation, profile.id)
    if (profile.left) {
      await store.followAccount(installation, profile.id, 'gone', clock.now())
      return profiles.sawLeft(key, member.id)
    }
    if (profile.isPerson) {
      await store.refresh(installation, profile.id, seenOf(profile))
      await store.followAccount(installation, profile.id, 'there', clock.now())
    }
    profiles.saw(key, profile.isPerson, member.id)
  }

  /** Somebody who is no member yet is mentioned: they become one, if they are a person. */
  async function mentioned(installation: InstallationRef, known: Known, personId: string): Promise<Found> {
    const key = keyOf(installation, personId)
    const answer = await directory.profile(installation, personId)
    if (answer.outcome === 'found') profiles.saw(key, answer.profile.isPerson)
    if (profiles.of(key)?.isPerson === false) return { outcome: 'not a person' }
    if (answer.outcome !== 'found') return { outcome: answer.outcome === 'no answer' ? 'no answer' : 'nobody' }
    const { profile } = answer
    const member = await store.addMember(known.workspace.id, installation, personId, newcomer(profile, profile), clock.now())
    return { outcome: 'found', member }
  }

  /** Somebody whose handle is not known here: a newcomer, or a member who has a new handle. */
  async function called(installation: InstallationRef, known: Known, profile: Profile): Promise<Found> {
    if (!profile.isPerson) return { outcome: 'not a person' }
    const member = await store.addMember(known.workspace.id, installation, profile.id, newcomer(profile, profile), clock.now())
    // Not yet seen as a whole: a list of handles need not tell everybody's language.
    store.refresh(installation, profile.id, seenOf(profile)).catch(() => undefined)
    return foundOne(member)
  }

  /** The one meant, of those that are people; whoever has left is meant only where nobody else goes by that name. */
  function among(members: readonly Member[], written?: string): Found | undefined {
    const people = members.filter(({ id }) => !profiles.refuses(id))
    const present = people.filter(({ hasLeft }) => !hasLeft)
    return only(present, written) ?? only(people, written) ?? (members.length > 0 ? { outcome: 'not a person' } : undefined)
  }
}

const keyOf = ({ platform, id }: InstallationRef, personId: string): string => `${platform}/${id}/${personId}`

const seenOf = ({ name, handle, timeZone, locale }: Profile) => ({ name, handle, timeZone, locale })

/** Somebody who becomes a member, as far as they are known. */
export const newcomer = (who: Speaker, profile: Profile | undefined): NewMember => ({
  name: profile?.name || who.handle || who.id,
  handle: profile?.handle || who.handle,
  role: 'rep',
  timeZone: profile?.timeZone,
  locale: profile?.locale ?? who.locale,
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
  return second ? { outcome: 'several', names: members.slice(0, 5).map(({ name }) => name) } : foundOne(first)
}

const foundOne = (member: Member): Found => ({ outcome: member.hasLeft ? 'left' : 'found', member })
