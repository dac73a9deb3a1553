// Sentences that are found by a name which is put together: `option.` and what an option is called.
import { en } from './en.ts'
import type { TextKey } from './language.ts'

/** The catalogue's key of that name, if there is one. */
export const keyCalled = (name: string): TextKey | undefined => (Object.hasOwn(en, name) ? (name as TextKey) : undefined) // its own key
