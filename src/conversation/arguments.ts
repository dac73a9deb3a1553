// The arguments there are. Each reads what a person would type for it, and says what is wrong in the catalogue's words.
import { readAmount } from '../vocabulary/amount.ts'
import { readDate } from '../vocabulary/date.ts'
import { type ExchangeRate, exchangeRate } from '../vocabulary/exchange.ts'
import { fold } from '../vocabulary/folding.ts'
import { asId, type DealNumber } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type ActivityKind, dealMetrics, type Metric, metricNamed } from '../vocabulary/metrics.ts'
import { type Currency, currencyOf, type Money } from '../vocabulary/money.ts'
import { type Period, readPeriod } from '../vocabulary/period.ts'
import { passed, type Reading, read, type Word, wrong } from '../vocabulary/reading.ts'
import { type Role, roles } from '../vocabulary/roles.ts'
import { timeZoneOf } from '../vocabulary/time-zone.ts'
import type { Argument, ReadContext } from './argument.ts'
import { Complaint } from './complaint.ts'
import { asTyped, mentionedIn } from './mention.ts'
import type { Member, NamedSubject, PersonRef, Team } from './people.ts'

export const amount: Argument<Money> = {
  name: 'argument.amount',
  read(words, at, context) {
    const reading = readAmount(words, at, context)
    return reading.outcome === 'read' ? read(reading.value.money, reading.next) : reading
  },
}

/** A day that has been: a weekday or a day without a year means the latest one. */
export const pastDate: Argument<LocalDate> = {
  name: 'argument.date',
  read: (words, at, context) => readDate(words, at, { ...context, toward: 'past' }),
}

/** A period to look back on: `november` without a year is the latest one. */
export const period: Argument<Period> = {
  name: 'argument.period',
  read: (words, at, context) => readPeriod(words, at, { ...context, toward: 'past' }),
}

/** A period to plan: `november` without a year is the next one, or the one that runs. */
export const periodAhead: Argument<Period> = {
  name: 'argument.period',
  read: (words, at, context) => readPeriod(words, at, { ...context, toward: 'future' }),
}

const among = <const Values extends readonly string[]>(name: Argument<string>['name'], values: Values): Argument<Values[number]> => ({
  name,
  read(words, at) {
    const word = words[at]
    const value = word && !word.quoted ? values.find((one) => one === word.text.toLowerCase()) : undefined
    return value === undefined ? passed : read(value, at + 1)
  },
})

/** Words that stand for one of a list that the workspace has: the longest that fits, in any case. */
function phraseAmong<Value extends string>(words: readonly Word[], at: number, values: readonly Value[]): Reading<Value> {
  const first = words[at]
  if (!first) return passed
  if (first.quoted) {
    const whole = values.find((value) => lower(value) === lower(first.text))
    return whole === undefined ? passed : read(whole, at + 1)
  }
  const longestFirst = [...values].sort((a, b) => wordsIn(b) - wordsIn(a))
  for (const value of longestFirst) {
    const taken = words.slice(at, at + wordsIn(value))
    if (taken.every((word) => !word.quoted) && lower(taken.map(({ text }) => text).join(' ')) === lower(value))
      return read(value, at + taken.length)
  }
  return passed
}

const lower = (text: string): string => fold(text).toLowerCase()
const wordsIn = (text: string): number => text.split(' ').length

/** A phrase of a list; what is not in it is a problem that names the list. */
const phraseOf = <Value extends string>(
  name: Argument<Value>['name'],
  valuesIn: (context: ReadContext) => readonly Value[],
  reason: string,
): Argument<Value> => ({
  name,
  read(words, at, context) {
    const values = valuesIn(context)
    const found = phraseAmong(words, at, values)
    const word = words[at]
    return found.outcome === 'read' || !word ? found : wrong(reason, word, word, { known: values.join(', ') })
  },
})

/** `revenue`, `deals`, or a kind of activity that this workspace counts. */
export const metric: Argument<Metric> = {
  name: 'argument.metric',
  read(words, at, { rules }) {
    const found = phraseAmong(words, at, [...dealMetrics, ...rules.activityKinds])
    if (found.outcome !== 'read') return passed
    const value = metricNamed(found.value, rules.activityKinds)
    return value === undefined ? passed : read(value, found.next)
  },
}

/** A kind of activity that this workspace counts. */
export const activity: Argument<ActivityKind> = phraseOf('argument.activity', ({ rules }) => rules.activityKinds, 'activity-unknown')

