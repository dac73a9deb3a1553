// The languages there are and what a catalogue is.
import type { en } from './en.ts'

export type TextKey = keyof typeof en
export type Catalogue = Readonly<Record<TextKey, string>>
