// How the agenda of a 1:1 reads, to the manager alone: so with every amount.
import type { Member, Workspace } from '../conversation/people.ts'
import { excerpt } from '../deals/story.ts'
import { comparisonLines, howItIsTold, reasonWords } from '../diagnosis/reason-words.ts'
import { counted, metricName } from '../languages/counted.ts'
import type { Say } from '../languages/say.ts'
import type { Button, Message, Node, Span } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { money } from '../vocabulary/money.ts'
import { itemText } from './item-text.ts'
import { type Move, mostButtons, type OneToOne, questionOf } from './one-to-one.ts'
import { agreedValue, type OneToOneRef, oneToOneValue } from './one-to-one-value.ts'

export interface Speaking {
  readonly workspace: Workspace
  readonly say: Say
}

/** So many moves and items stand in a list; of a story so many characters. */
const most = { moves: 6, items: 5, story: 140 }

export function oneToOneMessage(
  about: OneToOne,
  time: OneToOneRef['time'],
  people: ReadonlyMap<MemberId, Pick<Member, 'name'>>,
  speaking: Speaking,
): Message {
  const { say } = speaking
  const { rep, day } = about
  return message(
    headline(say('one-to-one.title', { name: rep.name, day: say.day(day) })),
    text(planLine(about, speaking)),
    ...activityLines(about, speaking),
    ...moveLines(about, speaking),
    ...winLines(about, speaking),
    ...agreedLines(about, people, speaking),
    text(say('one-to-one.ask', { question: question(about, say) })),
    buttons(...oneToOneButtons(about, time, say)),
  )
}

/** `Q4 2026: $38,200 of $50,000 · 76 % · behind · To go $11,800 · calls: 20 a week, usually 40` */
export function planLine({ period, won, course, diagnosis }: OneToOne, speaking: Speaking): string {
  const { workspace, say } = speaking
  const amount = (minor: bigint) => say.money(money(minor, workspace.currency), 'brief')
  const named = { period: say.period(period), won: amount(won) }
  if (course.target === undefined) return say.plain('digest.no-target', named)
  const behind = course.rampShare === undefined && (course.pace === 'behind' || course.pace === 'at-risk')
  return [
    say.plain('digest.against', { ...named, target: amount(course.target), share: say.percent(course.attainment ?? 0) }),
    ...(course.pace === undefined ? [] : [say.plain(`pace.${course.pace}`)]),
    ...(course.gap !== undefined && course.gap > 0n ? [say.plain('progress.to-go', { gap: amount(course.gap) })] : []),
    ...(behind ? [reasonWords(diagnosis, speaking)] : []),
  ].join(' · ')
}

/** Where nobody logs anything it is no news that somebody did not. */
function activityLines({ activities, logs }: OneToOne, { say }: Speaking): readonly Node[] {
  const logged = activities.map(({ kind, count, usual }) => {
    const times = counted(kind, count, say)
    return usual === 0 ? times : say.plain('one-to-one.activity', { count: times, usual: say.number(usual) })
  })
  if (logged.length > 0) return [text(say('one-to-one.last-week', { what: logged.join(' · ') }))]
  return logs ? [text(say('one-to-one.no-activity'))] : []
}

function moveLines({ moves, since }: OneToOne, speaking: Speaking): readonly Node[] {
  const { say } = speaking
  const day = say.day(since)
  if (moves.length === 0) return [text(say('one-to-one.still', { day }))]
  return [
    text(say('one-to-one.pipeline', { day })),
    list(moves.slice(0, most.moves).map((move) => moveLine(move, speaking))),
    ...(moves.length > most.moves ? [quiet(say('board.more', { count: moves.length - most.moves }))] : []),
  ]
}

function moveLine({ kind, number, deal, before }: Move, { say }: Speaking): readonly Span[] {
  const named: readonly Span[] = [
    { kind: 'bold', spans: [`#${number}`] },
    `${deal.customer === '' ? '' : ` ${deal.customer}`}${deal.amount.minor > 0n ? ` ${say.money(deal.amount, 'brief')}` : ''}`,
  ]
  if (kind === 'lost' && deal.lossReason !== undefined) return say('one-to-one.lost-for', { deal: named, reason: deal.lossReason })
  if (kind === 'slipped' && before)
    return say('one-to-one.slipped', { deal: named, from: say.day(before.closedOn), to: say.day(deal.closedOn) })
  return say(`one-to-one.${kind}`, { deal: named, from: before?.stage ?? '', to: deal.stage ?? '' })
}

