// The buttons on the screen, each with the number by which it is pressed. A number is given once, so that what arrives while
// somebody reaches for the keyboard cannot put another button under it.
import type { Button } from '../message/message.ts'

export interface Shown {
  readonly button: Button
  /** Which message it belongs to. */
  readonly of: string
  /** The channel in which that message stands. */
  readonly channel: string
}

export interface Buttons {
  /** Returns its number, from 1. */
  add(of: string, button: Button, channel: string): number
  find(number: number): Shown | undefined
  /** The message was replaced: its buttons are gone. */
  retire(of: string): void
}

export function shownButtons(): Buttons {
  const shown = new Map<number, Shown>()
  let count = 0
  return {
    add(of, button, channel) {
      count += 1
      shown.set(count, { button, of, channel })
      return count
    },
    find: (number) => shown.get(number),
    retire(of) {
      for (const [number, entry] of shown) if (entry.of === of) shown.delete(number)
    },
  }
}
