// What could stand in a field while it is filled in. Whatever is suggested is understood: it is read by the field's own argument before it is shown.
import { isDeepStrictEqual } from 'node:util'
import type { Say } from '../languages/say.ts'
import { fold } from '../vocabulary/folding.ts'
import type { DealNumber } from '../vocabulary/ids.ts'
import type { Money } from '../vocabulary/money.ts'
import type { Slot, Suggests } from './argument.ts'
import { Complaint } from './complaint.ts'
import { explained } from './label.ts'
import { mentionedIn } from './mention.ts'
import { readField } from './parse-fields.ts'
import type { Knowing } from './parse-text.ts'
import type { Known, Team } from './people.ts'
import type { InstallationRef, Suggestion } from './platform.ts'
import { type Choice, type Listed, listedChoices } from './suggested-lists.ts'

/** A platform shows no more, and no longer ones (in UTF-16 units). */
export const mostSuggestions = 25
export const longestSuggestion = 100
/** Whoever has typed more than this knows what they want. */
const longestTyped = 300

export interface FoundPerson {
  readonly name: string
  /** Empty: they have no account in this installation, or none that was heard of. */
  readonly handle: string
  /** The platform's own id of their account in this installation. */
  readonly account: string | undefined
}

export interface FoundDeal {
  readonly number: DealNumber
  readonly customer: string
  readonly amount: Money
  readonly state: 'open' | 'won' | 'lost'
  readonly stage: string | undefined
}

/** What has to be looked up, for who asks. `part`: as typed so far; nothing: what is likely anyway. The likeliest first, a few dozen at most. */
export interface SuggestionSource {
  /** Names in their own spelling, of deals that they may see or that were announced. */
  names(of: 'customers' | 'products' | 'tags', part: string, known: Known): Promise<readonly string[]>
  /** Deals that they may see, by number or customer. */
  deals(part: string, open: boolean, known: Known): Promise<readonly FoundDeal[]>
  people(part: string, installation: InstallationRef, known: Known): Promise<readonly FoundPerson[]>
  teams(known: Known): Promise<readonly Team[]>
  settings(known: Known, say: Say): readonly Choice[]
}

export interface Asked extends Listed {
  readonly slot: Slot<unknown>
  readonly typed: string
  readonly installation: InstallationRef
  /** Undefined: nobody is known to ask, and nothing is looked up. */
  readonly known: Known | undefined
  readonly knowing: Knowing
  readonly say: Say
}

/** The likeliest first. */
export async function suggestionsFor(asked: Asked, source: SuggestionSource): Promise<readonly Suggestion[]> {
  const { slot, typed } = asked
  const { suggests } = slot.argument
  if (suggests === undefined || typed.length > longestTyped) return []
  const found = suggests === 'tags' || suggests === 'shares' ? await further(suggests, asked, source) : await one(suggests, asked, source)
  const own = fitting(
    typed,
    (slot.argument.words ?? []).map((word) => ({ label: word, value: word })),
  )
  return understood([...found, ...own], asked)
}

/** One thing, of one kind. */
async function one(suggests: Suggests, asked: Asked, source: SuggestionSource): Promise<readonly Suggestion[]> {
  const { typed, known, say, installation } = asked
  const listed = listedChoices(suggests, asked)
  if (listed) return fitting(typed, listed)
  if (!known) return []
  switch (suggests) {
    case 'customers':
    case 'products':
      return fitting(
        typed,
        (await source.names(suggests, searched(typed), known)).map((name) => ({ label: name, value: name, whole: true })),
      )
    case 'deals':
    case 'open deals':
      return (await source.deals(searched(typed), suggests === 'open deals', known)).map((deal) => dealChoice(deal, say))
    case 'people':
      return fitting(typed, [...(await peopleLike(typed, installation, known, source)), me(known)])
    case 'teams':
      return fitting(typed, await teamChoices(known, source))
    case 'subjects':
    case 'people and teams': {
      const people = [me(known), ...(await peopleLike(typed, installation, known, source))]
      const company = suggests === 'subjects' ? [{ label: 'company', value: 'company' }] : []
      return fitting(typed, [...company, ...(await teamChoices(known, source)), ...people])
    }
    case 'settings':
      return fitting(typed, source.settings(known, say))
    default:
      return []
  }
}

