// One page of the speaker's own deals; the buttons turn it.
import type { Request } from '../conversation/request.ts'
import type { Message } from '../message/message.ts'
import type { Period } from '../vocabulary/period.ts'
import { dealListMessage } from './deal-details.ts'
import type { DealStore } from './deal-store.ts'

const pageLength = 10

export async function dealPage(
  request: Request,
  period: Period | undefined,
  skip: number,
  deals: Pick<DealStore, 'won'>,
): Promise<Message> {
  const filter = { owner: request.speaker.id, ...(period ? { from: period.from, to: period.to } : {}) }
  const found = await deals.won(request.workspace.id, filter, { skip, take: pageLength })
  return dealListMessage({ ...found, period, skip, pageLength }, request)
}
