// How a question to a manager reads, and the manager's answer. Both see only what the other chose to write.
import type { Member } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import { metricName } from '../languages/counted.ts'
import type { Say } from '../languages/say.ts'
import type { Form } from '../message/form.ts'
import type { Message } from '../message/message.ts'
import { buttons, headline, message, quiet, text } from '../message/write.ts'
import { money } from '../vocabulary/money.ts'
import { addressedValue } from './nudge-button.ts'
import { figuresOf, firstName } from './nudge-message.ts'
import { longestText, type Question } from './question.ts'
import type { Behind } from './standing.ts'

/** What stands in the form at first, in the words of who asks: they send it, or write something else. */
export function draft(manager: Pick<Member, 'name'>, behind: Behind | undefined, say: Say): string {
  const greeting = say.plain('help.hello', { name: firstName(manager) })
  if (!behind) return `${greeting}\n${say.plain('help.draft-plain')}`
  const names = (behind.step?.chances ?? []).map(({ deal }) => deal.customer || `#${deal.number}`).join(', ')
  const asks = names === '' ? say.plain('help.draft-plain') : say.plain('help.draft-deals', { names })
  return `${greeting}\n${stands(behind, say)}\n${asks}`
}

function stands(behind: Behind, say: Say): string {
  const { course, workspace, metric, gap } = behind
  const target = course.target ?? 0n
  const isMoney = metric === 'revenue'
  const inFigures = (value: bigint) => (isMoney ? say.money(money(value, workspace.currency), 'brief') : say.number(Number(value)))
  const values = { ...figuresOf(behind, say), reached: inFigures(target - gap), target: inFigures(target) }
  return isMoney
    ? say.plain('help.draft', values)
    : say.plain('help.draft-count', { ...values, kind: metricName(metric, say), gap: inFigures(gap) })
}

export const askForm = (manager: Pick<Member, 'id' | 'name'>, initial: string, { say, speaker }: Request): Form => ({
  name: 'ask-for-help',
  about: addressedValue({ member: speaker.id, manager: manager.id }),
  title: say.plain('help.ask-title'),
  submit: say.plain('button.send'),
  cancel: say.plain('button.cancel'),
  fields: [
    {
      name: 'text',
      label: say.plain('help.ask-label', { name: manager.name }),
      kind: 'text',
      initial: [...initial].slice(0, longestText).join(''),
      hint: say.plain('help.ask-hint'),
      required: true,
      longest: longestText,
    },
  ],
})

export const replyForm = (id: string, name: string, { say }: Pick<Request, 'say'>): Form => ({
  name: 'answer-help',
  about: id,
  title: say.plain('help.reply-title'),
  submit: say.plain('button.send'),
  cancel: say.plain('button.cancel'),
  fields: [{ name: 'text', label: say.plain('help.reply-label', { name }), kind: 'text', required: true, longest: longestText }],
})

/** As the manager sees it, with what they answered once they have. */
export const requestMessage = (id: string, question: Question, name: string, say: Say): Message =>
  message(
    headline(say('help.request', { name })),
    text(question.text),
    question.reply === undefined
      ? buttons({ label: say.plain('button.reply'), action: 'answer-help', value: id, style: 'primary' })
      : quiet(say('help.replied', { text: question.reply })),
  )

/** As who asked sees the answer. */
export const answerMessage = (reply: string, name: string, say: Say): Message =>
  message(headline(say('help.answer', { name })), text(reply))
