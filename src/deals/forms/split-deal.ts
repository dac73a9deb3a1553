// Who shares a deal's credit, sent.

import { Complaint } from '../../conversation/complaint.ts'
import { form } from '../../conversation/form.ts'
import type { Request } from '../../conversation/request.ts'
import type { ChangeNeeds } from '../change-deal.ts'
import { readSeenDeal } from '../deal-button.ts'
import type { Sharing } from '../deal-keywords.ts'
import { readField } from '../form-field.ts'
import { shares } from '../list-arguments.ts'
import { dealToChange } from '../may-touch.ts'
import { splitDeal } from '../split-deal.ts'

export default form({
  name: 'split-deal',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readSeenDeal,
  async run(request, { number, revision }, filled, needs: ChangeNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    const typed = readField('split', filled, shares, request) ?? []
    const said = await resolved(typed, request)
    return splitDeal({ request, deal, revision, replaces: true }, said, needs, 'split')
  },
})

/** Whom the field names; a complaint about one of them is one about the field. */
async function resolved(
  typed: Parameters<NonNullable<typeof shares.resolve>>[0],
  { look }: Pick<Request, 'look'>,
): Promise<readonly Sharing[]> {
  try {
    return (await shares.resolve?.(typed, look)) ?? []
  } catch (error) {
    throw error instanceof Complaint ? new Complaint(error.key, error.values, { field: 'split' }) : error
  }
}