/** A stage of the pipeline, by name. */
export const stage: Argument<string> = phraseOf('argument.stage', ({ rules }) => rules.stages.map(({ name }) => name), 'stage-unknown')

/** Where a deal is moved: a stage, or one of its two ends. */
export const stageOrEnd: Argument<string> = phraseOf(
  'argument.stage',
  ({ rules }) => [...rules.stages.map(({ name }) => name), 'won', 'lost'],
  'stage-unknown',
)

/** Why a deal was lost, of the workspace's list. */
export const lossReason: Argument<string> = phraseOf('argument.loss-reason', ({ rules }) => rules.lossReasons, 'loss-reason-unknown')

/** A whole number from 1 to 100,000. */
export const count: Argument<number> = {
  name: 'argument.count',
  read(words, at) {
    const word = words[at]
    const digits = word && !word.quoted && /^\d{1,9}$/.exec(fold(word.text))?.[0]
    if (!digits) return passed
    const value = Number(digits)
    return value >= 1 && value <= 100_000 ? read(value, at + 1) : wrong('count-out-of-range', word, word, { most: 100_000 })
  },
}

/** `1.08`: what one unit of another currency is worth here. */
export const rate: Argument<ExchangeRate> = {
  name: 'argument.rate',
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    const value = exchangeRate(fold(word.text))
    return value === undefined ? wrong('rate-unreadable', word) : read(value, at + 1)
  },
}
export const role: Argument<Role> = among('argument.role', roles)
export const company: Argument<'company'> = { ...among('argument.company', ['company']), word: 'company' }

/** A word that stands for something there is a list of; any other word is a problem of that reason. */
const listed = <Value>(
  name: Argument<Value>['name'],
  lookUp: (text: string) => Value | undefined,
  otherwise: { readonly reason: string },
): Argument<Value> => ({
  name,
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    const value = lookUp(word.text)
    return value === undefined ? wrong(otherwise.reason, word) : read(value, at + 1)
  },
})

export const currency: Argument<Currency> = listed('argument.currency', currencyOf, { reason: 'currency-unknown' })
export const timeZone: Argument<string> = listed('argument.time-zone', timeZoneOf, { reason: 'time-zone-unknown' })

/** `#42` or `42`. */
export const dealNumber: Argument<DealNumber> = {
  name: 'argument.deal-number',
  read(words, at) {
    const word = words[at]
    const digits = word && !word.quoted && /^#?(\d{1,9})$/.exec(word.text)?.[1]
    if (!digits) return passed
    return Number(digits) > 0 ? read(asId<DealNumber>(Number(digits)), at + 1) : wrong('deal-number-zero', word)
  },
}

/** `#renewal`: letters, digits, - and _; at most 30 of them. */
export const tag: Argument<string> = {
  name: 'argument.tag',
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    return /^#[\p{L}\p{N}_-]{1,30}$/u.test(word.text) ? read(word.text.slice(1).toLowerCase(), at + 1) : wrong('tag-unreadable', word)
  },
}

// A picture sign has no place in a name that is sorted, searched and exported; ™ and ® are letters to a company.
const emoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|^:[a-z0-9_+-]+:$/u

/** The words from `at` up to the next slot; quoted words count as one. Undefined when there is none. */
function freeWords(words: readonly Word[], at: number, context: ReadContext): readonly [Word, ...Word[]] | undefined {
  let next = at
  while (next < words.length) {
    const word = words[next]
    if (!word || context.startsSlot(word)) break
    next += 1
  }
  const [first, ...rest] = words.slice(at, next)
  return first ? [first, ...rest] : undefined
}

/** A word with its day, stage or tag behind it, that says something in another command about deals: `close 2026-12-15` of a win is no name. */
function strayKeyword(words: readonly Word[], from: number, to: number, context: ReadContext): Word | undefined {
  const meanings: ReadonlyMap<string, Pick<Argument<unknown>, 'read'>> = new Map<string, Pick<Argument<unknown>, 'read'>>([
    ['on', pastDate],
    ['close', futureDate],
    ['stage', stage],
    ['tags', tag],
  ])
  return words.slice(from, to).find((word, index) => {
    const meaning = word.quoted ? undefined : meanings.get(word.text.toLowerCase())
    return meaning?.read(words, from + index + 1, context).outcome === 'read'
  })
}

