// What can be said of a deal, in words that mean the same wherever a deal is logged, opened or corrected.
import { type Argument, keyword, keywords, type ReadContext, tags } from '../conversation/argument.ts'
import { note, tag } from '../conversation/arguments.ts'
import { Complaint } from '../conversation/complaint.ts'
import { asTyped } from '../conversation/mention.ts'
import type { Member } from '../conversation/people.ts'
import { person } from '../conversation/people-arguments.ts'
import type { Request } from '../conversation/request.ts'
import { passed, read, type Word, wrong } from '../vocabulary/reading.ts'
import { type Leads, mayActFor } from '../workspaces/may-act.ts'
import type { Split } from './deal.ts'
import { sharesAmongOthers } from './list-arguments.ts'

/** In characters. */
const longestProduct = 60

/** The words of a name: one that is quoted alone, or as many as stand there up to the next keyword or to where `ends` says. */
export function nameWords(
  words: readonly Word[],
  at: number,
  context: ReadContext,
  ends: (words: readonly Word[], at: number) => boolean = () => false,
): readonly [Word, ...Word[]] | undefined {
  const first = words[at]
  if (!first || context.startsSlot(first)) return undefined
  if (first.quoted) return [first]
  const rest: Word[] = []
  for (let next = at + 1; next < words.length; next += 1) {
    const word = words[next]
    if (!word || word.quoted || context.startsSlot(word) || ends(words, next)) break
    rest.push(word)
  }
  return [first, ...rest]
}

/** A name of these words, of at most so many characters. */
const named = (taken: readonly [Word, ...Word[]], at: number) => {
  const text = asTyped(taken.map((word) => word.text).join(' ')).trim()
  if ([...text].length > longestProduct) return wrong('product-too-long', taken[0], taken.at(-1), { longest: longestProduct })
  return text === '' ? passed : read(text, at + taken.length)
}

/** What is sold: `GTX Pro`. In quotes it ends where they end. */
export const product: Argument<string> = {
  name: 'argument.product',
  field: { kind: 'text', longest: longestProduct },
  suggests: 'products',
  read(words, at, context) {
    const taken = nameWords(words, at, context)
    return taken ? named(taken, at) : passed
  },
}

/** The keywords of a deal that is logged or opened. */
export const dealKeywords = {
  for: keyword('for', person),
  product: keyword('product', product),
  split: keywords('split', sharesAmongOthers),
  note: keyword('note', note),
  tags: tags(tag),
} as const

/** Tags once each, in the order in which they were typed. */
export const eachOnce = (typed: readonly string[]): readonly string[] => [...new Set(typed)]

/** Whose deal it is: the speaker's, or that of whom they named and may act for. Throws a complaint otherwise. */
export async function ownerOf(request: Request, named: Member | undefined, workspaces: Pick<Leads, 'leads'>): Promise<Member> {
  const owner = named ?? request.speaker
  if (owner.id !== request.speaker.id && !(await mayActFor(request, 'deals', owner.id, workspaces)))
    throw new Complaint('deal.not-for-others', { name: owner.name })
  return owner
}

export interface Sharing {
  readonly who: Member
  readonly basisPoints: number
}

/** Everybody else's part of the credit: each person once, not the owner, and something is left for the owner. Throws a complaint otherwise. */
export function checkedSplits(owner: Pick<Member, 'id'>, typed: readonly Sharing[], field?: string): readonly Split[] {
  const at = field === undefined ? {} : { field }
  const seen = new Set([owner.id])
  let total = 0
  for (const { who, basisPoints } of typed) {
    if (seen.has(who.id)) throw new Complaint(who.id === owner.id ? 'deal.split-with-owner' : 'deal.split-twice', { name: who.name }, at)
    seen.add(who.id)
    total += basisPoints
  }
  if (total >= 10_000) throw new Complaint('deal.split-too-much', { total: `${total / 100} %` }, at)
  return typed.map(({ who, basisPoints }) => ({ member: who.id, ...(who.team === undefined ? {} : { team: who.team }), basisPoints }))
}
