// The only file that knows every part: puts the features' stores, the platforms' edges and the clock together.
import type { Logger } from 'pino'
import type { ActivityStore } from './activities/activity-store.ts'
import type { AgendaStore } from './agenda/agenda-store.ts'
import type { MeetingStore } from './agenda/meeting-store.ts'
import type { OneToOneStore } from './agenda/one-to-one-store.ts'
import { catalog } from './catalog.generated.ts'
import { seenFrom } from './conversation/channels-here.ts'
import { converse } from './conversation/converse.ts'
import type { Kept } from './conversation/kept.ts'
import {
  type Conversation,
  type Destination,
  type Directory,
  type Files,
  type InstallationRef,
  inbox,
  type Messenger,
  type PlatformName,
  partsOf,
} from './conversation/platform.ts'
import { type Occasion, postOf, type Rehearse, type Said } from './conversation/ritual.ts'
import type { DealStore } from './deals/deal-store.ts'
import type { PlanStore } from './deals/plan-store.ts'
import type { StoryStore } from './deals/story-store.ts'
import { suggestionSource } from './deals/suggestion-source.ts'
import type { SuggestionStore } from './deals/suggestion-store.ts'
import { delivery } from './delivery/deliver.ts'
import type { DeliveryQueue, OutboxEntry, OutboxStore } from './delivery/outbox-store.ts'
import type { TrackStore } from './diagnosis/track-store.ts'
import type { DigestStore } from './digest/digest-store.ts'
import type { KudosStore } from './kudos/kudos-store.ts'
import { sayIn } from './languages/speak.ts'
import type { LeaderboardStore } from './leaderboard/leaderboard-store.ts'
import type { NudgeStore } from './nudges/nudge-store.ts'
import type { ReminderStore } from './nudges/reminder-store.ts'
import type { Pictures } from './pictures/pictures.ts'
import type { PipelineStore } from './pipeline/pipeline-store.ts'
import type { PrivacyStore } from './privacy/privacy-store.ts'
import type { FiguresStore } from './progress/figures-store.ts'
import type { ForecastStore } from './progress/forecast-store.ts'
import type { ShoutOutsStore } from './shout-outs/shout-outs-store.ts'
import { activityStore } from './storage/activity-store.ts'
import { agendaStore } from './storage/agenda-store.ts'
import { type AnsweredStore, answeredStore } from './storage/answered-store.ts'
import type { Database } from './storage/database.ts'
import { dealStore } from './storage/deal-store.ts'
import { digestStore } from './storage/digest-store.ts'
import { figuresStore } from './storage/figures-store.ts'
import { forecastStore } from './storage/forecast-store.ts'
import { keptStore } from './storage/kept-store.ts'
import { kudosStore } from './storage/kudos-store.ts'
import { leaderboardStore } from './storage/leaderboard-store.ts'
import { linkStore } from './storage/link-store.ts'
import { meetingStore } from './storage/meeting-store.ts'
import { memberStore } from './storage/member-store.ts'
import { nudgeStore } from './storage/nudge-store.ts'
import { occurrenceStore } from './storage/occurrence-store.ts'
import { oneToOneStore } from './storage/one-to-one-store.ts'
import { outboxStore } from './storage/outbox-store.ts'
import { pendingStore } from './storage/pending-store.ts'
import { pipelineStore } from './storage/pipeline-store.ts'
import { planStore } from './storage/plan-store.ts'
import { privacyStore } from './storage/privacy-store.ts'
import { rateStore } from './storage/rate-store.ts'
import { reminderStore } from './storage/reminder-store.ts'
import { shoutOutsStore } from './storage/shout-outs-store.ts'
import { storyStore } from './storage/story-store.ts'
import { suggestionStore } from './storage/suggestion-store.ts'
import { targetStore } from './storage/target-store.ts'
import { teamStore } from './storage/team-store.ts'
import { trackStore } from './storage/track-store.ts'
import { transferStore } from './storage/transfer-store.ts'
import { workspaceCopies } from './storage/workspace-copies.ts'
import { workspaceStore } from './storage/workspace-store.ts'
import type { TargetStore } from './targets/target-store.ts'
import type { OccurrenceStore } from './timekeeping/occurrence-store.ts'
import { type Timekeeper, timekeeper } from './timekeeping/timekeeper.ts'
import type { TransferStore } from './transfer/transfer-store.ts'
import { type Clock, later } from './vocabulary/clock.ts'
import type { WorkspaceId } from './vocabulary/ids.ts'
import type { LinkStore } from './workspaces/link-store.ts'
import type { MemberStore } from './workspaces/member-store.ts'
import type { PendingStore } from './workspaces/pending-store.ts'
import { type Follow, peopleOf } from './workspaces/people.ts'
import type { RateStore } from './workspaces/rate-store.ts'
import type { TeamStore } from './workspaces/team-store.ts'
import type { WorkspaceStore } from './workspaces/workspace-store.ts'

