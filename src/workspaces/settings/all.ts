// Every setting there is. A setting is added as one more entry here, with its sentences in the catalogues; command, forms, help and the
// list of settings are made from this.
import { currency, timeZone } from '../../conversation/arguments.ts'
import type { Say } from '../../languages/say.ts'
import { languageName, spokenLanguages } from '../../languages/speak.ts'
import { writeAmount } from '../../vocabulary/amount.ts'
import { type Money, money } from '../../vocabulary/money.ts'
import { closings } from '../../vocabulary/rules.ts'
import { amounts, announce, mirror } from './channel-settings.ts'
import * as readers from './readers.ts'
import { type Option, rule, type Setting, type Settled, setting } from './setting.ts'
import { type Hours, quietHours, timeOfDay } from './times.ts'

const calendar = (settled: Settled, changed: Partial<Settled['calendar']>): Settled => ({
  ...settled,
  calendar: { ...settled.calendar, ...changed },
})

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
  mirror,
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
  setting<Hours | undefined>({
    name: 'quiet-hours',
    topic: 'rituals',
    label: 'setting.quiet-hours',
    hint: 'setting.quiet-hours-hint',
    example: '18:00-08:30',
    ...rule('quietHours'),
    argument: quietHours,
    typed: (value) => (value === undefined ? '' : `${value.from}-${value.to}`),
    none: { value: undefined },
  }),
  setting({
    name: 'meeting-time',
    topic: 'rituals',
    label: 'setting.meeting-time',
    hint: 'setting.meeting-time-hint',
    example: '10:15',
    ...rule('meetingTime'),
    argument: timeOfDay,
    typed: (value) => value,
  }),
  setting({
    name: 'meeting-length',
    topic: 'rituals',
    label: 'setting.meeting-length',
    hint: 'setting.meeting-length-hint',
    example: '30',
    ...rule('meetingMinutes'),
    argument: readers.numberFrom(10, 240),
    typed: String,
  }),
  setting({
    name: 'reminder-days',
    topic: 'rituals',
    label: 'setting.reminder-days',
    hint: 'setting.reminder-days-hint',
    example: '3',
    ...rule('reminderDays'),
    argument: readers.numberFrom(1, 60),
    typed: String,
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
