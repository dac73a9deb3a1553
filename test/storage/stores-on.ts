// All stores of a database.
import type { Destination } from '../../src/conversation/platform.ts'
import { activityStore } from '../../src/storage/activity-store.ts'
import { agendaStore } from '../../src/storage/agenda-store.ts'
import { answeredStore } from '../../src/storage/answered-store.ts'
import type { Database } from '../../src/storage/database.ts'
import { dealStore } from '../../src/storage/deal-store.ts'
import { digestStore } from '../../src/storage/digest-store.ts'
import { figuresStore } from '../../src/storage/figures-store.ts'
import { forecastStore } from '../../src/storage/forecast-store.ts'
import { kudosStore } from '../../src/storage/kudos-store.ts'
import { leaderboardStore } from '../../src/storage/leaderboard-store.ts'
import { linkStore } from '../../src/storage/link-store.ts'
import { memberStore } from '../../src/storage/member-store.ts'
import { outboxStore } from '../../src/storage/outbox-store.ts'
import { pipelineStore } from '../../src/storage/pipeline-store.ts'
import { reminderStore } from '../../src/storage/reminder-store.ts'
import { shoutOutsStore } from '../../src/storage/shout-outs-store.ts'
import { storyStore } from '../../src/storage/story-store.ts'
import { targetStore } from '../../src/storage/target-store.ts'
import { teamStore } from '../../src/storage/team-store.ts'
import { trackStore } from '../../src/storage/track-store.ts'
import { workspaceCopies } from '../../src/storage/workspace-copies.ts'
import { workspaceStore } from '../../src/storage/workspace-store.ts'
import type { Clock } from '../../src/vocabulary/clock.ts'
import type { Stores } from '../contracts/company.ts'
import { TestClock } from '../fakes/clock.ts'

/** `engine`: the queue engine is installed in the database. */
export function storesOn(
  database: Database,
  { clock = new TestClock(), engine = false }: { clock?: Clock; engine?: boolean } = {},
): Stores {
  const woken: Destination[] = []
  const copies = workspaceCopies(database, clock)
  return {
    workspaces: workspaceStore(database, clock, copies),
    teams: teamStore(database, copies),
    members: memberStore(database, { queue: { wake: (to) => woken.push(...to) }, engine }, copies),
    links: linkStore(database, copies),
    deals: dealStore(database, { queue: { wake: (to) => woken.push(...to) }, engine }),
    reminders: reminderStore(database),
    stories: storyStore(database, { queue: { wake: (to) => woken.push(...to) }, engine }),
    targets: targetStore(database, { queue: { wake: (to) => woken.push(...to) }, engine }),
    figures: figuresStore(database),
    forecasts: forecastStore(database, { queue: { wake: (to) => woken.push(...to) }, engine }),
    pipeline: pipelineStore(database),
    kudos: kudosStore(database, { queue: { wake: (to) => woken.push(...to) }, engine }),
    shoutOuts: shoutOutsStore(database),
    leaderboards: leaderboardStore(database, { queue: { wake: (to) => woken.push(...to) }, engine }),
    agenda: agendaStore(database, { queue: { wake: (to) => woken.push(...to) }, engine }),
    activities: activityStore(database, { queue: { wake: (to) => woken.push(...to) }, engine }),
    tracks: trackStore(database),
    digests: digestStore(database),
    outbox: outboxStore(database, engine),
    answered: answeredStore(database),
    woken,
  }
}