export interface Stores {
  readonly workspaces: WorkspaceStore
  readonly teams: TeamStore
  readonly members: MemberStore
  readonly links: LinkStore
  readonly deals: DealStore
  readonly stories: StoryStore
  readonly suggestions: SuggestionStore
  readonly reminders: ReminderStore
  readonly targets: TargetStore
  readonly figures: FiguresStore
  readonly forecasts: ForecastStore
  readonly pipeline: PipelineStore
  readonly activities: ActivityStore
  readonly leaderboards: LeaderboardStore
  readonly kudos: KudosStore
  readonly outbox: OutboxStore
  readonly answered: AnsweredStore
  readonly pending: PendingStore
  readonly kept: Kept
  readonly rates: RateStore
  readonly plans: PlanStore
  readonly transfer: TransferStore
  readonly privacy: PrivacyStore
  readonly occurrences: OccurrenceStore
  readonly nudges: NudgeStore
  readonly shoutOuts: ShoutOutsStore
  readonly tracks: TrackStore
  readonly oneToOnes: OneToOneStore
  readonly digests: DigestStore
  readonly agenda: AgendaStore
  readonly meetings: MeetingStore
}

/** The stores over a database. `queue` is woken for what a change writes into the outbox. */
export function storesOf(database: Database, clock: Clock, queue: Pick<DeliveryQueue, 'wake'>): Stores {
  const engine = database.kind === 'postgresql'
  const waking = { queue, engine }
  const copies = workspaceCopies(database, clock)
  return {
    workspaces: workspaceStore(database, clock, copies),
    teams: teamStore(database, copies),
    members: memberStore(database, waking, copies),
    links: linkStore(database, copies),
    deals: dealStore(database, waking),
    stories: storyStore(database, waking),
    suggestions: suggestionStore(database),
    reminders: reminderStore(database),
    targets: targetStore(database, waking),
    figures: figuresStore(database),
    forecasts: forecastStore(database, waking),
    pipeline: pipelineStore(database),
    activities: activityStore(database, waking),
    leaderboards: leaderboardStore(database, waking),
    kudos: kudosStore(database, waking),
    outbox: outboxStore(database, engine),
    answered: answeredStore(database),
    pending: pendingStore(database),
    kept: keptStore(database, clock),
    rates: rateStore(database, waking, copies),
    plans: planStore(database, waking),
    transfer: transferStore(database, waking, copies),
    privacy: privacyStore(database, copies),
    occurrences: occurrenceStore(database, waking),
    nudges: nudgeStore(database, waking),
    shoutOuts: shoutOutsStore(database),
    tracks: trackStore(database),
    oneToOnes: oneToOneStore(database),
    digests: digestStore(database),
    agenda: agendaStore(database, waking),
    meetings: meetingStore(database),
  }
}

/** What lies outside: the platforms that are connected, the time, the log. */
export interface Edges {
  readonly directory: Directory
  readonly files: Files
  /** Undefined: not connected. */
  readonly messengerOf: (platform: PlatformName) => Messenger | undefined
  readonly wake: DeliveryQueue['wake']
  /** What pictures are written with; without it posts come without pictures. */
  readonly pictures?: Pick<Pictures, 'font'>
  readonly clock: Clock
  readonly log: Logger
}

export interface Bot {
  readonly conversation: Conversation
  /** For a platform that says by itself what changed about a person. */
  readonly follow: Follow
  /** Carries out the rituals that are due. */
  readonly timekeeper: Timekeeper
  /** What a ritual would say, without saying it. */
  readonly rehearse: Rehearse
  /** For the queue to call. */
  readonly serve: (to: Destination, mine?: () => boolean) => ReturnType<ReturnType<typeof delivery>>
}

