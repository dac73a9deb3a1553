// The contracts of rates, plans, and of what doubts and cards ask of deals, on both databases.
import { pendingStore } from '../../src/storage/pending-store.ts'
import { planStore } from '../../src/storage/plan-store.ts'
import { rateStore } from '../../src/storage/rate-store.ts'
import { workspaceCopies } from '../../src/storage/workspace-copies.ts'
import { workspaceStore } from '../../src/storage/workspace-store.ts'
import { dealDoubtsContract } from '../contracts/deal-doubts.ts'
import { planStoreContract } from '../contracts/plan-store.ts'
import { rateStoreContract } from '../contracts/rate-store.ts'
import { TestClock } from '../fakes/clock.ts'
import { onEachDatabase } from './databases.ts'
import { storesOn } from './stores-on.ts'

onEachDatabase((database) => {
  let made: ReturnType<typeof make> | undefined
  function make() {
    const stores = storesOn(database())
    const clock = new TestClock()
    const copies = workspaceCopies(database(), clock)
    const waking = { queue: { wake: (to: typeof stores.woken) => stores.woken.push(...to) }, engine: false }
    return {
      ...stores,
      // with the copies that a change of rates has to end
      workspaces: workspaceStore(database(), clock, copies),
      rates: rateStore(database(), waking, copies),
      pending: pendingStore(database()),
      plans: planStore(database(), waking),
    }
  }
  const stores = () => {
    made ??= make()
    return made
  }
  rateStoreContract(stores)
  planStoreContract(stores)
  dealDoubtsContract(stores)
})
