// How a manager's digest reads: the whole on the first lines, then whom to talk to, and where it leaks. Private, so with every amount.
import type { Workspace } from '../conversation/people.ts'
import { reasonWords } from '../diagnosis/reason-words.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Node, Span } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import { money } from '../vocabulary/money.ts'
import type { Course } from '../vocabulary/pace.ts'
import { behindPlan, byAttainment, type Digest, late, mostBehind, paceCounts, type Rep, silent } from './digest.ts'

interface Speaking {
  readonly workspace: Workspace
  readonly say: Say
}

/** So many people stand in a line or a list, so many teams and reasons. */
const most = { people: 5, attainments: 10, teams: 10, reasons: 3 }

/** The stretch that losses and conversions are of, in weeks, as `stretchesTo` has it. */
const weeks = 13

export function digestMessage(digest: Digest, speaking: Speaking): Message {
  const { say } = speaking
  const { manager, week, teams, reps } = digest
  const count = [
    say.plain('digest.title', { week: week.index, name: manager.name }),
    ...(teams.length > 0 ? [say.plain('digest.teams', { count: teams.length })] : []),
    say.plain('digest.reps', { count: reps.length }),
  ]
  return message(
    headline(count.join(' · ')),
    text(wholeLine(digest, speaking)),
    text(weekLine(digest, speaking)),
    ...paceLines(digest, speaking),
    ...teamLines(digest, speaking),
    ...whomToTalkTo(digest, speaking),
    ...whereItLeaks(digest, speaking),
    ...cleanUp(digest, speaking),
    buttons(...digestButtons(digest, speaking)),
  )
}

/** `Quarter $1.02 m of $1.20 m · 85 % · on track · forecast $1.17 m (last week $1.21 m)` */
function wholeLine({ period, whole }: Digest, { workspace, say }: Speaking): string {
  const amount = (minor: bigint) => say.money(money(minor, workspace.currency), 'whole')
  const { won, course, forecast, lastForecast } = whole
  const named = { period: say.period(period), won: amount(won) }
  const against =
    course.target === undefined
      ? say.plain('digest.no-target', named)
      : say.plain('digest.against', { ...named, target: amount(course.target), share: say.percent(course.attainment ?? 0) })
  const coming =
    lastForecast === undefined || lastForecast === forecast
      ? say.plain('digest.forecast', { forecast: amount(forecast) })
      : say.plain('digest.forecast-changed', { forecast: amount(forecast), before: amount(lastForecast) })
  return [against, ...paceWord(course, say), coming].join(' · ')
}

const paceWord = ({ pace }: Course, say: Say): readonly string[] => (pace === undefined ? [] : [say.plain(`pace.${pace}`)])

const weekLine = ({ wonThisWeek }: Digest, { workspace, say }: Speaking): readonly Span[] =>
  wonThisWeek > 0n ? say('digest.week', { won: say.money(money(wonThisWeek, workspace.currency), 'whole') }) : say('digest.quiet')

function paceLines({ reps }: Digest, { say }: Speaking): readonly Node[] {
  const counts = paceCounts(reps)
  const measured = Object.values(counts).some((count) => count > 0)
  const best = byAttainment(reps)
  const names = best.slice(0, most.attainments).map(({ member, course }) => `${member.name} ${say.percent(course.attainment ?? 0)}`)
  return [
    ...(measured
      ? [text(say('digest.paces', { ahead: counts.ahead, onTrack: counts['on-track'], behind: counts.behind, atRisk: counts['at-risk'] }))]
      : []),
    ...(names.length > 0 ? [text(say('digest.by-rep', { reps: listed(names, best.length, say, ' · ') }))] : []),
  ]
}

/** `North · $212,400 · 81 % · on track`; of one team there is nothing beside the whole. */
function teamLines({ teams, roots }: Digest, { workspace, say }: Speaking): readonly Node[] {
  if (roots !== undefined && teams.length === 1) return []
  const lines = teams.slice(0, most.teams).map(({ team, won, course }) => {
    const share = course.attainment === undefined ? [] : [say.percent(course.attainment)]
    return [team.name, say.money(money(won, workspace.currency), 'whole'), ...share, ...paceWord(course, say)].join(' · ')
  })
  if (lines.length === 0) return []
  return [list(lines), ...(teams.length > most.teams ? [quiet(say('board.more', { count: teams.length - most.teams }))] : [])]
}