/** What was given up is worth posting for so long (ms) once the reason is gone. */
const worthPosting = 7 * 24 * 3_600_000

/** Tries again what was given up at a destination, or anywhere: the bot was invited, the channel is there again, somebody looked into it. */
export async function revive({ outbox }: Stores, { clock, wake }: Pick<Edges, 'clock' | 'wake'>, to?: Destination): Promise<void> {
  const now = clock.now()
  const destinations = await outbox.revive(to, later(now, -worthPosting), now)
  if (destinations.length > 0) wake(destinations)
}

/** The bot without its platforms: what is said to it, and what it says by itself. */
export function assemble(stores: Stores, edges: Edges): Bot {
  const { directory, files, clock, log } = edges
  const needs = {
    ...stores,
    directory,
    files,
    pictures: edges.pictures ?? { font: async () => undefined },
    clock,
    commands: catalog.commands,
    rituals: catalog.rituals,
    rehearse: ((...asked) => rehearse(...asked)) as Rehearse,
    delivery: { revive: (to: Destination) => revive(stores, edges, to) },
  }

  const render = async (entry: Pick<OutboxEntry, 'workspace' | 'kind' | 'to' | 'about' | 'action' | 'writtenAt'>) => {
    const declaration = catalog.posts.find(({ name }) => name === entry.kind)
    const { installation } = partsOf(entry.to)
    const workspace = await stores.workspaces.workspaceOf(installation)
    // the installation may have been separated, and be somebody else's by now
    if (!declaration || workspace?.id !== entry.workspace) return undefined
    const say = sayIn(workspace.language)
    const message = await declaration.render({ ...entry, workspace, say }, needs)
    return message && seenFrom(message, installation, say)
  }

  /** Of several accounts of an admin one is enough; who has none in that installation is told elsewhere only if nobody has. */
  const admins = async (workspace: WorkspaceId, installation: InstallationRef): Promise<readonly Destination[]> => {
    const there = await stores.workspaces.admins(workspace, installation)
    if (there.length > 0) return there.map((person) => inbox(installation, person))
    const here = await stores.workspaces.workspaceOf(installation)
    if (here?.id !== workspace) return []
    const all = (await stores.workspaces.members(workspace)).filter(({ role, hasLeft }) => role === 'admin' && !hasLeft)
    const ids = all.map(({ id }) => id)
    return [...(await stores.workspaces.inboxes(here, ids)).values()]
  }

  /** Throws on a ritual that there is not. */
  const occur = (name: string, occasion: Occasion): Promise<readonly Said[]> => {
    const declaration = catalog.rituals.find((one) => one.name === name)
    if (!declaration) throw new Error(`No ritual ${name}`)
    return declaration.occur(occasion, needs)
  }

  const rehearse: Rehearse = async (name, occasion, enough) => {
    const posts = (await occur(name, occasion)).map((said) => postOf(name, occasion.slot, said))
    const said: Awaited<ReturnType<Rehearse>>[number][] = []
    for (const [index, post] of posts.entries()) {
      if (enough && said.length >= enough.most) {
        enough.left(posts.length - index)
        break
      }
      const message = await render({ ...post, workspace: occasion.workspace.id, writtenAt: occasion.now })
      if (message) said.push({ to: post.to, message, post })
    }
    return said
  }

  const people = peopleOf({ ...stores.workspaces, followAccount: stores.members.followAccount }, directory, clock)

  return {
    follow: people.follow,
    rehearse,
    timekeeper: timekeeper({ occurrences: stores.occurrences, rituals: catalog.rituals, occur, wake: edges.wake, clock, log }),
    conversation: converse(catalog, needs, {
      people,
      clock,
      answered: stores.answered,
      suggestions: suggestionSource(stores.suggestions, stores.workspaces),
      log: (line, fault) => (fault === undefined ? log.info(line, 'command') : log.error({ ...line, err: fault }, 'command')),
    }),
    serve: delivery({
      outbox: stores.outbox,
      messengerOf: edges.messengerOf,
      render,
      admins,
      announces: async (workspace, installation) => {
        const here = await stores.workspaces.workspaceOf(installation)
        return here?.id === workspace ? here.announce : undefined
      },
      wake: edges.wake,
      clock,
      log,
    }),
  }
}
