// Wins deals for the workspace of the installation T1, several at a time, and says the number of each once it is stored, until it is
// ended. Its requests have the keys it is given: a beginning and a count.

import { log } from '../../src/deals/deal-changes.ts'
import { dealStore } from '../../src/storage/deal-store.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { workspaceStore } from '../../src/storage/workspace-store.ts'
import { systemClock } from '../../src/vocabulary/clock.ts'
import { actor, aWin, facts, noon, said } from '../contracts/company.ts'

const [, , url = '', begin = ''] = process.argv
const database = await openDatabase(url)
const known = await workspaceStore(database, systemClock).known({ platform: 'slack', id: 'T1' }, 'U1', true)
if (!known?.speaker) throw new Error('The workspace is not there')
const { workspace, speaker } = known
const here = { installation: { platform: 'slack', id: 'T1' } as const, workspace, members: [speaker, speaker, speaker] as const }
const store = dealStore(database, { queue: { wake: () => {} }, engine: false })
let count = 0

async function go(): Promise<void> {
  for (;;) {
    count += 1
    const requestKey = `${begin}/${count}`
    const change = aWin(here, speaker, { requestKey })
    const decide: typeof change.decide = ({ number }) => {
      const card = { key: `card ${number}`, to: workspace.announce, kind: 'deal-card', about: { number }, action: { do: 'post' } } as const
      return { ...log(number, facts(speaker), actor(speaker, noon)), posts: [card], answer: said(`${number}`) }
    }
    const answer = await store.change({ ...change, decide })
    const text = answer.kind === 'message' && answer.message.nodes[0]?.kind === 'headline' ? answer.message.nodes[0].spans[0] : ''
    process.stdout.write(`${requestKey} ${text}\n`)
  }
}
await Promise.all(Array.from({ length: 16 }, go))
