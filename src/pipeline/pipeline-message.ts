// How the pipeline reads: the whole, each stage, and which deals are stuck.
import type { NamedSubject } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import { probabilityText } from '../deals/deal-gist.ts'
import type { Button, Message, Span } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import { weighted } from '../progress/forecast.ts'
import { nameIn } from '../progress/report.ts'
import { daysBetween } from '../vocabulary/local-date.ts'
import { money } from '../vocabulary/money.ts'
import type { Period } from '../vocabulary/period.ts'
import { enough, type StageLine } from './pipeline.ts'
import { pipelineKey } from './pipeline-button.ts'
import type { StuckDeal } from './pipeline-store.ts'

export interface Pipeline {
  readonly named: NamedSubject
  readonly period: Period | undefined
  readonly lines: readonly StageLine[]
  readonly stuck: { readonly deals: readonly StuckDeal[]; readonly count: number; readonly hidden: number }
  readonly skip: number
}

export const stuckPage = 10

export function pipelineMessage(pipeline: Pipeline, request: Request): Message {
  const { say, workspace } = request
  const { lines, named, period, stuck, skip } = pipeline
  const value = (minor: bigint) => say.money(money(minor, workspace.currency), 'brief')
  const count = lines.reduce((sum, line) => sum + line.count, 0)
  const title = [nameIn({ named }, request), ...(period ? [say.period(period)] : []), say.plain('pipeline.word')].join(' · ')
  const [first] = stuck.deals
  // Of a pipeline with nothing in it only how many went on is worth a line.
  const shown = count === 0 ? lines.filter(isTelling) : lines
  const tooFew = shown.filter((line) => line.conversion !== undefined && !isTelling(line))
  const total = lines.reduce((sum, { minor }) => sum + minor, 0n)
  return message(
    headline(title),
    text(
      count === 0
        ? say('pipeline.empty')
        : say('pipeline.total', { count, value: value(total), weighted: value(weighted(lines, workspace.rules)) }),
    ),
    shown.length > 0 && list(shown.map((line) => stageText(line, request))),
    stuck.deals.length > 0 &&
      text(
        stuck.deals.length === stuck.count
          ? say('pipeline.stuck')
          : say('pipeline.stuck-page', { from: skip + 1, to: skip + stuck.deals.length, count: stuck.count }),
      ),
    stuck.deals.length > 0 && list(stuck.deals.map((one) => stuckText(one, pipeline, request))),
    first && quiet(say('pipeline.open-one', { command: `/deal show #${first.deal.number}` })),
    count > 0 && stuck.count + stuck.hidden === 0 && quiet(say('pipeline.none-stuck')),
    stuck.hidden > 0 && quiet(say('pipeline.stuck-others', { count: stuck.hidden })),
    tooFew.length > 0 && quiet(say('pipeline.too-few', { stages: tooFew.map(({ stage }) => stage).join(', ') })),
    shown.some((line) => line.typical !== undefined || isTelling(line)) && quiet(say('pipeline.how')),
    buttons(...pipelineButtons(pipeline, request)),
  )
}

/** Enough deals have left the stage to say how many go on. */
const isTelling = ({ conversion }: StageLine): boolean => conversion !== undefined && conversion.left >= enough

/** `negotiation 75 % · 2 deals · $12,000 · weighted $9,000 · 40 days old on average · typically 12 days in it · 60 % go on (12 of 20)` */
function stageText(line: StageLine, { say, workspace }: Request): readonly Span[] {
  const value = (minor: bigint) => say.money(money(minor, workspace.currency), 'brief')
  const { conversion, typical, age } = line
  const name =
    line.stage === '' ? say.plain('pipeline.no-stage') : line.known ? line.stage : say.plain('pipeline.gone', { stage: line.stage })
  const rest = [
    ...(age === undefined ? [] : [say.plain('pipeline.age', { days: age })]),
    ...(typical === undefined ? [] : [say.plain('pipeline.typical', { days: typical })]),
    ...(conversion === undefined || !isTelling(line)
      ? []
      : [
          say.plain('pipeline.goes-on', {
            share: say.percent(conversion.reached / conversion.left),
            reached: conversion.reached,
            count: conversion.left,
          }),
        ]),
  ]
  return [
    ...say('pipeline.stage', {
      stage: name,
      probability: probabilityText(line.stage, workspace.rules, say),
      count: line.count,
      value: value(line.minor),
      weighted: value(line.weighted),
    }),
    ...rest.map((part) => ` · ${part}`),
  ]
}

/** `#42 Umbrella · $12,000 · proposal for 34 days (typical: 12) · Sam Ortiz` */
function stuckText({ deal, ownerName }: StuckDeal, { lines, named }: Pipeline, { say, today }: Request): readonly Span[] {
  const stage = deal.stage ?? ''
  const typical = lines.find((line) => line.stage === stage)?.typical
  const days = deal.stageSince === undefined ? 0 : daysBetween(deal.stageSince, today)
  const parts = [
    say.money(deal.amount, 'brief'),
    `${say.plain('pipeline.stuck-for', { stage, days })}${typical === undefined ? '' : ` (${say.plain('pipeline.typical-short', { days: typical })})`}`,
    ...(named.kind === 'member' ? [] : [ownerName]),
  ]
  return [{ kind: 'bold', spans: [`#${deal.number}`] }, `${deal.customer ? ` ${deal.customer}` : ''} · ${parts.join(' · ')}`]
}

function pipelineButtons({ named, period, stuck, skip }: Pipeline, { say, speaker }: Request): readonly Button[] {
  const open = (
    label: 'button.previous' | 'button.next' | 'button.team' | 'button.company' | 'button.me',
    subject: Parameters<typeof pipelineKey>[0]['subject'],
    to = 0,
  ): Button => ({ label: say.plain(label), action: 'show-pipeline', value: pipelineKey({ subject, period, skip: to }) })
  const here =
    named.kind === 'company'
      ? named
      : named.kind === 'team'
        ? { kind: named.kind, team: named.team.id }
        : { kind: named.kind, member: named.member.id }
  const { team } = named.kind === 'member' ? named.member : speaker
  return [
    ...(skip > 0 ? [open('button.previous', here, Math.max(0, skip - stuckPage))] : []),
    ...(skip + stuck.deals.length < stuck.count ? [open('button.next', here, skip + stuckPage)] : []),
    ...(team !== undefined && named.kind !== 'team' ? [open('button.team', { kind: 'team', team })] : []),
    ...(named.kind === 'company' ? [] : [open('button.company', { kind: 'company' })]),
    ...(named.kind === 'member' ? [] : [open('button.me', { kind: 'member', member: speaker.id })]),
  ]
}
