// `/deal undo [#42]`: the way back. Without a number, the latest thing that the speaker did to any deal.
import { optional } from '../../conversation/argument.ts'
import { dealNumber } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { today } from '../../vocabulary/local-date.ts'
import { type ChangeNeeds, undoDeal } from '../change-deal.ts'
import type { DealStore } from '../deal-store.ts'
import { dealToChange } from '../may-touch.ts'

type Needs = ChangeNeeds & { readonly deals: Pick<DealStore, 'lastChangedBy'> }

export default command({
  name: 'deal undo',
  summary: 'command.deal-undo',
  examples: ['/deal undo', '/deal undo #42'],
  mayUse: 'deals',
  changes: 'with its answer',
  slots: { number: optional(dealNumber) },
  async run(request, values, needs: Needs) {
    const { workspace, speaker, say, now } = request
    const last = values.number === undefined ? await needs.deals.lastChangedBy(workspace.id, speaker.id) : undefined
    const number = values.number ?? last?.number
    if (number === undefined) throw new Complaint('deal.nothing-of-yours')
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    if (last) {
      // What was done long ago is not what somebody means who names nothing: it has to be named.
      const events = await needs.deals.events(workspace.id, last.number)
      const done = events.find(({ revision }) => revision === last.head)
      if (done && now - done.at > recently) {
        const date = say.date(today(done.at, workspace.timeZone))
        throw new Complaint('deal.undo-what', { number: last.number, date }, { example: `/deal undo #${last.number}` })
      }
    }
    return undoDeal({ request, deal, revision: undefined, replaces: false }, needs)
  },
})

/** Milliseconds: undo without a number reaches back a day. */
const recently = 24 * 3_600_000
