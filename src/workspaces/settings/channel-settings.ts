// The two settings that are about channels: where wins are announced, and how much of amounts a channel is shown. Which channel is meant is
// said by being there.
import { Complaint } from '../../conversation/complaint.ts'
import { type Destination, partsOf } from '../../conversation/platform.ts'
import type { Say } from '../../languages/say.ts'
import { type AmountPolicy, amountPolicies } from '../../vocabulary/rules.ts'
import { oneOf } from './readers.ts'
import { type Choice, mapped, type Option, rule, type Setting } from './setting.ts'

/** The channel where wins are announced is not typed but chosen by being there. */
export const announce: Setting = {
  name: 'announce',
  topic: 'basics',
  label: 'setting.announce',
  hint: 'setting.announce-hint',
  example: 'here',
  canBeNone: false,
  argument: {
    name: 'argument.here',
    read: (words, at, context) => mapped(oneOf('argument.here', ['here']).read(words, at, context), () => announceHere),
  },
  typed: ({ announce: channel }) => channel,
  options: (say, { settled, here }) => [
    ...(here === undefined ? [] : [{ value: 'here', label: say.plain('setting.announce-here') }]),
    ...(here === settled.announce ? [] : [{ value: settled.announce, label: say.plain('setting.announce-stays') }]),
  ],
  // What is typed is a destination wherever it comes from: the workspace, or a change of it that was recorded.
  shown: (typed) => [{ kind: 'channel', channel: partsOf(typed as Destination).channel }],
  recorded: (_, typed) => announceIn(typed as Destination), // it was recorded as one
}

const announceIn =
  (channel: Destination): Choice =>
  ({ settled }) => ({ kind: 'announce', before: settled.announce, after: channel, settled: { ...settled, announce: channel } })

const announceHere: Choice = (on) => {
  if (on.here === undefined) throw new Complaint('setup.in-a-channel')
  return announceIn(on.here)(on)
}

const usual = 'default'

const policyOf = (text: string): AmountPolicy | undefined => amountPolicies.find((policy) => policy === text)

/** What all channels are shown, or with `to` what one is; undefined there: what all are. */
const amountsChoice =
  (policy: AmountPolicy | undefined, to?: Destination): Choice =>
  ({ settled }) => {
    const { rules } = settled
    if (to === undefined) {
      const amounts = policy ?? rule('amounts').usual.value
      return { kind: 'amounts', before: rules.amounts, after: amounts, settled: rule('amounts').put(settled, amounts) }
    }
    const others = Object.entries(rules.channelAmounts).filter(([channel]) => channel !== to)
    const all = policy === undefined ? others : [...others, [to, policy] as const]
    return {
      kind: `amounts ${to}`,
      before: rules.channelAmounts[to] ?? usual,
      after: policy ?? usual,
      settled: rule('channelAmounts').put(settled, Object.fromEntries(all)),
    }
  }

const policyOptions = (say: Say): readonly Option[] =>
  amountPolicies.map((value) => ({ value, label: say.plain(`setting.amounts-${value}`) }))

/** `percent`: in every channel; `percent here`: in this one; `default here`: as in the others again. */
export const amounts: Setting = {
  name: 'amounts',
  topic: 'basics',
  label: 'setting.amounts',
  hint: 'setting.amounts-hint',
  example: 'percent here',
  canBeNone: false,
  argument: {
    name: 'argument.amount-policy',
    read(words, at, context) {
      const found = oneOf('argument.amount-policy', [...amountPolicies, usual]).read(words, at, context)
      if (found.outcome !== 'read') return found
      const policy = policyOf(found.value)
      if (words[found.next]?.text.toLowerCase() !== 'here') return mapped(found, () => amountsChoice(policy))
      const inThisChannel: Choice = (on) => {
        if (on.here === undefined) throw new Complaint('setting.amounts-in-a-channel')
        return amountsChoice(policy, on.here)(on)
      }
      return { outcome: 'read', value: inThisChannel, next: found.next + 1 }
    },
  },
  typed: ({ rules }) => rules.amounts,
  options: policyOptions,
  shown: (typed, say) => [
    policyOf(typed) ? (policyOptions(say).find(({ value }) => value === typed)?.label ?? typed) : say.plain('setting.as-usual'),
  ],
  exceptions: ({ rules }) => Object.entries(rules.channelAmounts).map(([channel, typed]) => ({ kind: `amounts ${channel}`, typed })),
  recorded(kind, typed) {
    const channel = kind.split(' ')[1] as Destination | undefined // it was recorded as one
    return channel === undefined ? undefined : amountsChoice(policyOf(typed), channel)
  },
}
