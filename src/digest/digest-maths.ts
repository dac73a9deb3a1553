// *Show the maths* under a digest: for each who is behind plan the numbers that led to the reason, with their formulas.
import type { Request } from '../conversation/request.ts'
import { comparisonLines, howItIsTold, reasonWords } from '../diagnosis/reason-words.ts'
import { stretchesTo } from '../diagnosis/track.ts'
import type { Button, Message, Node } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import { isLocalDate, type LocalDate } from '../vocabulary/local-date.ts'
import { money } from '../vocabulary/money.ts'
import { behindPlan, type DigestMaths, mostBehind, type Rep } from './digest.ts'

export interface MathsAsked {
  readonly day: LocalDate
  readonly skip: number
  /** It was turned to from another page, whose place it takes. */
  readonly turned: boolean
}

/** `2026-11-20:0`; of a page that was turned to `2026-11-20:5:turned`. */
export function readMaths(value: string): MathsAsked | undefined {
  const [, day = '', skip, turned] = /^(\d{4}-\d{2}-\d{2}):(\d{1,4})(:turned)?$/.exec(value) ?? []
  return isLocalDate(day) ? { day, skip: Number(skip), turned: turned !== undefined } : undefined
}

export function mathsMessage(digest: DigestMaths, skip: number, request: Request): Message {
  const { say } = request
  const behind = behindPlan(digest.reps)
  const shown = behind.slice(skip, skip + mostBehind)
  return message(
    headline(say('digest.maths', { week: digest.week.index })),
    ...(shown.length === 0 ? [text(say('digest.nobody-behind'))] : shown.flatMap((rep) => personLines(rep, digest, request))),
    quiet(howItIsTold(stretchesTo(digest.day).recent, say)),
    pages(digest, behind.length, skip, request),
  )
}

function personLines({ member, won, course }: Rep, { reasons }: DigestMaths, request: Request): readonly Node[] {
  const { say, workspace } = request
  const amount = (minor: bigint) => say.money(money(minor, workspace.currency), 'brief')
  const pace =
    course.pace === undefined || course.expected === undefined || course.expected <= 0n
      ? []
      : [
          say('maths.pace', {
            actual: amount(won),
            expected: amount(course.expected),
            share: say.percent(Number(won) / Number(course.expected)), // for the eye; the pace itself is compared exactly
            pace: say.plain(`pace.${course.pace}`),
          }),
        ]
  const diagnosis = reasons.get(member.id)
  if (!diagnosis) return []
  return [
    text([{ kind: 'bold', spans: [member.name] }, `: ${reasonWords(diagnosis, request)}`]),
    list([...pace, ...comparisonLines(diagnosis, request)]),
  ]
}

function pages({ day }: DigestMaths, all: number, skip: number, { say }: Request): Node | undefined {
  const turn = (label: 'button.previous' | 'button.next', to: number): Button => {
    return { label: say.plain(label), action: 'show-digest-maths', value: `${day}:${to}:turned` }
  }
  const found = [
    ...(skip > 0 ? [turn('button.previous', Math.max(0, skip - mostBehind))] : []),
    ...(skip + mostBehind < all ? [turn('button.next', skip + mostBehind)] : []),
  ]
  return found.length === 0 ? undefined : buttons(...found)
}
