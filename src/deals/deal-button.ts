// What the buttons on a deal carry: its number and the revision that the person saw.

import type { Say } from '../languages/say.ts'
import type { Button } from '../message/message.ts'
import { asId, type DealNumber } from '../vocabulary/ids.ts'
import type { Deal } from './deal.ts'
import { storyButton } from './story-button.ts'

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

/** What can be done to a deal in each state, what is done most often first; five stand in a row. */
const offered = {
  won: ['undo', 'edit', 'story', 'split'],
  open: ['won', 'lost', 'move', 'edit', 'undo'],
  lost: ['undo', 'reopen', 'edit'],
  withdrawn: ['redo'],
} as const

const actions = {
  undo: 'undo-deal',
  redo: 'redo-deal',
  edit: 'edit-deal',
  split: 'split-deal',
  won: 'win-deal',
  lost: 'lose-deal',
  move: 'move-deal',
  reopen: 'move-deal',
} as const

export interface Situation {
  /** What was just done was an undo, which can be brought back. */
  readonly undone?: boolean
  /** Its story was told. */
  readonly isTold?: boolean
  /** Its story is asked for. */
  readonly isAsked?: boolean
}

/** What can be done to a deal as it stands. */
export function dealButtons(deal: Deal, say: Say, { undone = false, ...story }: Situation = {}): readonly Button[] {
  const value = aboutDeal(deal)
  // Where every event has been taken back there is nothing to undo.
  const possible: readonly (keyof typeof actions | 'story')[] =
    deal.head === 0 ? offered[deal.state].filter((what) => what !== 'undo') : offered[deal.state]
  const all: typeof possible = undone && !possible.includes('redo') ? ['redo', ...possible] : possible
  return all.map((what) =>
    what === 'story' ? storyButton(deal.number, story, say) : { label: say.plain(`button.${what}`), action: actions[what], value },
  )
}
