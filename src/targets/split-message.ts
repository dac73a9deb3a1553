// How a split reads before it is set, and after.
import type { Request } from '../conversation/request.ts'
import type { Button, Message, Node } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import { assignmentsAround, assignmentsBelow, bySubject, type InForce } from './assignment.ts'
import { periodsOf } from './split.ts'
import { type Planned, type PlannedPart, wholeOf } from './split-plan.ts'
import type { Target } from './target.ts'
import { assignmentNodes, metricValue, nameIn, namesOf } from './target-message.ts'

const pageLength = 10

/** Sets lines of those further below in a little: a list has no levels of its own. */
export const indent = (depth: number): string => '\u2003'.repeat(Math.max(0, depth))

/** What would be set, a page of it, with the buttons that do it. `id`: under which it is kept. `isNew`: it is not what was shown before. */
export function previewMessage(
  plan: Planned,
  { id, skip, isNew = false }: { readonly id: string; readonly skip: number; readonly isNew?: boolean },
  request: Request,
): Message {
  const { say } = request
  const { parts, changes, why, print, asked } = plan
  const shown = parts.slice(skip, skip + pageLength)
  const turn = (label: string, to: number): Button => ({ label, action: 'show-split', value: `${id}:${to}` })
  return message(
    headline(say('target.split-title', wholeOf(plan, request))),
    isNew && text(say('target.split-changed')),
    text(say(measureKeys[periodsOf(asked.into) ? 'periods' : 'people'][asked.measure.by])),
    list(shown.map((part) => partLine(part, plan, request))),
    parts.length > pageLength && quiet(say('target.page', { from: skip + 1, to: skip + shown.length, count: parts.length })),
    ...remarks(plan, request),
    changes.length === 0 && text(say('target.split-same')),
    why !== undefined && text(say(`target.split-why-${why}`)),
    buttons(
      ...(changes.length === 0
        ? []
        : [
            {
              label: say.plain('target.split-set', { count: changes.length }),
              action: 'set-split',
              value: `${id}:${print}`,
              style: 'primary' as const,
            },
          ]),
      { label: say.plain('button.cancel'), action: 'cancel-split', value: id },
      ...(skip > 0 ? [turn(say.plain('button.back'), Math.max(0, skip - pageLength))] : []),
      ...(skip + pageLength < parts.length ? [turn(say.plain('target.more'), skip + pageLength)] : []),
    ),
  )
}

const measureKeys = {
  people: { even: 'target.split-even', 'last year': 'target.split-last-year', weight: 'target.split-weight' },
  periods: { even: 'target.split-even-periods', 'last year': 'target.split-last-year-periods', weight: 'target.split-weight' },
} as const

/** `North · $400,000 · 33 % · was $350,000` */
function partLine({ node, period, value, depth, before }: PlannedPart, { asked, whole }: Planned, request: Request): string {
  const { say } = request
  const name = periodsOf(asked.into) ? say.period(period) : nameIn(node.name, request)
  const was =
    before && before.value !== value ? ` · ${say.plain('target.was', { value: metricValue(before.value, asked.metric, request) })}` : ''
  const share = say.percent(Number((value * 10_000n) / whole.value) / 10_000)
  return `${indent(depth - 1)}${name} · ${metricValue(value, asked.metric, request)} · ${share}${was}`
}

function remarks({ parts, withoutHistory, ramping, leftOut, asked }: Planned, request: Request): readonly Node[] {
  const { say } = request
  const names = (nodes: readonly { readonly name: string | undefined }[]) =>
    namesOf(
      nodes.map(({ name }) => nameIn(name, request)),
      request,
    )
  const nothing = periodsOf(asked.into) ? [] : parts.filter(({ value }) => value === 0n).map(({ node }) => node)
  const carried = ramping.map(({ node, percent }) => ({ name: `${node.name} (${say.percent(percent / 100)})` }))
  return [
    withoutHistory.length > 0 && say('target.split-no-history', { names: names(withoutHistory) }),
    carried.length > 0 && say('target.split-ramp', { names: names(carried) }),
    nothing.length > 0 && say('target.split-nothing-for', { names: names(nothing) }),
    leftOut.length > 0 && say('target.split-left-out', { names: names(leftOut) }),
  ].flatMap((line) => (line === false ? [] : quiet(line)))
}

/** After it was set. `inForce`: what is in force then for the metric, in the periods that were touched. */
export function splitMessage(
  plan: Planned,
  { batch, inForce }: { readonly batch: string; readonly inForce: readonly Target[] },
  request: Request,
): Message {
  const { say } = request
  const { asked, changes } = plan
  const samePeriod = inForce.filter(({ period }) => period.kind === asked.period.kind && period.from === asked.period.from)
  return message(
    headline(say('target.split-done', { ...wholeOf(plan, request), count: changes.length })),
    quiet(say('target.split-sum', wholeOf(plan, request))),
    asked.reason !== undefined && quiet(say('target.because', { reason: asked.reason })),
    ...(periodsOf(asked.into) ? [] : levels(plan, bySubject(samePeriod), request)),
    buttons({ label: say.plain('button.undo'), action: 'undo-targets', value: batch }),
  )
}

/** So many levels are compared one by one. */
const mostLevels = 5

/** The level that was split and those above it, and of those below what does not add up any more. */
function levels({ top, node, asked }: Planned, targets: InForce, request: Request): readonly Node[] {
  const apart = assignmentsBelow(node, targets).filter((one) => one.node !== node && one.verdict !== 'exact')
  const all = [...assignmentsAround(top, node.subject, targets), ...apart]
  const rest = all.length - mostLevels
  const shown = assignmentNodes(all.slice(0, mostLevels), asked.metric, request)
  return rest > 0 ? [...shown, quiet(request.say('target.others', { count: rest }))] : shown
}
