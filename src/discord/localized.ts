// What Discord shows beside a command or an option, in the languages of its clients.
import { en } from '../languages/en.ts'
import type { TextKey } from '../languages/language.ts'
import { sayIn, spokenLanguages } from '../languages/speak.ts'

/** By Discord's locale: https://docs.discord.com/developers/reference#locales */
export type Localizations = Readonly<Record<string, string>>

/** The locales of Discord that a catalogue is for. English is what stands where there is none. Whoever reads Taiwan's Chinese is answered in the one we have. */
const localesOf: Readonly<Record<string, readonly string[]>> = { nb: ['no'], it: ['it'], ru: ['ru'], zh: ['zh-CN', 'zh-TW'] }

const typedWords = new Set(Object.values(en).flatMap((text) => [...text.matchAll(/<c>([^<{]+)<\/c>/g)].map(([, typed]) => typed)))

/** True for what sentences themselves say that one types, in every language the same; false for what somebody typed. */
export const isInCatalogue = (typed: string): boolean => typedWords.has(typed)

/** Something said in English, and in each other language where it differs. */
export function inAllLanguages(said: (language: string) => string): { readonly text: string; readonly localizations: Localizations } {
  const text = said('en')
  const localizations: Record<string, string> = {}
  for (const language of spokenLanguages) {
    const own = said(language)
    if (own !== text) for (const locale of localesOf[language] ?? []) localizations[locale] = own
  }
  return { text, localizations }
}

/** The catalogue's sentence, no longer than that. */
export const sentence = (key: TextKey, longest: number) => (language: string) => shortened(sayIn(language).plain(key), longest)

/** Cut after a word, with a sign that it was. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text
  const room = text.slice(0, longest) // one of them is for the sign
  const words = room.replace(/\s+\S*$/u, '')
  // A long word, or a language without blanks, is cut in itself, but never within a character.
  const kept = words.length > longest / 2 && words.length < longest ? words : room.slice(0, -1).replace(/[\ud800-\udbff]$/u, '')
  return `${kept.replace(/[\p{P}\s]+$/u, '')}…`
}
