// Arguments that are a list of something, or the word `none` for an empty one.
import type { Argument, ReadContext } from '../conversation/argument.ts'
import { tag } from '../conversation/arguments.ts'
import type { Member, PersonRef } from '../conversation/people.ts'
import { share, type TypedSplit } from '../conversation/people-arguments.ts'
import { passed, type Reading, read, type Word } from '../vocabulary/reading.ts'

const isNone = (word: Word | undefined): boolean => word !== undefined && !word.quoted && word.text.toLowerCase() === 'none'

/** `none`, or one item after the other as long as `goesOn` says. */
function readList<Value>(
  words: readonly Word[],
  at: number,
  context: ReadContext,
  item: Pick<Argument<unknown, Value>, 'read'>,
  goesOn: (word: Word) => boolean,
): Reading<readonly Value[]> {
  if (isNone(words[at])) return read([], at + 1)
  const found: Value[] = []
  let next = at
  for (let word = words[next]; word && goesOn(word); word = words[next]) {
    const one = item.read(words, next, context)
    if (one.outcome === 'wrong') return one
    if (one.outcome === 'passed') break
    found.push(one.value)
    next = one.next
  }
  return found.length > 0 ? read(found, next) : passed
}

/** `@kim 30% @noor 20%`, or `none`. */
export const shares: Argument<readonly TypedSplit<Member>[], readonly TypedSplit<PersonRef>[]> = {
  name: 'argument.shares',
  field: { kind: 'text', longest: 500 },
  suggests: 'shares',
  words: ['none'],
  read: (words, at, context) => readList(words, at, context, share, (word) => !context.startsSlot(word)),
  async resolve(typed, look) {
    const found: TypedSplit<Member>[] = []
    for (const { who, basisPoints } of typed) found.push({ who: await look.member(who), basisPoints })
    return found
  },
}

/** The same after a keyword, where a name without @ behind a share is something else: the customer. */
export const sharesAmongOthers: typeof shares = {
  ...shares,
  name: 'argument.share',
  words: [],
  read: (words, at, context) => readList(words, at, context, share, (word) => word === words[at] || /^[<‹]?@/.test(word.text)),
}

/** `#renewal #north`, or `none`. */
export const tagList: Argument<readonly string[]> = {
  name: 'argument.tags',
  field: { kind: 'text', longest: 300 },
  suggests: 'tags',
  words: ['none'],
  read: (words, at, context) => readList(words, at, context, tag, (word) => !word.quoted && word.text.startsWith('#')),
}

/** A text, or `none` for the empty one. */
export const orNone = (argument: Argument<string>): Argument<string> => ({
  ...argument,
  ...(argument.suggests && { words: ['none'] }),
  read(words, at, context) {
    const following = words[at + 1]
    const alone = following === undefined || context.startsSlot(following)
    return isNone(words[at]) && alone ? read('', at + 1) : argument.read(words, at, context)
  },
})
