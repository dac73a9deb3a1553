// What the buttons on a deal carry: its number and the revision that the person saw.

import type { Say } from '../languages/say.ts'
import type { Button } from '../message/message.ts'
import { asId, type DealNumber } from '../vocabulary/ids.ts'
import type { Deal } from './deal.ts'

export interface SeenDeal {
  readonly number: DealNumber
  readonly revision: number
}

/** The value of a button or form that is about a deal as it was seen. */
export const aboutDeal = ({ number, revision }: SeenDeal): string => `${number}:${revision}`

/** Undefined for what none of these buttons carries. */
export function readSeenDeal(value: string): SeenDeal | undefined {
  const [, number, revision] = /^(\d{1,9}):(\d{1,9})$/.exec(value) ?? []
  return number === undefined || revision === undefined
    ? undefined
    : { number: asId<DealNumber>(Number(number)), revision: Number(revision) }
}

/** What can be done to a deal as it stands. */
export function dealButtons(deal: Deal, say: Say): readonly Button[] {
  const value = aboutDeal(deal)
  if (deal.state === 'open' || deal.state === 'lost') return [] // nothing can be done to them yet
  if (deal.state === 'withdrawn') return [{ label: say.plain('button.redo'), action: 'redo-deal', value }]
  return [
    { label: say.plain('button.undo'), action: 'undo-deal', value },
    { label: say.plain('button.edit'), action: 'edit-deal', value },
  ]
}
