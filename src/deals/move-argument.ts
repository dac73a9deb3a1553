// Where a deal is moved: a stage, or one of its two ends with what belongs to that end.
//
//   move = stage | "won" [ amount ] | "lost" [ reason [ note ] ]
import type { Argument, ReadContext } from '../conversation/argument.ts'
import { amount, lossReason, note, stageOrEnd } from '../conversation/arguments.ts'
import type { Money } from '../vocabulary/money.ts'
import { type Reading, read, type Word } from '../vocabulary/reading.ts'

export type Move =
  | { readonly to: 'stage'; readonly stage: string }
  | { readonly to: 'won'; readonly amount: Money | undefined }
  | { readonly to: 'lost'; readonly reason: string | undefined; readonly note: string | undefined }

export const move: Argument<Move> = {
  name: 'argument.stage',
  field: { kind: 'text', longest: 500 }, // a loss with its reason and a note
  suggests: 'stages and ends',
  read(words, at, context) {
    const to = stageOrEnd.read(words, at, context)
    if (to.outcome !== 'read') return to
    if (to.value === 'won') return readWon(words, to.next, context)
    if (to.value === 'lost') return readLost(words, to.next, context)
    return read({ to: 'stage', stage: to.value }, to.next)
  },
}

const goesOn = (words: readonly Word[], at: number, context: ReadContext): boolean => {
  const word = words[at]
  return word !== undefined && !context.startsSlot(word)
}

function readWon(words: readonly Word[], at: number, context: ReadContext): Reading<Move> {
  const said = goesOn(words, at, context) ? amount.read(words, at, context) : undefined
  if (said?.outcome === 'wrong') return said
  return said?.outcome === 'read' ? read({ to: 'won', amount: said.value }, said.next) : read({ to: 'won', amount: undefined }, at)
}

function readLost(words: readonly Word[], at: number, context: ReadContext): Reading<Move> {
  const reason = goesOn(words, at, context) ? lossReason.read(words, at, context) : undefined
  if (reason?.outcome === 'wrong') return reason
  if (reason?.outcome !== 'read') return read({ to: 'lost', reason: undefined, note: undefined }, at)
  const said = goesOn(words, reason.next, context) ? note.read(words, reason.next, context) : undefined
  if (said?.outcome === 'wrong') return said
  const behind = said?.outcome === 'read' ? { note: said.value, next: said.next } : { note: undefined, next: reason.next }
  return read({ to: 'lost', reason: reason.value, note: behind.note }, behind.next)
}
