// How the answers about exchange rates read, and what their buttons carry.
import type { Request } from '../conversation/request.ts'
import type { Message } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import { type ExchangeRate, exchangeRate } from '../vocabulary/exchange.ts'
import { isLocalDate, type LocalDate } from '../vocabulary/local-date.ts'
import { type Currency, currencyOf } from '../vocabulary/money.ts'
import type { Rate } from './rates.ts'

/** A rate as it was set, and what began on that day before; undefined: none did. */
export interface RateStep {
  readonly currency: Currency
  readonly from: LocalDate
  readonly before: ExchangeRate | undefined
  readonly after: ExchangeRate | undefined
}

/** The button that takes a step back, or a step back back, carries all of it: `undo EUR 2026-11-21 1.08 1.05`, with - for none. */
const aboutStep = (does: Does, { currency, from, before, after }: RateStep): string =>
  `${does} ${currency} ${from} ${before ?? '-'} ${after ?? '-'}`
type Does = 'undo' | 'redo'

/** Undefined for what no such button carries. */
export function readRateStep(value: string): (RateStep & { readonly does: Does }) | undefined {
  const [word, code = '', from = '', before = '', after = '', more] = value.split(' ')
  const does = word === 'undo' || word === 'redo' ? word : undefined
  const currency = currencyOf(code)
  const rates = [before, after].map((text) => (text === '-' ? undefined : (exchangeRate(text) ?? 'wrong')))
  if (!does || !currency || !isLocalDate(from) || more !== undefined || rates.includes('wrong')) return undefined
  const [was, is] = rates.map((rate) => (rate === 'wrong' ? undefined : rate))
  return { does, currency, from, before: was, after: is }
}

type Asked = Pick<Request, 'workspace' | 'say'>

/** What a step has done. `held`: the rate that was in force on that day before. `next`: what the button under it does. */
export function rateMessage(step: RateStep, held: ExchangeRate | undefined, next: Does, { workspace, say }: Asked): Message {
  const { currency: code, from, after } = step
  const date = say.date(from)
  const values = { code, date, currency: workspace.currency }
  const line =
    after === undefined
      ? say('rate.removed', values)
      : held === undefined || held === after
        ? say('rate.set', { ...values, rate: after })
        : say('rate.changed', { ...values, rate: after, before: held })
  const value = aboutStep(next, { ...step, before: step.after, after: step.before })
  return message(
    headline(line),
    quiet(say('rate.stays')),
    step.before !== step.after && buttons({ label: say.plain(`button.${next}`), action: 'take-rate-back', value }),
  )
}

/** So many lines a list has. */
const page = 10

/** The rate of each currency that is in force, then those that come or were, the latest first. */
export function rateList(rates: readonly Rate[], today: LocalDate, { workspace, say }: Asked): Message {
  const { currency } = workspace
  const example = `/dealbell rate ${currency === 'EUR' ? 'USD' : 'EUR'} 1.08`
  if (rates.length === 0) return message(text(say('rate.none', { currency, example })))
  const inForce = (rate: Rate) =>
    rate.from <= today && !rates.some((one) => one.currency === rate.currency && one.from > rate.from && one.from <= today)
  const sorted = [...rates.filter(inForce), ...rates.filter((rate) => !inForce(rate)).sort((a, b) => (a.from < b.from ? 1 : -1))]
  const left = sorted.length - page
  return message(
    headline(say('rate.list', { currency })),
    list(sorted.slice(0, page).map(({ currency: code, rate, from }) => say('rate.entry', { code, rate, date: say.date(from) }))),
    left > 0 && quiet(say('rate.more', { count: left })),
  )
}