/** The name of a customer: one line, at most 100 characters, no pictures and no people. */
export const customer: Argument<string> = {
  name: 'argument.customer',
  read(words, at, context) {
    const taken = freeWords(words, at, context)
    if (!taken) return passed
    const [first] = taken
    const last = taken.at(-1) ?? first
    const text = taken.map((word) => word.text).join(' ')
    if (!text.trim()) return wrong('customer-empty', first, last)
    for (const word of taken) {
      const folded = word.text.normalize('NFKC') // ＠channel is seen as @channel
      if (/^@(channel|here|everyone)$|[<‹]!/i.test(folded)) return wrong('customer-is-channel-mention', word)
      if (/[<‹]@/.test(folded)) return wrong('customer-is-mention', word)
      if (/^@./.test(folded) && !word.quoted) return wrong('customer-is-person', word)
      if (emoji.test(word.text)) return wrong('customer-has-emoji', word)
    }
    if (!first.quoted) {
      // Alone too, as the words behind it may be what is wrong; 7-Eleven and 3COM are no amounts.
      const amounts = [readAmount([first], 0, context), readAmount(words, at, context)]
      const names = ['amount-unreadable', 'currency-unknown']
      if (amounts.some((one) => one.outcome === 'read' || (one.outcome === 'wrong' && !names.includes(one.problem.reason))))
        return wrong('second-amount', first)
    }
    const stray = strayKeyword(words, at, at + taken.length, context)
    if (stray) return wrong('belongs-elsewhere', stray, stray, { word: stray.text })
    if ([...text].length > 100) return wrong('customer-too-long', first, last, { longest: 100 })
    return read(text.trim(), at + taken.length)
  },
}

/** Free text: whatever stands up to the next keyword; at most 500 characters. */
export const note: Argument<string> = {
  name: 'argument.note',
  read(words, at, context) {
    const taken = freeWords(words, at, context)
    if (!taken) return passed
    const text = asTyped(taken.map((word) => word.text).join(' '))
    if ([...text].length > 500) return wrong('note-too-long', taken[0], taken.at(-1), { longest: 500 })
    return read(text, at + taken.length)
  },
}

/** A command's words, for help: anything. */
export const commandName: Argument<string> = {
  name: 'argument.command',
  read: (words, at) =>
    words[at]
      ? read(
          words
            .slice(at)
            .map((word) => word.text)
            .join(' '),
          words.length,
        )
      : passed,
}

function readPerson(words: readonly Word[], at: number, context: ReadContext): Reading<PersonRef> {
  const word = words[at]
  if (!word) return passed
  const place = { from: word.from, to: word.to }
  const mention = mentionedIn(word.text)
  if (mention) return read({ kind: 'mention', id: mention, ...place }, at + 1)
  if (word.quoted) return read({ kind: 'name', text: word.text, ...place }, at + 1)
  if (word.text.toLowerCase() === 'me') return read({ kind: 'me' }, at + 1)
  if (word.text.startsWith('@') && word.text.length > 1) return read({ kind: 'handle', text: word.text.slice(1), ...place }, at + 1)
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

/** A period, a metric or a date begins here, so a name written without quotes ends. */
function begins(words: readonly Word[], at: number, context: ReadContext): boolean {
  if (/^(this|last|next|none)$/i.test(words[at]?.text ?? '')) return true // a period with a slip in it is not a person, nor is nobody
  return [period, metric, company, role, amount].some((argument) => argument.read(words, at, context).outcome !== 'passed')
}

/** A day that may come: a weekday or a day without a year means the next one. */
export const futureDate: Argument<LocalDate> = {
  name: 'argument.date',
  read: (words, at, context) => readDate(words, at, { ...context, toward: 'future' }),
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
  read(words, at, context) {
    const who = readPerson(words, at, context)
    if (who.outcome !== 'read') return who
    const word = words[who.next]
    if (!word) return wrong('share-missing', words[who.next - 1] ?? { text: '', from: 0, to: 0, quoted: false })
    const apart = words[who.next + 1]?.text === '%'
    const digits = /^(\d{1,3})(?:[.,](\d{1,2}))?(%?)$/.exec(word.text)
    if (!digits || (!digits[3] && !apart)) return wrong('share-unreadable', word)
    const basisPoints = Number(digits[1]) * 100 + Number((digits[2] ?? '').padEnd(2, '0'))
    if (basisPoints < 1 || basisPoints > 9_999) return wrong('share-out-of-range', word)
    return read({ who: who.value, basisPoints }, who.next + (apart && !digits[3] ? 2 : 1))
  },
  resolve: async ({ who, basisPoints }, look) => ({ who: await look.member(who), basisPoints }),
}
