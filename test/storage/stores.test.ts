// The stores' contracts, on both databases.
import { describe } from 'vitest'
import type { Destination } from '../../src/conversation/platform.ts'
import { answeredStore } from '../../src/storage/answered-store.ts'
import { dealStore } from '../../src/storage/deal-store.ts'
import { figuresStore } from '../../src/storage/figures-store.ts'
import { outboxStore } from '../../src/storage/outbox-store.ts'
import { targetStore } from '../../src/storage/target-store.ts'
import { workspaceStore } from '../../src/storage/workspace-store.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { answeredStoreContract } from '../contracts/answered-store.ts'
import { company, type Stores } from '../contracts/company.ts'
import { dealStoreContract } from '../contracts/deal-store.ts'
import { figuresStoreContract } from '../contracts/figures-store.ts'
import { outboxStoreContract } from '../contracts/outbox-store.ts'
import { targetStoreContract } from '../contracts/target-store.ts'
import { workspaceStoreContract } from '../contracts/workspace-store.ts'
import { TestClock } from '../fakes/clock.ts'
import { fakeOutbox } from '../fakes/outbox.ts'
import { onEachDatabase } from './databases.ts'

onEachDatabase((database) => {
  let made: Stores | undefined
  const stores = (): Stores => {
    if (made) return made
    const woken: Destination[] = []
    made = {
      workspaces: workspaceStore(database(), new TestClock()),
      deals: dealStore(database(), { queue: { wake: (to) => woken.push(...to) }, engine: false }),
      targets: targetStore(database()),
      figures: figuresStore(database()),
      outbox: outboxStore(database(), false),
      answered: answeredStore(database()),
      woken,
    }
    return made
  }
  workspaceStoreContract(stores)
  dealStoreContract(stores)
  targetStoreContract(stores)
  figuresStoreContract(stores)
  outboxStoreContract(async () => ({ outbox: stores().outbox, workspace: (await company(stores())).workspace.id }))
  answeredStoreContract(stores)
})

describe('the outbox in memory that other tests use', () => {
  const outbox = fakeOutbox()
  let workspaces = 0
  outboxStoreContract(async () => {
    workspaces += 1
    return { outbox, workspace: asId<WorkspaceId>(workspaces) }
  })
})