/** One more of several that stand in one field: what is typed before the last of them stays. */
async function further(kind: 'tags' | 'shares', asked: Asked, source: SuggestionSource): Promise<readonly Suggestion[]> {
  const { typed, known, installation } = asked
  if (!known) return []
  if (kind === 'tags') {
    const [, before = '', last = ''] = /^(.*[\s,;])?([^\s,;]*)$/su.exec(typed) ?? []
    const there = new Set(before.split(/[\s,;]+/).map((tag) => searched(tag)))
    const tags = (await source.names('tags', searched(last), known)).filter((tag) => !there.has(searched(tag)))
    return fitting(
      searched(last),
      tags.map((tag) => ({ label: `${before}#${tag}`, value: `${before}#${tag}`, also: [tag] })),
    )
  }
  const [, before = '', name = '', percent] = /^(.*%[,;]?\s+)?(.*?)(?:\s+(\d{1,2}))?\s*%?$/su.exec(typed) ?? []
  const people = fitting(name, await peopleLike(name, installation, known, source))
  const shares = percent !== undefined && Number(percent) > 0 ? [Number(percent)] : people.length > 5 ? [50] : [50, 30, 20, 10]
  return people.flatMap(({ label, value }) =>
    shares.map((share) => ({ label: `${before}${label} ${share}%`, value: `${before}${value} ${share}%` })),
  )
}

/** The choices that have what was typed in them: those that begin with it before those of which a word does, and these before all others. */
export function fitting(typed: string, choices: readonly Choice[]): readonly Choice[] {
  const part = searched(typed)
  if (part === '') return choices
  const ranked = choices.map((choice) => ({ choice, rank: rankOf(part, choice) }))
  return ranked
    .filter(({ rank }) => rank < ranks)
    .sort((a, b) => a.rank - b.rank)
    .map(({ choice }) => choice)
}

const ranks = 4

function rankOf(part: string, { label, value, also = [] }: Choice): number {
  const texts = [value, label, ...also].map(searched)
  if (texts.includes(part)) return 0
  if (texts.some((text) => text.startsWith(part))) return 1
  if (texts.some((text) => text.split(/[^\p{L}\p{M}\p{N}]+/u).some((_, index, words) => words.slice(index).join(' ').startsWith(part))))
    return 2
  return texts.some((text) => text.includes(part)) ? 3 : ranks
}

/** As names are compared: whatever their case and width, without the sign before a tag, a deal or a person, or a quote that was opened. */
export const searched = (text: string): string =>
  fold(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[#@"“„]/u, '')

/** Somebody who was chosen already stands there as their mention. */
const peopleLike = async (
  typed: string,
  installation: InstallationRef,
  known: Known,
  source: SuggestionSource,
): Promise<readonly Choice[]> =>
  mentionedIn(typed.trim()) === undefined ? (await source.people(searched(typed), installation, known)).flatMap(personChoice) : []

/** Nothing for who has no account here and a name that quotes do not hold. */
function personChoice({ name, handle, account }: FoundPerson): readonly Choice[] {
  if (account === undefined && (name.trim() === '' || /["“”„‟«»]/u.test(name))) return []
  const value = account === undefined ? `"${name}"` : `<@${account}>`
  return [{ label: handle === '' ? name : `${name} (@${handle})`, value, also: [handle] }]
}

const me = ({ speaker }: Known): Choice => ({ label: explained('me', speaker.name), value: 'me' })

/** The speaker's own team first. */
async function teamChoices(known: Known, source: SuggestionSource): Promise<readonly Choice[]> {
  const teams = await source.teams(known)
  const own = teams.find(({ id }) => id === known.speaker.team)
  const all = teams.map(({ name }) => ({ label: name, value: name }))
  return own ? [{ label: explained('team', own.name), value: 'team' }, ...all] : all
}

function dealChoice({ number, customer, amount, state, stage }: FoundDeal, say: Say): Suggestion {
  const now = state === 'open' ? stage : state
  return { label: explained(`#${number}`, customer, say.money(amount, 'brief'), now), value: `#${number}` }
}

/** What the field's own argument reads, each once; a name only where it is read as just that. */
function understood(choices: readonly Choice[], { slot, knowing }: Asked): readonly Suggestion[] {
  const found = new Map<string, Suggestion>()
  for (const { label, value, whole } of choices) {
    if (found.size >= mostSuggestions) break
    if (found.has(value) || value === '' || value.length > longestSuggestion) continue
    const given = readField(slot, value, knowing)
    if (!given || given instanceof Complaint) continue
    if (whole && !isDeepStrictEqual(given.value, value)) continue
    found.set(value, { label: cut(label) || value, value })
  }
  return [...found.values()]
}

/** At most as long as a label may be, and not cut within a character. */
function cut(label: string): string {
  const plain = label.replace(/[\p{C}\s]+/gu, ' ').trim()
  if (plain.length <= longestSuggestion) return plain
  let short = ''
  for (const { segment } of new Intl.Segmenter().segment(plain)) {
    if (short.length + segment.length >= longestSuggestion) break
    short += segment
  }
  return `${short}…`
}