function whomToTalkTo({ reps, reasons, whole }: Digest, speaking: Speaking): readonly Node[] {
  const { say } = speaking
  const behind = behindPlan(reps)
  // Where there are no targets at all, the first line has said so.
  const hasTargets = whole.course.target !== undefined || reps.some(({ course }) => course.target !== undefined)
  const apart = (['ramping', 'away', 'no-target'] as const).flatMap((why) => {
    const those = reps.filter((rep) => rep.apart === why && (hasTargets || why !== 'no-target'))
    return those.length === 0 ? [] : [text(say('digest.apart', { apart: why, names: namesOf(those, say) }))]
  })
  if (behind.length === 0) {
    const measured = reps.some((rep) => rep.apart === undefined && rep.course.pace !== undefined)
    return [...(measured ? [text(say('digest.nobody-behind'))] : []), ...apart]
  }
  const lines = behind.slice(0, mostBehind).map(({ member, course }): readonly Span[] => {
    const diagnosis = reasons.get(member.id)
    const why = diagnosis ? `: ${reasonWords(diagnosis, speaking)}` : ''
    return [{ kind: 'bold', spans: [member.name] }, ` (${say.percent(course.attainment ?? 0)})${why}`]
  })
  return [
    text(say('digest.talk-to')),
    list(lines),
    ...(behind.length > mostBehind ? [text(say('board.more', { count: behind.length - mostBehind }))] : []),
    ...apart,
  ]
}

function whereItLeaks({ leak, losses }: Digest, { say }: Speaking): readonly Node[] {
  const rate = ({ reached, left }: { readonly reached: number; readonly left: number }) => say.percent(reached / left)
  const all = losses.reduce((sum, { count }) => sum + count, 0)
  const explained = losses.some(({ reason }) => reason !== '')
  const reasons = losses
    .slice(0, most.reasons)
    .map(({ reason, count }) => `${reason === '' ? say.plain('digest.no-reason') : reason} ${say.number(count)}`)
  return [
    ...(leak
      ? [
          text(
            say('digest.leak', {
              from: leak.from,
              to: leak.to ?? say.plain('digest.won-stage'),
              before: rate(leak.before),
              now: rate(leak.now),
            }),
          ),
        ]
      : []),
    ...(all > 0
      ? [
          text(
            explained
              ? say('digest.losses', { count: all, weeks, reasons: reasons.join(' · ') })
              : say('digest.losses-unexplained', { count: all, weeks }),
          ),
        ]
      : []),
  ]
}

function cleanUp({ reps }: Digest, { workspace, say }: Speaking): readonly Node[] {
  const overdue = late(reps)
  const still = silent(reps, workspace.rules)
  const parts = [
    ...(overdue.length === 0
      ? []
      : [
          say.plain('digest.late', {
            count: overdue.reduce((sum, rep) => sum + rep.late, 0),
            names: namesOf(overdue, say, (rep) => `${rep.member.name} ${say.number(rep.late)}`),
          }),
        ]),
    ...(still.length === 0
      ? []
      : [say.plain('digest.silent', { count: still.length, days: workspace.rules.reminderDays, names: namesOf(still, say) })]),
  ]
  return parts.length === 0 ? [] : [text(say('digest.clean-up', { what: parts.join('; ') }))]
}

/** The first few, and how many more. */
const namesOf = (reps: readonly Rep[], say: Say, name: (rep: Rep) => string = ({ member }) => member.name): string =>
  listed(reps.slice(0, most.people).map(name), reps.length, say)

const listed = (names: readonly string[], all: number, say: Say, between = ', '): string =>
  names.length === all ? names.join(between) : say.plain('digest.and-more', { names: names.join(between), count: all - names.length })

const digestButtons = ({ reps, day }: Digest, { say }: Speaking) => [
  { label: say.plain('button.one-to-ones'), action: 'show-one-to-ones', value: day },
  ...(behindPlan(reps).length > 0 ? [{ label: say.plain('button.maths'), action: 'show-digest-maths', value: `${day}:0` }] : []),
]
