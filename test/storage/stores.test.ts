// The stores' contracts, on both databases.
import { describe } from 'vitest'
import { meetingStore } from '../../src/storage/meeting-store.ts'
import { nudgeStore } from '../../src/storage/nudge-store.ts'
import { occurrenceStore } from '../../src/storage/occurrence-store.ts'
import { pendingStore } from '../../src/storage/pending-store.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { activityStoreContract } from '../contracts/activity-store.ts'
import { agendaStoreContract } from '../contracts/agenda-store.ts'
import { answeredStoreContract } from '../contracts/answered-store.ts'
import { company, type Stores } from '../contracts/company.ts'
import { dealStoreContract } from '../contracts/deal-store.ts'
import { digestStoreContract } from '../contracts/digest-store.ts'
import { figuresStoreContract } from '../contracts/figures-store.ts'
import { forecastStoreContract } from '../contracts/forecast-store.ts'
import { kudosStoreContract } from '../contracts/kudos-store.ts'
import { leaderboardStoreContract } from '../contracts/leaderboard-store.ts'
import { linkStoreContract } from '../contracts/link-store.ts'
import { meetingStoreContract } from '../contracts/meeting-store.ts'
import { memberStoreContract } from '../contracts/member-store.ts'
import { nudgeStoreContract } from '../contracts/nudge-store.ts'
import { occurrenceStoreContract } from '../contracts/occurrence-store.ts'
import { outboxStoreContract } from '../contracts/outbox-store.ts'
import { pendingStoreContract } from '../contracts/pending-store.ts'
import { pipelineStoreContract } from '../contracts/pipeline-store.ts'
import { reminderStoreContract } from '../contracts/reminder-store.ts'
import { shoutOutsStoreContract } from '../contracts/shout-outs-store.ts'
import { storyStoreContract } from '../contracts/story-store.ts'
import { targetStoreContract } from '../contracts/target-store.ts'
import { trackStoreContract } from '../contracts/track-store.ts'
import { workspaceSettingsContract } from '../contracts/workspace-settings.ts'
import { workspaceStoreContract } from '../contracts/workspace-store.ts'
import { fakeOutbox } from '../fakes/outbox.ts'
import { onEachDatabase } from './databases.ts'
import { storesOn } from './stores-on.ts'

onEachDatabase((database) => {
  let made: Stores | undefined
  const stores = (): Stores => {
    made ??= storesOn(database())
    return made
  }
  workspaceStoreContract(stores)
  memberStoreContract(stores)
  linkStoreContract(stores)
  workspaceSettingsContract(stores)
  dealStoreContract(stores)
  storyStoreContract(stores)
  reminderStoreContract(stores)
  targetStoreContract(stores)
  figuresStoreContract(stores)
  forecastStoreContract(stores)
  pipelineStoreContract(stores)
  activityStoreContract(stores)
  meetingStoreContract(() => ({ ...stores(), meetings: meetingStore(database()) }))
  agendaStoreContract(() => ({ ...stores(), occurrences: occurrenceStore(database(), { engine: false }) }))
  leaderboardStoreContract(stores)
  trackStoreContract(stores)
  digestStoreContract(stores)
  kudosStoreContract(stores)
  shoutOutsStoreContract(stores)
  outboxStoreContract(async () => ({ outbox: stores().outbox, workspace: (await company(stores())).workspace.id }))
  answeredStoreContract(stores)
  occurrenceStoreContract(
    () => ({ ...stores(), occurrences: occurrenceStore(database(), { engine: false }) }),
    async ({ workspace }) => {
      await database().client.workspace.update({ where: { id: workspace.id }, data: { rules: '{"stages":7}' } })
    },
  )
  nudgeStoreContract(() => ({ ...stores(), nudges: nudgeStore(database(), { queue: { wake: () => {} }, engine: false }) }))
  pendingStoreContract(() => ({ ...stores(), pending: pendingStore(database()) }))
})

describe('the outbox in memory that other tests use', () => {
  const outbox = fakeOutbox()
  let workspaces = 0
  outboxStoreContract(async () => {
    workspaces += 1
    return { outbox, workspace: asId<WorkspaceId>(workspaces) }
  })
})
