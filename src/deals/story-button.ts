// The buttons about a win's story: to tell it, and to take back what was told.
import type { Say } from '../languages/say.ts'
import type { Button } from '../message/message.ts'
import { asId, type DealNumber } from '../vocabulary/ids.ts'

/** `isTold`: there is one. `isAsked`: it is worth telling, and the echo asks for it. */
export const storyButton = (
  number: DealNumber,
  { isTold = false, isAsked = false }: { readonly isTold?: boolean; readonly isAsked?: boolean },
  say: Say,
): Button => ({
  label: say.plain(isTold ? 'button.edit-story' : 'button.add-story'),
  action: 'add-story',
  value: String(number),
  ...(isAsked ? { style: 'primary' } : {}),
})

/** Undefined for what neither the button nor the form carries. */
export const readStoryNumber = (value: string): DealNumber | undefined =>
  /^\d{1,9}$/.test(value) ? asId<DealNumber>(Number(value)) : undefined