/** Without those that stand among the moves already and have no story to tell. */
function winLines({ wins, moves }: OneToOne, { say }: Speaking): readonly Node[] {
  const above = new Set(moves.slice(0, most.moves).map(({ number }) => number))
  const more = wins.filter(({ deal, story }) => story !== undefined || !above.has(deal.number))
  if (more.length === 0) return []
  const lines = more.map(({ deal, story }): readonly Span[] => [
    { kind: 'bold', spans: [`#${deal.number}`] },
    `${deal.customer === '' ? '' : ` ${deal.customer}`} ${say.money(deal.amount, 'brief')} · ${say.day(deal.closedOn)}${
      story === undefined ? '' : ` — ${excerpt(story, most.story)}`
    }`,
  ])
  return [text(say('one-to-one.wins')), list(lines)]
}

function agreedLines(
  { open, done, day }: OneToOne,
  people: ReadonlyMap<MemberId, Pick<Member, 'name'>>,
  { say }: Speaking,
): readonly Node[] {
  if (open.length + done.length === 0) return [text(say('one-to-one.nothing-agreed'))]
  const read = { say, day, people }
  const items = [...open.map((item) => ['☐ ', ...itemText(item, read)]), ...done.map((item) => ['☑ ', ...itemText(item, read)])]
  return [
    text(say('one-to-one.agreed')),
    list(items.slice(0, most.items)),
    ...(items.length > most.items ? [quiet(say('board.more', { count: items.length - most.items }))] : []),
  ]
}

function question(about: OneToOne, say: Say): string {
  const asked = questionOf(about)
  if (asked !== 'activity') return say.plain(`one-to-one.ask-${asked}`)
  const { reason } = about.diagnosis
  return say.plain('one-to-one.ask-activity', { kind: reason?.factor === 'activity' ? metricName(reason.kind, say) : '' })
}

function oneToOneButtons({ rep, day, open }: OneToOne, time: OneToOneRef['time'], say: Say): readonly Button[] {
  const under = { rep: rep.id, day, time }
  const value = oneToOneValue(under)
  return [
    { label: say.plain('button.note-agreed'), action: 'note-agreed', value, style: 'primary' },
    ...open.slice(0, mostButtons).map(
      ({ number }): Button => ({
        label: say.plain('button.done-item', { number }),
        action: 'do-agreed',
        value: agreedValue({ number, was: 'open', under }),
      }),
    ),
    { label: say.plain('button.maths'), action: 'show-one-to-one-maths', value },
  ]
}

/** The numbers behind the plan and the reason. */
export function oneToOneMaths(about: OneToOne, speaking: Speaking): Message {
  const { workspace, say } = speaking
  const { rep, won, course, diagnosis, lookedAt } = about
  const amount = (minor: bigint) => say.money(money(minor, workspace.currency), 'brief')
  const days = { elapsed: course.elapsed, total: course.total, left: course.left }
  const lines: (readonly Span[])[] = []
  if (course.target !== undefined && course.expected !== undefined && course.rampShare === undefined)
    lines.push(say('maths.expected', { ...days, target: amount(course.target), expected: amount(course.expected) }))
  if (course.pace !== undefined && course.expected !== undefined && course.expected > 0n) {
    const share = say.percent(Number(won) / Number(course.expected)) // for the eye; the pace itself is compared exactly
    const pace = say.plain(`pace.${course.pace}`)
    lines.push(say('maths.pace', { actual: amount(won), expected: amount(course.expected), share, pace }))
  }
  return message(
    headline(say('one-to-one.maths', { name: rep.name })),
    text(planLine(about, speaking)),
    list([...lines, ...comparisonLines(diagnosis, speaking)]),
    quiet(howItIsTold(lookedAt, say)),
  )
}
