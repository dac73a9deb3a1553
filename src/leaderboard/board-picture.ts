// The picture of a week's board: of those who are shown on it, how far each is on the way to their target. Pure.
import type { Workspace } from '../conversation/people.ts'
import { metricName } from '../languages/counted.ts'
import type { Say } from '../languages/say.ts'
import type { PictureNode } from '../message/message.ts'
import { picture } from '../message/write.ts'
import { type BarChart, barChart } from '../pictures/bar-chart.ts'
import type { Font } from '../pictures/font.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { periodKey } from '../vocabulary/period.ts'
import type { AmountPolicy } from '../vocabulary/rules.ts'
import { showsShares } from '../workspaces/amount-policy.ts'
import type { Board } from './board.ts'
import { boardValue, shownPlaces } from './board-message.ts'
import { weekName } from './weekly-message.ts'

export interface Drawn {
  readonly workspace: Workspace
  readonly say: Say
  readonly policy: AmountPolicy
  readonly day: LocalDate
}

/**
 * Undefined where there is nothing to draw, where lengths would say more than the channel may see, and where the font lacks a letter: the
 * words say all of it.
 */
export function boardPicture(week: Board, drawn: Drawn, font: Font): PictureNode | undefined {
  const chart = chartOf(week, drawn)
  const svg = chart && barChart(chart, font)
  if (!chart || svg === undefined) return undefined
  const alt = `${chart.title}. ${chart.bars.map(({ name, label }) => `${name}: ${label}`).join('; ')}`
  return picture(`board-${periodKey(week.topic.period)}.png`, svg, alt)
}

function chartOf(week: Board, { workspace, say, policy, day }: Drawn): BarChart | undefined {
  const entries = week.entries.slice(0, shownPlaces)
  const exact = (value: bigint) => boardValue(value, week.topic, { workspace, say, policy: 'exact' }) ?? ''
  if (entries.length === 0 || !showsShares(policy)) return undefined
  if (entries.every(({ attainment }) => attainment === undefined)) {
    if (policy !== 'exact') return undefined
    return {
      title: `${weekName(week, say)} · ${metricName(week.topic.metric, say)}`,
      scale: undefined,
      bars: byValue(entries, exact),
    }
  }
  return {
    title: say.plain('board.picture-title', { period: say.period(week.measure) }),
    scale: { whole: say.plain('board.picture-target'), mark: say.plain('board.picture-plan', { day: say.day(day) }) },
    bars: entries.map(({ name, attainment, due, measured }) => ({
      name,
      share: attainment,
      mark: due,
      label:
        attainment === undefined
          ? say.plain('board.picture-no-target')
          : [...(policy === 'exact' ? [exact(measured)] : []), say.percent(attainment)].join(' · '),
      ...(attainment === undefined ? {} : { brief: say.percent(attainment) }),
    })),
  }
}

/** As long as they are beside the largest. */
function byValue(entries: Board['entries'], exact: (value: bigint) => string): BarChart['bars'] {
  const largest = entries.reduce((most, { value }) => (value > most ? value : most), 1n)
  return entries.map(({ name, value }) => ({
    name,
    share: Number((value * 10_000n) / largest) / 10_000,
    mark: undefined,
    label: exact(value),
  }))
}
