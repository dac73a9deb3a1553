// Every setting there is. A setting is added as one more entry here, with its sentences in the catalogues; command, forms, help and the
// list of settings are made from this.
import { currency, timeZone } from '../../conversation/arguments.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { type Destination, partsOf } from '../../conversation/platform.ts'
import type { Say } from '../../languages/say.ts'
import { languageName, spokenLanguages } from '../../languages/speak.ts'
import { writeAmount } from '../../vocabulary/amount.ts'
import { type Money, money } from '../../vocabulary/money.ts'
import { type AmountPolicy, amountPolicies, closings } from '../../vocabulary/rules.ts'
import * as readers from './readers.ts'
import { type Choice, mapped, type Option, rule, type Setting, type Settled, setting } from './setting.ts'

const calendar = (settled: Settled, changed: Partial<Settled['calendar']>): Settled => ({
  ...settled,
  calendar: { ...settled.calendar, ...changed },
})

const policyOptions = (say: Say): readonly Option[] =>
  amountPolicies.map((value) => ({ value, label: say.plain(`setting.amounts-${value}`) }))

/** The channel where wins are announced is not typed but chosen by being there. */
const announce: Setting = {
  name: 'announce',
  topic: 'basics',
  label: 'setting.announce',
  hint: 'setting.announce-hint',
  example: 'here',
  canBeNone: false,
  argument: {
    name: 'argument.here',
    read: (words, at, context) => mapped(readers.oneOf('argument.here', ['here']).read(words, at, context), () => announceHere),
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

/** `percent`: in every channel; `percent here`: in this one; `default here`: as in the others again. */
const amounts: Setting = {
  name: 'amounts',
  topic: 'basics',
  label: 'setting.amounts',
  hint: 'setting.amounts-hint',
  example: 'percent here',
  canBeNone: false,
  argument: {
    name: 'argument.amount-policy',
    read(words, at, context) {
      const found = readers.oneOf('argument.amount-policy', [...amountPolicies, usual]).read(words, at, context)
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

const monthOptions = (say: Say): readonly Option[] => readers.monthForms.map((value, index) => ({ value, label: say.month(index + 1) }))
const weekdayOptions = (say: Say): readonly Option[] =>
  readers.weekdayNames.map((value, index) => ({ value, label: say.weekday(index + 1) }))

const number = (
  name: 'kudosADay' | 'closingGrace' | 'duplicateDays' | 'outlierTimes' | 'stuckTimes' | 'stuckDays',
  most: number,
  decimals = false,
) => ({
  ...rule(name),
  argument: readers.numberFrom(0, most, decimals),
  typed: String,
})

/** In the order in which they are shown, topic by topic. */
export const settings: readonly Setting[] = [
  setting({
    name: 'currency',
    topic: 'basics',
    label: 'setting.currency',
    hint: 'setting.currency-hint',
    example: 'EUR',
    argument: currency,
    of: (settled) => settled.currency,
    put: (settled, value) => ({ ...settled, currency: value }),
    typed: (value) => value,
  }),
  setting({
    name: 'timezone',
    topic: 'basics',
    label: 'setting.timezone',
    hint: 'setting.timezone-hint',
    example: 'Europe/Oslo',
    argument: timeZone,
    of: (settled) => settled.timeZone,
    put: (settled, value) => ({ ...settled, timeZone: value }),
    typed: (value) => value,
  }),
  setting({
    name: 'language',
    topic: 'basics',
    label: 'setting.language',
    example: 'Norwegian',
    argument: readers.language,
    of: (settled) => settled.language,
    put: (settled, value) => ({ ...settled, language: value }),
    typed: (value) => value,
    options: () => spokenLanguages.map((value) => ({ value, label: languageName(value) })),
  }),
  announce,
  amounts,
  setting<Money | undefined>({
    name: 'small-wins',
    topic: 'basics',
    label: 'setting.small-wins',
    hint: 'setting.small-wins-hint',
    example: '500',
    argument: readers.ownAmount,
    of: ({ rules, currency: own }) => (rules.smallWin === undefined ? undefined : money(rules.smallWin, own)),
    put: (settled, value) => rule('smallWin').put(settled, value?.minor),
    typed: (value) => (value === undefined ? '' : writeAmount(value)),
    none: { value: undefined },
  }),
  setting({
    name: 'fiscal-year',
    topic: 'calendar',
    label: 'setting.fiscal-year',
    example: 'april',
    argument: readers.month,
    of: (settled) => settled.calendar.yearStartMonth,
    put: (settled, value) => calendar(settled, { yearStartMonth: value }),
    typed: (value) => readers.monthForms[value - 1] ?? '',
    usual: { value: 1 },
    options: monthOptions,
  }),
  setting({
    name: 'week-start',
    topic: 'calendar',
    label: 'setting.week-start',
    example: 'sunday',
    argument: readers.weekdayName,
    of: (settled) => settled.calendar.weekStart,
    put: (settled, value) => calendar(settled, { weekStart: value }),
    typed: (value) => readers.weekdayNames[value - 1] ?? '',
    usual: { value: 1 },
    options: weekdayOptions,
  }),
  setting<readonly number[]>({
    name: 'working-days',
    topic: 'calendar',
    label: 'setting.working-days',
    hint: 'setting.working-days-hint',
    example: 'Sun-Thu',
    argument: readers.weekdays,
    of: (settled) => settled.calendar.workingDays,
    put: (settled, value) => calendar(settled, { workingDays: value }),
    typed: readers.writeWeekdays,
    usual: { value: [1, 2, 3, 4, 5] },
  }),
  setting<string | undefined>({
    name: 'holidays',
    topic: 'calendar',
    label: 'setting.holidays',
    hint: 'setting.holidays-hint',
    example: 'NO',
    ...rule('holidays'),
    argument: readers.country,
    typed: (value) => value ?? '',
    none: { value: undefined },
  }),
  setting({
    name: 'closing-days',
    topic: 'calendar',
    label: 'setting.closing-days',
    hint: 'setting.closing-days-hint',
    example: '2026-12-24, 2026-12-31',
    ...rule('closingDays'),
    argument: readers.days,
    typed: (value) => value.join(', '),
    none: { value: [] },
  }),
  setting({
    name: 'stages',
    topic: 'pipeline',
    label: 'setting.stages',
    hint: 'setting.stages-hint',
    example: 'lead 10, demo 30, contract 80',
    ...rule('stages'),
    argument: readers.stages,
    typed: readers.writeStages,
  }),
  setting({
    name: 'loss-reasons',
    topic: 'pipeline',
    label: 'setting.loss-reasons',
    hint: 'setting.list-hint',
    example: 'price, timing, no decision, other',
    ...rule('lossReasons'),
    argument: readers.lossReasons,
    typed: readers.writeNames,
  }),
  setting({
    name: 'stuck-times',
    topic: 'pipeline',
    label: 'setting.stuck-times',
    hint: 'setting.stuck-times-hint',
    example: '3',
    ...number('stuckTimes', 100, true),
  }),
  setting({
    name: 'stuck-days',
    topic: 'pipeline',
    label: 'setting.stuck-days',
    hint: 'setting.stuck-days-hint',
    example: '21',
    ...number('stuckDays', 365),
  }),
  setting({
    name: 'activities',
    topic: 'team',
    label: 'setting.activities',
    hint: 'setting.list-hint',
    example: 'calls, demos, site visits',
    ...rule('activityKinds'),
    argument: readers.activities,
    typed: readers.writeNames,
    none: { value: [] },
  }),
  setting({
    name: 'pace',
    topic: 'team',
    label: 'setting.pace',
    hint: 'setting.pace-hint',
    example: '110/95/80',
    ...rule('thresholds'),
    argument: readers.thresholds,
    typed: ({ ahead, onTrack, behind }) => `${ahead}/${onTrack}/${behind}`,
  }),
  setting({
    name: 'ramp',
    topic: 'team',
    label: 'setting.ramp',
    hint: 'setting.ramp-hint',
    example: '30/60/100',
    ...rule('ramp'),
    argument: readers.ramp,
    typed: (value) => value.join('/'),
    none: { value: [] },
  }),
  setting({
    name: 'kudos',
    topic: 'team',
    label: 'setting.kudos',
    example: '5',
    ...number('kudosADay', 50),
  }),
  setting({
    name: 'closing',
    topic: 'integrity',
    label: 'setting.closing',
    hint: 'setting.closing-hint',
    example: 'month',
    ...rule('closing'),
    argument: readers.oneOf('argument.period', closings),
    typed: (value) => value,
    options: (say) => closings.map((value) => ({ value, label: say.plain(`setting.closing-${value}`) })),
  }),
  setting({
    name: 'closing-grace',
    topic: 'integrity',
    label: 'setting.closing-grace',
    hint: 'setting.closing-grace-hint',
    example: '10',
    ...number('closingGrace', 60),
  }),
  setting({
    name: 'duplicate-days',
    topic: 'integrity',
    label: 'setting.duplicate-days',
    hint: 'setting.duplicate-days-hint',
    example: '7',
    ...number('duplicateDays', 60),
  }),
  setting({
    name: 'outlier-times',
    topic: 'integrity',
    label: 'setting.outlier-times',
    hint: 'setting.outlier-times-hint',
    example: '20',
    ...number('outlierTimes', 1_000, true),
  }),
]

/** The setting of that name. Throws where there is none: for names in the code. */
export function settingNamed(name: string): Setting {
  const found = settings.find((one) => one.name === name)
  if (!found) throw new Error(`No setting ${name}`)
  return found
}

/** What a recorded kind of change is about, in words; undefined for one that is no setting (any more). */
export const settingOfKind = (kind: string): Setting | undefined => settings.find(({ name }) => name === kind.split(' ')[0])
