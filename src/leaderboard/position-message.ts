// How *My position* reads: `You are number 7 of 10 with $4,200. Ravi is $650 ahead: a typical deal of yours is $1,900.`
import type { Member } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { Message } from '../message/message.ts'
import { headline, message, quiet, text } from '../message/write.ts'
import type { Board } from './board.ts'
import { boardValue } from './board-message.ts'
import { positionOn } from './position.ts'

/** `typical`: the median of their last won deals in minor units; undefined where it says nothing. */
export function positionMessage(
  board: Board,
  { speaker, workspace, say }: Request & { readonly speaker: Member },
  typical: bigint | undefined,
): Message {
  const { topic, measure } = board
  const period = say.period(topic.order === 'attainment' ? measure : topic.period)
  const position = positionOn(board, speaker.id)
  if (!position) return message(text(say('position.none', { period })))
  const value = (amount: bigint) => boardValue(amount, topic, { workspace, say, policy: 'exact' }) ?? ''
  const { rank, of, own, above } = position
  const reached = value(topic.order === 'attainment' ? own.measured : own.value)
  // By attainment somebody is ahead by their share, also with less than this one has.
  const aheadText = ({ entry, gap }: NonNullable<typeof above>) =>
    topic.order === 'attainment' && entry.attainment !== undefined
      ? say('position.above-share', { name: entry.name, share: say.percent(entry.attainment), gap: value(gap) })
      : say('position.above', { name: entry.name, gap: value(gap) })
  const share = own.attainment === undefined ? '' : ` (${say.percent(own.attainment)})`
  const deals =
    above && typical !== undefined && typical > 0n && topic.metric === 'revenue' ? (above.gap + typical - 1n) / typical : undefined
  return message(
    headline(
      rank === undefined
        ? say('position.without-target', { value: reached, period })
        : say('position.is', { rank, of, value: `${reached}${share}`, period }),
    ),
    above && text(aheadText(above)),
    rank === 1 && text(say('position.first')),
    deals !== undefined && typical !== undefined && text(say('position.typical', { typical: value(typical), count: Number(deals) })),
    speaker.offBoards && quiet(say('position.off-boards')),
  )
}
