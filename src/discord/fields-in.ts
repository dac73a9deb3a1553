// What a typed sentence says, field by field, for showing: a workspace that calls its activities, stages and reasons otherwise is not known here.
import type { Slots, Suggests } from '../conversation/argument.ts'
import { asFields } from '../conversation/as-fields.ts'
import type { Fields } from '../conversation/parse-fields.ts'
import { defaultCalendar } from '../vocabulary/fiscal-calendar.ts'
import { localDate } from '../vocabulary/local-date.ts'
import { activityKind } from '../vocabulary/metrics.ts'
import { currencyOf } from '../vocabulary/money.ts'
import type { Word } from '../vocabulary/reading.ts'
import { defaultRules, type Rules } from '../vocabulary/rules.ts'
import { splitWords } from '../vocabulary/words.ts'

/** By slot; undefined where it cannot be read. Also a sentence that is begun only can be said in fields. */
export function fieldsIn(text: string, slots: Slots): Fields | undefined {
  const read = (of: Slots, rules: Rules) => asFields({ slots: of }, text, { ...context, rules })
  const whole = read(slots, defaultRules)
  if (whole) return whole
  // Words that stand where a name of the workspace's own belongs are one.
  const listed = Object.values(slots).some(({ argument }) => argument.suggests !== undefined && ownWords.includes(argument.suggests))
  for (const longest of listed ? [3, 2, 1] : []) {
    const own = read(slots, rulesWith(phrases(text, slots, longest)))
    if (own) return own
  }
  return read(Object.fromEntries(Object.entries(slots).map(([name, slot]) => [name, { ...slot, needed: false }])), defaultRules)
}

const ownWords: readonly Suggests[] = ['activities', 'stages', 'stages and ends', 'loss reasons', 'metrics']

const rulesWith = (names: readonly string[]): Rules => ({
  ...defaultRules,
  activityKinds: [...defaultRules.activityKinds, ...names.map(activityKind)],
  stages: [...defaultRules.stages, ...names.map((name) => ({ name, probability: 50 }))],
  lossReasons: [...defaultRules.lossReasons, ...names],
})

/** Whatever of a text could be a name: no numbers, people, tags, nor words that mean something else. */
function phrases(text: string, slots: Slots, longest: number): readonly string[] {
  const words = splitWords(text)
  if (!Array.isArray(words)) return []
  const means = new Set(['company', 'team', 'this', 'last', 'next', ...Object.values(slots).flatMap(({ keyword }) => keyword ?? [])])
  const isName = ({ text, quoted }: Word) => quoted || (/^\p{L}+$/u.test(text) && !means.has(text.toLowerCase()))
  return words.flatMap((_, at) =>
    Array.from({ length: longest }, (_, more) => words.slice(at, at + more + 1))
      .filter((some) => some.every(isName) && (some.length === 1 || some.every(({ quoted }) => !quoted)))
      .map((some) => some.map(({ text }) => text).join(' ')),
  )
}

/** What the words are read by: which day it is and what a workspace has of its own changes nothing of what stands where. */
const context = (() => {
  const today = localDate(2026, 1, 1)
  const currency = currencyOf('USD')
  if (!today || !currency) throw new Error('There is a first of January, and a dollar')
  return { today, currency, calendar: defaultCalendar } as const
})()
