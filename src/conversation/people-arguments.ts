// Arguments that name people and teams: whom something is about, whose numbers, who has a share.
import { passed, type Reading, read, type Word, wrong } from '../vocabulary/reading.ts'
import type { Argument, Field, ReadContext } from './argument.ts'
import { amount, company, metric, period, role } from './arguments.ts'
import { Complaint } from './complaint.ts'
import { mentionedIn } from './mention.ts'
import type { Member, NamedSubject, PersonRef, Team } from './people.ts'

/** For a name, a handle or a mention. */
const named: Field = { kind: 'text', longest: 100 }

function readPerson(words: readonly Word[], at: number, context: ReadContext): Reading<PersonRef> {
  const word = words[at]
  if (!word) return passed
  const place = { from: word.from, to: word.to }
  const mention = mentionedIn(word.text)
  if (mention) return read({ kind: 'mention', id: mention, ...place }, at + 1)
  if (word.quoted) return read({ kind: 'name', text: word.text, ...place }, at + 1)
  if (word.text.toLowerCase() === 'me') return read({ kind: 'me' }, at + 1)
  if (word.text.startsWith('@') && word.text.length > 1) return read({ kind: 'handle', text: word.text.slice(1), ...place }, at + 1)
  const labelled = readLabel(words, at, context)
  if (labelled) return labelled
  // A name: letters, as many words as there are until something else begins.
  let next = at
  while (next < words.length) {
    const part = words[next]
    if (!part || part.quoted || !/^\p{L}[\p{L}\p{M}\p{N}._'’-]*$/u.test(part.text) || context.startsSlot(part)) break
    if (begins(words, next, context)) break
    next += 1
  }
  const last = words[next - 1]
  if (next === at || !last) return passed
  const text = words
    .slice(at, next)
    .map((part) => part.text)
    .join(' ')
  return read({ kind: 'name', text, from: word.from, to: last.to }, next)
}

/**
 * `Kim Lund (@kim)`, as people are suggested: who goes on typing behind somebody they chose has the label in the field, not what it stands for.
 * The name may be anything then.
 */
function readLabel(words: readonly Word[], at: number, context: ReadContext): Reading<PersonRef> | undefined {
  for (let end = at; end < words.length; end += 1) {
    const word = words[end]
    if (!word || word.quoted || /^@|%/.test(word.text) || context.startsSlot(word)) return undefined
    const handle = end > at ? /^\(@([^\s()]+)\)$/.exec(word.text)?.[1] : undefined
    if (handle !== undefined) return read({ kind: 'handle', text: handle, from: words[at]?.from ?? word.from, to: word.to }, end + 1)
  }
  return undefined
}

/** A period, a metric or a date begins here, so a name written without quotes ends. */
function begins(words: readonly Word[], at: number, context: ReadContext): boolean {
  if (/^(this|last|next|none)$/i.test(words[at]?.text ?? '')) return true // a period with a slip in it is not a person, nor is nobody
  return [period, metric, company, role, amount].some((argument) => argument.read(words, at, context).outcome !== 'passed')
}

type TypedTeam = Extract<PersonRef, { readonly text: string }> | { readonly kind: 'own team' }

/** A team by its name; the word `team` alone is the speaker's own. */
function readTeam(words: readonly Word[], at: number, context: ReadContext): Reading<TypedTeam> {
  const word = words[at]
  if (word && !word.quoted && word.text.toLowerCase() === 'team') return read({ kind: 'own team' }, at + 1)
  const found = readPerson(words, at, context)
  if (found.outcome !== 'read') return found
  return found.value.kind === 'name' ? read(found.value, found.next) : passed
}

/** A team, where nothing else can stand. */
export const team: Argument<Team, TypedTeam> = {
  name: 'argument.team',
  field: named,
  suggests: 'teams',
  read: readTeam,
  async resolve(typed, look) {
    const found = typed.kind === 'own team' ? await look.ownTeam() : await look.team(typed.text, { from: typed.from, to: typed.to })
    if (found) return found
    if (typed.kind === 'own team') throw new Complaint('complaint.no-own-team')
    throw new Complaint('complaint.team-unknown', { written: typed.text }, { mark: { from: typed.from, to: typed.to } })
  },
}

/** Whose numbers: `company`, a team by its name (`team` alone: the speaker's), or a person. A team goes before a person of the same name. */
export const subject: Argument<NamedSubject, { readonly kind: 'company' } | { readonly kind: 'own team' } | PersonRef> = {
  name: 'argument.subject',
  field: named,
  suggests: 'subjects',
  read(words, at, context) {
    const word = words[at]
    if (word && !word.quoted && word.text.toLowerCase() === 'company') return read({ kind: 'company' }, at + 1)
    if (word && !word.quoted && word.text.toLowerCase() === 'team') return read({ kind: 'own team' }, at + 1)
    return readPerson(words, at, context)
  },
  async resolve(typed, look) {
    if (typed.kind === 'company') return { kind: 'company' }
    if (typed.kind === 'own team') {
      const own = await look.ownTeam()
      if (!own) throw new Complaint('complaint.no-own-team')
      return { kind: 'team', team: own }
    }
    const named = typed.kind === 'name' ? await look.team(typed.text, { from: typed.from, to: typed.to }) : undefined
    return named ? { kind: 'team', team: named } : { kind: 'member', member: await look.member(typed) }
  },
}

/** A person by mention, handle or name. Comes after the arguments with fixed words, since a name is any word. */
export const person: Argument<Member, PersonRef> = {
  name: 'argument.person',
  field: named,
  suggests: 'people',
  read: readPerson,
  resolve: (typed, look) => look.member(typed),
}

/** The same, where somebody who has left may be meant too. */
export const anybody: Argument<Member, PersonRef> = { ...person, resolve: (typed, look) => look.member(typed, 'leavers too') }

export interface TypedSplit<Who> {
  readonly who: Who
  readonly basisPoints: number
}

/** `@kim 30%`, `@kim 12.5 %`: two decimals at most. */
export const share: Argument<TypedSplit<Member>, TypedSplit<PersonRef>> = {
  name: 'argument.share',
  field: { kind: 'text', longest: 500 }, // of which there may be several in one field
  suggests: 'shares',
  read(words, at, context) {
    const who = readPerson(words, at, context)
    if (who.outcome !== 'read') return who
    const word = words[who.next]
    if (!word) return wrong('share-missing', words[who.next - 1] ?? { text: '', from: 0, to: 0, quoted: false })
    // A comma or the like between several is as good as none.
    const apart = /^%[,;]?$/.test(words[who.next + 1]?.text ?? '')
    const digits = /^(\d{1,3})(?:[.,](\d{1,2}))?(?:(%)[,;]?)?$/.exec(word.text)
    if (!digits || (!digits[3] && !apart)) return wrong('share-unreadable', word)
    const basisPoints = Number(digits[1]) * 100 + Number((digits[2] ?? '').padEnd(2, '0'))
    if (basisPoints < 1 || basisPoints > 9_999) return wrong('share-out-of-range', word)
    return read({ who: who.value, basisPoints }, who.next + (apart && !digits[3] ? 2 : 1))
  },
  resolve: async ({ who, basisPoints }, look) => ({ who: await look.member(who), basisPoints }),
}
