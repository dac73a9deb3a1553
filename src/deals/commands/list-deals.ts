// `/deal list [open|won|lost|stale] [@rep|team] [period]`: the speaker's own wins, newest first, unless something else is said.
import { type Argument, keyword, optional, tags } from '../../conversation/argument.ts'
import { customer, period, tag } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { subjectOf } from '../../conversation/people.ts'
import { subject } from '../../conversation/people-arguments.ts'
import { periodOf } from '../../vocabulary/period.ts'
import { passed, read } from '../../vocabulary/reading.ts'
import { eachOnce, nameWords, product } from '../deal-keywords.ts'
import { type ListedState, listedStates } from '../deal-list.ts'
import { dealPage, type PageNeeds } from '../deal-page.ts'

const state: Argument<ListedState> = {
  name: 'argument.deal-state',
  field: { kind: 'one of', values: listedStates },
  read(words, at) {
    const word = words[at]
    const found = word && !word.quoted ? listedStates.find((one) => one === word.text.toLowerCase()) : undefined
    return found === undefined ? passed : read(found, at + 1)
  },
}

/** A whole name: in quotes, or up to where a period begins. */
const wholeName = (argument: Argument<string>): Argument<string> => ({
  ...argument,
  read(words, at, context) {
    const taken = nameWords(words, at, context, (all, next) => period.read(all, next, context).outcome === 'read')
    return taken ? read(taken.map(({ text }) => text).join(' '), at + taken.length) : passed
  },
})

export default command({
  name: 'deal list',
  word: 'deals',
  summary: 'command.deal-list',
  examples: [
    '/deal list',
    '/deal list this month',
    '/deal list open',
    '/deal list lost @sam 2026-Q4',
    '/deal list stale team',
    '/deal list won company product "GTX Pro" 2026',
  ],
  mayUse: 'see deals',
  changes: 'nothing',
  slots: {
    state: optional(state),
    period: optional(period),
    whose: optional(subject),
    product: keyword('product', wholeName(product)),
    customer: keyword('customer', wholeName(customer)),
    tags: tags(tag),
  },
  async run(request, values, needs: PageNeeds) {
    const { workspace, speaker, today } = request
    const listed = values.state ?? 'won'
    const whose = values.whose ? subjectOf(values.whose) : ({ kind: 'member', member: speaker.id } as const)
    // What many people ever won or lost is not counted through for a list: the running year is.
    const endless = whose.kind !== 'member' && (listed === 'won' || listed === 'lost')
    const list = {
      state: listed,
      whose,
      period: values.period ?? (endless ? periodOf('year', today, workspace.calendar) : undefined),
      product: values.product,
      customer: values.customer,
      tags: eachOnce(values.tags),
    }
    return { kind: 'message', message: await dealPage(request, list, 0, needs), replaces: false }
  },
})
