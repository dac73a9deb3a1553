// The formulas of a report with its numbers in them.
import type { Request } from '../conversation/request.ts'
import { probabilityText } from '../deals/deal-gist.ts'
import type { Span } from '../message/message.ts'
import { neverClosed } from '../vocabulary/fiscal-calendar.ts'
import { today as dayOf, weekday } from '../vocabulary/local-date.ts'
import { money } from '../vocabulary/money.ts'
import type { Course } from '../vocabulary/pace.ts'
import { rampedDays } from '../vocabulary/ramp.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import { forecastOf, weighted } from './forecast.ts'
import type { Behind } from './maths-message.ts'
import { valueText } from './metric-words.ts'
import { daysWorkedBy, type Report, standingIn } from './report.ts'

type Line = readonly Span[]

/** Each number of the report in the order in which it stands there: target, days, what is expected, pace, rate, projection, forecast. */
export function formulas(report: Report, behind: Behind, request: Request): readonly Line[] {
  const now = standingIn(report, request)
  return [
    ...aboutTarget(report, behind, now, request),
    ...aboutDays(report, now, request),
    ...aboutPace(report, now, request),
    ...aboutForecast(report, request),
  ]
}

function aboutTarget(report: Report, { history, names }: Behind, now: Course, request: Request): readonly Line[] {
  const { say, workspace } = request
  const { figures, metric, named, period } = report
  const value = (amount: bigint | undefined) => (amount === undefined ? '–' : valueText(amount, metric, request))
  const { target } = figures
  if (!target) return [say('maths.no-target')]
  const day = (at: (typeof target)['setAt']) => say.date(dayOf(at, workspace.timeZone))
  const name = (id: (typeof target)['setBy']) => names.get(id) ?? '?'
  const reasoned = (what: string, reason: string | undefined): Line =>
    reason === undefined ? [what] : say('maths.reason', { what, reason })
  const set = say.plain('maths.target', { target: value(target.value), name: name(target.setBy), when: day(target.setAt) })
  const earlier = history.filter(({ before }) => before !== undefined)
  return [
    reasoned(set, earlier.length === 0 ? history[0]?.reason : undefined),
    ...earlier.map(({ before, after, by, at, reason }) =>
      reasoned(say.plain('maths.target-history', { when: day(at), before: value(before), after: value(after), name: name(by) }), reason),
    ),
    ...(now.rampShare === undefined || now.target === undefined || named.kind !== 'member' || named.member.startedOn === undefined
      ? []
      : [
          say('maths.ramp', {
            start: say.date(named.member.startedOn),
            full: value(target.value),
            ramped: say.number(rampedDays(period.from, period.to, daysWorkedBy(named, request)) / 100),
            share: say.percent(now.rampShare),
            target: value(now.target),
            total: now.total,
          }),
        ]),
    ...(now.target === undefined
      ? []
      : [
          say('maths.attainment', {
            actual: value(figures.actual),
            target: value(now.target),
            share: say.percent(now.attainment ?? 0),
          }),
        ]),
  ]
}

/** The working days, and what of them was left out: holidays and closing days, and days away that would have been worked. */
function aboutDays({ named, period }: Report, now: Course, request: Request): readonly Line[] {
  const { say, workspace } = request
  const { from, to } = period
  const { calendar } = workspace
  const all = workingDays(from, to, { ...calendar, closedOn: neverClosed })
  const everybodys = workingDays(from, to, calendar)
  const own = workingDays(from, to, daysWorkedBy(named, request))
  const out = [
    ...(all > everybodys ? [say.plain('maths.holidays', { days: all - everybodys, dates: closedDates(period, request) })] : []),
    ...(everybodys > own ? [say.plain('maths.leave', { days: everybodys - own })] : []),
  ]
  return [
    say('maths.days', { elapsed: now.elapsed, total: now.total, left: now.left, from: say.date(from), to: say.date(to) }),
    ...(out.length === 0 ? [] : [say('maths.left-out', { what: out.join(', ') })]),
  ]
}

/** So many days are named one by one. */
const mostNamed = 15

/** The days on which nobody works although the weekday says so: `25 Dec 2026, 1 Jan 2027`. */
function closedDates({ from, to }: Report['period'], { say, workspace }: Request): string {
  const { closedOn, workingDays: worked } = workspace.calendar
  const days = [...closedOn.within(from, to)].filter((day) => worked.includes(weekday(day))).sort()
  return [...days.slice(0, mostNamed).map((day) => say.date(day)), ...(days.length > mostNamed ? ['…'] : [])].join(', ')
}

function aboutPace(report: Report, now: Course, request: Request): readonly Line[] {
  const { say, today } = request
  const { figures, metric, period, named } = report
  const value = (amount: bigint) => valueText(amount, metric, request)
  const actual = value(figures.actual)
  const days = { elapsed: now.elapsed, total: now.total, left: now.left }
  const lines: Line[] = []
  const full = figures.target?.value
  if (full !== undefined && now.target !== undefined && now.expected !== undefined) {
    const target = value(now.target)
    if (now.rampShare === undefined) lines.push(say('maths.expected', { ...days, target, expected: value(now.expected) }))
    else {
      const until = today < period.to ? today : period.to
      const ramped = say.number(rampedDays(period.from, until, daysWorkedBy(named, request)) / 100)
      lines.push(say('maths.expected-ramp', { full: value(full), ramped, total: now.total, expected: value(now.expected) }))
    }
    // Of what comes in whole ones less than half may be expected: nothing to divide by, though the pace is known.
    if (now.pace !== undefined && now.expected > 0n) {
      const share = say.percent(Number(figures.actual) / Number(now.expected)) // for the eye; the pace itself is compared exactly
      lines.push(say('maths.pace', { actual, expected: value(now.expected), share, pace: say.plain(`pace.${now.pace}`) }))
    }
    if (now.runRate !== undefined && now.gap !== undefined && now.gap > 0n) {
      lines.push(say('maths.run-rate', { target, actual, ...days, rate: value(now.runRate) }))
    }
  }
  if (now.projection !== undefined) {
    const key = now.sinceStart ? 'maths.projection-began' : 'maths.projection'
    lines.push(say(key, { actual, ...days, ...now.sinceStart, projection: value(now.projection) }))
  }
  return lines
}

function aboutForecast({ figures }: Report, request: Request): readonly Line[] {
  const { say, workspace } = request
  const { rules, currency } = workspace
  const open = figures.outlook?.now.open ?? []
  if (!figures.outlook || open.length === 0) return []
  const amount = (minor: bigint) => say.money(money(minor, currency), 'brief')
  const sum = open.map(({ stage, minor }) => `${amount(minor)} × ${probabilityText(stage, rules, say)}`).join(' + ')
  const weight = weighted(open, rules)
  return [
    say('maths.weighted', { sum, weighted: amount(weight) }),
    say('maths.forecast', {
      won: amount(figures.outlook.now.won),
      weighted: amount(weight),
      forecast: amount(forecastOf(figures.outlook.now, rules)),
    }),
  ]
}
