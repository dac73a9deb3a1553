// Whom a team's or the company's figures come from: a line and a button each, a page at a time.
import type { NamedSubject } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { Button, Node } from '../message/message.ts'
import { list, text } from '../message/write.ts'
import type { TeamId } from '../vocabulary/ids.ts'
import type { Course } from '../vocabulary/pace.ts'
import type { Part, Parts } from './figures-store.ts'
import { valueText } from './metric-words.ts'
import { courseOf, type Report, topicKey } from './report.ts'

const pageLength = 10

interface Line {
  readonly name: string
  readonly subject: Report['subject']
  readonly part: Part
  readonly course: Course
}

/**
 * Teams first, then members, each by what they have reached of their target, then by name; of members those who have a target or something
 * to show for it.
 */
function linesOf({ period }: Pick<Report, 'period'>, { teams, members }: Parts, request: Request): readonly Line[] {
  const line = (name: string, subject: Line['subject'], named: NamedSubject, part: Part): Line => {
    return { name, subject, part, course: courseOf(named, part, period, request) }
  }
  const team = (id: TeamId, name: string): NamedSubject => ({
    kind: 'team',
    team: { id, name, parent: undefined, lead: undefined, channel: undefined },
  })
  const best = (a: Line, b: Line) => (b.course.attainment ?? -1) - (a.course.attainment ?? -1)
  return [
    ...teams.map((one) => line(one.name, { kind: 'team', team: one.team }, team(one.team, one.name), one)).sort(best),
    ...members
      .filter(({ actual, target }) => actual !== 0n || target !== undefined)
      .map((one) => line(one.member.name, { kind: 'member', member: one.member.id }, { kind: 'member', member: one.member }, one))
      .sort(best),
  ]
}

/** The lines of a page with a button for each, and for the pages before and after. At most twelve buttons. */
export function partsPage(
  report: Pick<Report, 'subject' | 'metric' | 'period'>,
  parts: Parts,
  request: Request,
  skip: number,
): { readonly nodes: readonly Node[]; readonly buttons: readonly Button[] } {
  const { say } = request
  const all = linesOf(report, parts, request)
  const shown = all.slice(skip, skip + pageLength)
  if (shown.length === 0) return { nodes: [], buttons: [] }
  const turn = (label: 'button.previous' | 'button.next', to: number): Button => {
    return { label: say.plain(label), action: 'show-progress', value: topicKey(report, to) }
  }
  return {
    nodes: [
      text(
        all.length === shown.length
          ? say('progress.who')
          : say('progress.who-page', { from: skip + 1, to: skip + shown.length, count: all.length }),
      ),
      list(shown.map((line) => lineText(line, report, request))),
    ],
    buttons: [
      ...shown.map(({ name, subject }): Button => ({ label: name, action: 'show-progress', value: topicKey({ ...report, subject }) })),
      ...(skip > 0 ? [turn('button.previous', Math.max(0, skip - pageLength))] : []),
      ...(skip + shown.length < all.length ? [turn('button.next', skip + pageLength)] : []),
    ],
  }
}

/** `Sam Ortiz · 76 % · on track · $38,200`, without a target `Kim Lund · $4,200`. */
function lineText({ name, part, course }: Line, { metric }: Pick<Report, 'metric'>, request: Request): string {
  const { say } = request
  return [
    name,
    ...(course.attainment === undefined ? [] : [say.percent(course.attainment)]),
    ...(course.pace === undefined ? [] : [say.plain(`pace.${course.pace}`)]),
    valueText(part.actual, metric, request),
  ].join(' · ')
}
