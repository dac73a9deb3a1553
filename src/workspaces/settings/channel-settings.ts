// The two settings that are about channels: where wins are announced, and how much of amounts a channel is shown. Which channel is meant is
// said by being there.
import { channelSpan } from '../../conversation/channels-here.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { isIn, mirrorsOf } from '../../conversation/mirrored.ts'
import { type Destination, partsOf } from '../../conversation/platform.ts'
import type { Say } from '../../languages/say.ts'
import { type AmountPolicy, amountPolicies } from '../../vocabulary/rules.ts'
import { channel } from '../chosen-channel.ts'
import { oneOf } from './readers.ts'
import { type Choice, mapped, none, type Option, rule, type Setting } from './setting.ts'

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
    field: { kind: 'one of', values: ['here'] },
    read: (words, at, context) => mapped(oneOf('argument.here', ['here']).read(words, at, context), () => announceHere),
  },
  typed: ({ announce: channel }) => channel,
  options: (say, { settled, here }) => [
    ...(here === undefined ? [] : [{ value: 'here', label: say.plain('setting.announce-here') }]),
    ...(here === settled.announce ? [] : [{ value: settled.announce, label: say.plain('setting.announce-stays') }]),
  ],
  // What is typed is a destination wherever it comes from: the workspace, or a change of it that was recorded.
  shown: (typed) => [channelSpan(typed as Destination)],
  recorded: (_, typed) => announceIn(typed as Destination), // it was recorded as one
}

const announceIn =
  (channel: Destination): Choice =>
  ({ settled }) => ({ kind: 'announce', before: settled.announce, after: channel, settled: { ...settled, announce: channel } })

const announceHere: Choice = (on) => {
  if (on.here === undefined) throw new Complaint('setup.in-a-channel')
  return announceIn(on.here)(on)
}

/** Copies of so many channels that are mirrors no more are still kept right. */
const mostBefore = 10

const writeMirrors = (mirrors: readonly string[]): string => mirrors.join(' ') || none

const mirrorsChoice =
  (mirrors: readonly string[]): Choice =>
  ({ settled }) => {
    const { rules } = settled
    const before = [...new Set([...rules.mirrors, ...rules.mirrorsBefore])].filter((to) => !mirrors.includes(to)).slice(0, mostBefore)
    return {
      kind: 'mirror',
      before: writeMirrors(mirrorsOf(settled)),
      after: writeMirrors(mirrors),
      settled: rule('mirrorsBefore').put(rule('mirrors').put(settled, mirrors), before),
    }
  }

/** One for each other installation: a new one takes the place of the one that was there. */
const mirrorTo =
  (to: Destination): Choice =>
  (on) => {
    const { installation } = partsOf(to)
    if (isIn(on.settled.announce, installation)) throw new Complaint('setting.mirror-other-chat')
    return mirrorsChoice([...mirrorsOf(on.settled).filter((other) => !isIn(other, installation)), to])(on)
  }

const mirrorHere: Choice = (on) => {
  if (on.here === undefined) throw new Complaint('channel.not-here')
  return mirrorTo(on.here)(on)
}

/** `here`, `#sales`: what is announced stands there too, on the other chat; `none`: in the channel of announcements alone. */
export const mirror: Setting = {
  name: 'mirror',
  topic: 'basics',
  label: 'setting.mirror',
  hint: 'setting.mirror-hint',
  example: 'here',
  canBeNone: true,
  argument: {
    name: 'argument.here',
    read(words, at, context) {
      const named = channel.read(words, at, context)
      if (named.outcome === 'read') {
        return mapped(named, (ref) => (on) => {
          if (on.channelOf === undefined) throw new Complaint('channel.unknown', { name: ref.name })
          return mirrorTo(on.channelOf(ref))(on)
        })
      }
      const found = oneOf('argument.here', ['here', none, 'off']).read(words, at, context)
      return mapped(found, (word) => (word === 'here' ? mirrorHere : mirrorsChoice([])))
    },
  },
  typed: (settled) => writeMirrors(mirrorsOf(settled)),
  options(say, { settled, here }) {
    const now = writeMirrors(mirrorsOf(settled))
    const canBeHere = here !== undefined && here !== now && !isIn(settled.announce, partsOf(here).installation)
    return [
      { value: none, label: say.plain('setting.none') },
      ...(now === none ? [] : [{ value: now, label: say.plain('setting.announce-stays') }]),
      ...(canBeHere ? [{ value: 'here', label: say.plain('setting.announce-here') }] : []),
    ]
  },
  shown: (typed) => typed.split(' ').flatMap((to, index) => [index > 0 ? ' · ' : '', channelSpan(to as Destination)]), // it was recorded as one
  recorded: (_, typed) => mirrorsChoice(typed === none ? [] : typed.split(' ')),
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
    field: { kind: 'text', longest: 40 },
    suggests: 'words',
    words: [...amountPolicies, ...amountPolicies.map((policy) => `${policy} here`)],
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
