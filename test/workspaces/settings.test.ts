// Every setting reads back what it writes, reads what people type, and says what is wrong with the rest.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Complaint } from '../../src/conversation/complaint.ts'
import { type Destination, destination } from '../../src/conversation/platform.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { currencyOf, usDollar } from '../../src/vocabulary/money.ts'
import { defaultRules } from '../../src/vocabulary/rules.ts'
import { splitWords } from '../../src/vocabulary/words.ts'
import { settingNamed, settings } from '../../src/workspaces/settings/all.ts'
import { changesOf, standing, undoing } from '../../src/workspaces/settings/change-settings.ts'
import type { On, Settled } from '../../src/workspaces/settings/setting.ts'
import { choicesIn, settingsForm } from '../../src/workspaces/settings/settings-form.ts'

const installation = { platform: 'slack', id: 'T1' } as const
const [wins, other] = [destination(installation, 'C1'), destination(installation, 'C2')]
const usual: Settled = {
  currency: usDollar,
  timeZone: 'Asia/Tokyo',
  calendar: defaultCalendar,
  language: 'en',
  announce: wins,
  rules: defaultRules,
}
const context = {
  today: '2026-11-18' as LocalDate, // a day
  calendar: defaultCalendar,
  currency: usDollar,
  rules: defaultRules,
}
const on = (settled = usual, here: Destination | undefined = other): On => ({ settled, here })

/** What comes of typing that for a setting: its recorded value, or the reason why it cannot be. */
function typing(name: string, text: string, settled = usual, currency = settled.currency): string {
  const words = splitWords(text)
  if (!Array.isArray(words)) return 'no words'
  const reading = settingNamed(name).argument.read(words, 0, { ...context, currency, text, startsSlot: () => false })
  if (reading.outcome === 'wrong') return reading.problem.reason
  if (reading.outcome === 'passed' || reading.next < words.length) return 'not read'
  return reading.value(on(settled)).after
}

describe('what is typed for a setting', () => {
  it.each([
    ['currency', 'eur', 'EUR'],
    ['currency', 'DOGE', 'currency-unknown'],
    ['timezone', 'asia/tokyo', 'Asia/Tokyo'],
    ['language', 'Norwegian', 'nb'],
    ['language', 'русский', 'ru'],
    ['language', '中文', 'zh'],
    ['language', 'nb-NO', 'nb'],
    ['language', 'Klingon', 'language-unknown'],
    ['announce', 'here', 'slack/T1/C2'],
    ['announce', '#sales', 'choice-unknown'],
    ['mirror', 'none', 'none'],
    ['mirror', 'off', 'none'],
    ['mirror', 'there', 'choice-unknown'],
    ['amounts', 'Banded', 'banded'],
    ['amounts', 'percent here', 'percent'],
    ['amounts', 'default', 'exact'],
    ['amounts', 'default here', 'default'],
    ['amounts', 'some', 'choice-unknown'],
    ['small-wins', '500', '500.00 USD'],
    ['small-wins', '$1.5k', '1500.00 USD'],
    ['small-wins', '500 EUR', 'own-currency'],
    ['small-wins', 'off', 'none'],
    ['small-wins', 'lots', 'not read'],
    ['fiscal-year', 'apr', 'april'],
    ['fiscal-year', '10', 'october'],
    ['fiscal-year', '13', 'month-unknown'],
    ['fiscal-year', 'default', 'january'],
    ['week-start', 'Sun', 'sunday'],
    ['week-start', 'someday', 'weekday-unknown'],
    ['working-days', 'mon-fri', 'Mon-Fri'],
    ['working-days', 'Sun-Thu', 'Sun-Thu'],
    ['working-days', 'sunday – thursday', 'weekday-unknown'],
    ['working-days', 'Mon, Tue, Thu', 'Mon Tue Thu'],
    ['working-days', 'Thu Mon Tue Mon', 'Mon Tue Thu'],
    ['working-days', 'Mon-Sun', 'Mon Tue Wed Thu Fri Sat Sun'],
    ['working-days', 'Sat Sun Mon', 'Sat-Mon'],
    ['working-days', 'Fri', 'Fri'],
    ['working-days', 'weekdays', 'weekday-unknown'],
    ['holidays', 'no', 'NO'],
    ['holidays', 'NO', 'NO'],
    ['holidays', 'Norway', 'NO'],
    ['holidays', 'de-by', 'DE-BY'],
    ['holidays', 'Norwya', 'country-unknown'],
    ['holidays', 'none', 'none'],
    ['closing-days', '2026-12-31, 24 dec', '2026-12-24, 2026-12-31'],
    ['closing-days', '2026-12-24 2026-12-24', '2026-12-24'],
    ['closing-days', 'christmas', 'day-unreadable'],
    ['closing-days', '2026-02-30', 'date-does-not-exist'],
    [
      'closing-days',
      Array.from(
        { length: 101 },
        (_, n) => `2026-${String(1 + Math.floor(n / 25)).padStart(2, '0')}-${String((n % 25) + 1).padStart(2, '0')}`,
      ).join(', '),
      'list-too-long',
    ],
    ['stages', 'lead 10, Demo 30 %, "phase 2" 40, contract sent 80%', 'lead 10, demo 30, "phase 2" 40, contract sent 80'],
    ['stages', 'lead 10 demo 30', 'lead 10, demo 30'],
    ['stages', 'lead 10,demo 30,', 'lead 10, demo 30'],
    ['stages', 'lead, demo 30', 'stage-unreadable'],
    ['stages', '10 lead', 'stage-unreadable'],
    ['stages', 'lead 10, lead 20', 'list-twice'],
    ['stages', 'lead 101', 'number-out-of-range'],
    ['stages', 'won 100', 'list-name'],
    ['stages', 'lead 10, default 20', 'list-name'],
    ['stages', 'lead 10, close 90', 'list-name'],
    ['loss-reasons', 'none', 'list-name'],
    ['loss-reasons', 'price, on', 'list-name'],
    ['activities', 'calls, for', 'list-name'],
    ['loss-reasons', 'price, off', 'list-name'],
    ['stages', `${'x'.repeat(31)} 10`, 'list-name'],
    ['stages', Array.from({ length: 13 }, (_, n) => `s${n} 10`).join(', '), 'list-too-long'],
    ['stages', 'default', 'lead 10, qualified 25, proposal 50, negotiation 75'],
    ['quiet-hours', '19:00-08:00', '19:00-08:00'],
    ['quiet-hours', '20:00 – 7:30', '20:00-07:30'],
    ['quiet-hours', '8pm to 7am', '20:00-07:00'],
    ['quiet-hours', '19:00 08:00', '19:00-08:00'],
    ['quiet-hours', 'off', 'none'],
    ['quiet-hours', 'default', '19:00-08:00'],
    ['quiet-hours', '19:00', 'hours-unreadable'],
    ['quiet-hours', '19:00-19:00', 'hours-unreadable'],
    ['quiet-hours', '19:00-8:00-9:00', 'hours-unreadable'],
    ['quiet-hours', 'night', 'hours-unreadable'],
    ['quiet-hours', '19:00-25:00', 'time-impossible'],
    ['meeting-time', '9.15', '09:15'],
    ['meeting-time', '14h', '14:00'],
    ['meeting-time', '１４:３０', '14:30'],
    ['meeting-time', '12am', '00:00'],
    ['meeting-time', '12:30 pm', 'not read'],
    ['meeting-time', '13pm', 'time-impossible'],
    ['meeting-time', '24:00', 'time-impossible'],
    ['meeting-time', 'noon', 'not read'],
    ['meeting-time', 'default', '09:30'],
    ['meeting-length', '30', '30'],
    ['meeting-length', '9', 'number-out-of-range'],
    ['meeting-length', '241', 'number-out-of-range'],
    ['reminder-days', '3', '3'],
    ['reminder-days', '0', 'number-out-of-range'],
    ['loss-reasons', 'price, no decision, Other', 'price, no decision, other'],
    ['loss-reasons', 'no decision', 'list-commas'],
    ['loss-reasons', '"no decision"', '"no decision"'],
    ['loss-reasons', 'price', 'price'],
    ['loss-reasons', 'price, price', 'list-twice'],
    ['activities', 'calls, site visits', 'calls, site visits'],
    ['activities', 'calls demos', 'list-commas'],
    ['activities', 'revenue, calls', 'list-name'],
    ['activities', 'none', 'none'],
    ['pace', '110/95/80', '110/95/80'],
    ['pace', '110 95 80', '110/95/80'],
    ['pace', '110%, 95%, 80%', '110/95/80'],
    ['pace', '95/105/75', 'thresholds-unreadable'],
    ['pace', '105/95', 'thresholds-unreadable'],
    ['pace', 'fast', 'thresholds-unreadable'],
    ['ramp', '25/50/75/100', '25/50/75/100'],
    ['ramp', '50', '50'],
    ['ramp', 'off', 'none'],
    ['ramp', '25/150', 'ramp-unreadable'],
    ['ramp', 'slow', 'ramp-unreadable'],
    ['kudos', '5', '5'],
    ['kudos', '0', '0'],
    ['kudos', '51', 'number-out-of-range'],
    ['kudos', '-1', 'number-out-of-range'],
    ['kudos', '1.5', 'number-out-of-range'],
    ['closing', 'Never', 'never'],
    ['closing', 'week', 'choice-unknown'],
    ['outlier-times', '2,5', '2.5'],
    ['stuck-times', '101', 'number-out-of-range'],
  ])('%s: %j is %s', (name, text, result) => {
    expect(typing(name, text)).toBe(result)
  })

  it('reads amounts of currencies with any decimals back', () => {
    for (const [code, text, kept] of [
      ['JPY', '5000', '5000 JPY'],
      ['BHD', '5.5', '5.5000 BHD'],
    ] as const) {
      const currency = currencyOf(code) ?? usDollar
      expect(typing('small-wins', text, { ...usual, currency })).toBe(kept)
      expect(typing('small-wins', kept, { ...usual, currency })).toBe(kept)
    }
  })
})

/** All but the one that is chosen on another chat than the announcements'. */
const ofThisChat = settings.filter(({ name }) => name !== 'mirror')

describe('the mirror', () => {
  const there = destination({ platform: 'discord', id: 'G1' }, '77')
  const second = destination({ platform: 'discord', id: 'G2' }, '88')
  const mirrorTo = (here: Destination, settled = usual) => choose({ mirror: 'here' }, on(settled, here))

  it('is one for each other installation, and none takes all of them away', () => {
    const { settled, changes } = mirrorTo(there)
    expect(changes).toMatchObject([{ kind: 'mirror', before: 'none', after: there }])
    const both = mirrorTo(second, settled).settled
    expect(both.rules.mirrors).toEqual([there, second])
    const moved = mirrorTo(destination({ platform: 'discord', id: 'G1' }, '99'), both).settled
    expect(moved.rules).toMatchObject({ mirrors: [second, 'discord/G1/99'], mirrorsBefore: [there] })
    const gone = choose({ mirror: 'none' }, on(moved)).settled
    expect(gone.rules).toMatchObject({ mirrors: [], mirrorsBefore: [second, 'discord/G1/99', there] })
  })

  it('is not on the chat of the announcements, and rests once they move beside it', () => {
    expect(() => mirrorTo(other)).toThrow('setting.mirror-other-chat')
    const { settled } = mirrorTo(there)
    const moved = { ...settled, announce: destination({ platform: 'discord', id: 'G1' }, '5') }
    expect(settingNamed('mirror').typed(moved)).toBe('none')
  })

  it('stands in the form of another chat, and comes back with an undo', () => {
    const form = (settled = usual) =>
      settingsForm({ name: 'x', about: '', title: 't', submit: 's', settings: [settingNamed('mirror')] }, on(settled, there), sayIn('en'))
    expect(form().fields).toMatchObject([{ initial: 'none', options: [{ value: 'none' }, { value: 'here' }] }])
    const done = mirrorTo(there)
    expect(form(done.settled).fields).toMatchObject([{ initial: there, options: [{ value: 'none' }, { value: there }] }])
    const back = changesOf(undoing(recorded(done.changes), on(done.settled), context), on(done.settled))
    expect(back.settled.rules).toMatchObject({ mirrors: [], mirrorsBefore: [there] })
  })
})

describe('each setting', () => {
  it.each(ofThisChat.map(({ name }) => name))('%s takes its own example, and reads back how it stands before and after', (name) => {
    const setting = settingNamed(name)
    const after = typing(name, setting.example)
    expect(after).not.toMatch(/unknown|unreadable|not read|list-|out-of/)
    if (name === 'announce') return // a destination is not typed
    expect(typing(name, setting.typed(usual))).toBe(setting.typed(usual))
    expect(typing(name, after)).toBe(after)
  })

  it('is named once, in words that can be typed, and has a label and a field in every language', () => {
    expect(new Set(settings.map(({ name }) => name)).size).toBe(settings.length)
    for (const language of spokenLanguages) {
      const say = sayIn(language)
      const form = settingsForm({ name: 'x', about: '', title: 't', submit: 's', settings }, on(), say)
      expect(form.fields.map(({ name }) => name)).toEqual(ofThisChat.map(({ name }) => name))
      for (const { options, initial, required } of form.fields) {
        if (options) expect(options.map(({ value }) => value)).toContain(initial)
        if (required) expect(initial).not.toBe('')
      }
    }
    for (const { name } of settings) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })
})

const recorded = (changes: ReturnType<typeof choose>['changes']) =>
  changes.map(({ kind, before, after }, id) => ({ id, kind, before, after }))

const choose = (filled: Record<string, string>, from = on()) => changesOf(choicesIn(filled, settings, from, context), from)

describe('a form', () => {
  it('that is sent as it was opened changes nothing', () => {
    const form = settingsForm({ name: 'x', about: '', title: 't', submit: 's', settings }, on(), sayIn('en'))
    expect(choose(Object.fromEntries(form.fields.map(({ name, initial = '' }) => [name, initial]))).changes).toEqual([])
  })

  it('empties what can be nothing, and complains at the field of what cannot', () => {
    const started = choose({ ramp: '', 'small-wins': '500' })
    expect(started.changes.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['small-wins', 'none', '500.00 USD'],
      ['ramp', '25/50/75/100', 'none'],
    ])
    for (const [name, text] of [
      ['stages', ''],
      ['stages', 'lead'],
      ['kudos', 'many'],
      ['working-days', '"'],
      ['timezone', 'Europe/Oslo please'],
      ['kudos', '\u202e5'],
    ] as const) {
      expect(() => choose({ [name]: text })).toThrow(expect.objectContaining({ field: name }))
    }
  })
})

describe('another currency', () => {
  it('takes the threshold of small wins with it, unless another was given', () => {
    const settled = { ...usual, rules: { ...defaultRules, smallWin: 50_000n } }
    const { settled: after, changes } = choose({ currency: 'JPY' }, on(settled))
    expect(after.rules.smallWin).toBeUndefined()
    expect(changes.map(({ kind, before, after: becomes }) => [kind, before, becomes])).toEqual([
      ['small-wins', '500.00 USD', 'none'],
      ['currency', 'USD', 'JPY'],
    ])
    const back = changesOf(undoing(recorded(changes), on(after), { ...context, currency: after.currency }), on(after))
    expect(back.settled).toEqual(settled)
  })

  it('is the one in which an amount beside it is meant, and both are undone together', () => {
    const settled = { ...usual, rules: { ...defaultRules, smallWin: 50_000n } }
    const { settled: after, changes } = choose({ currency: 'jpy', 'small-wins': '500' }, on(settled))
    expect(after.rules.smallWin).toBe(500n)
    const back = changesOf(undoing(recorded(changes), on(after), { ...context, currency: after.currency }), on(after))
    expect(back.settled).toEqual(settled)
  })
})

describe('an undo', () => {
  it('restores whatever was changed, in any order and number', () => {
    const typable = ofThisChat.filter(({ name }) => name !== 'announce')
    fc.assert(
      fc.property(fc.shuffledSubarray(typable, { minLength: 1 }), (some) => {
        const filled = Object.fromEntries(some.map(({ name, example }) => [name, example.replace(' here', '')]))
        const done = choose(filled)
        const back = changesOf(
          undoing(recorded(done.changes), on(done.settled), { ...context, currency: done.settled.currency }),
          on(done.settled),
        )
        expect(done.changes.length).toBeGreaterThan(0)
        expect(back.settled).toEqual(usual)
      }),
    )
  })

  it('brings back everything as it was, also a channel and a list', () => {
    const done = choose({
      announce: 'here',
      stages: 'lead 10, "phase 2" 40',
      ramp: '',
      currency: 'EUR',
      'closing-days': '2026-12-24',
      amounts: 'hidden',
    })
    const back = changesOf(undoing(recorded(done.changes), on(done.settled), { ...context, rules: done.settled.rules }), on(done.settled))
    expect(back.settled).toEqual(usual)
    expect(back.changes).toHaveLength(done.changes.length)
  })

  it('of one channel’s amounts leaves the others alone', () => {
    const words = splitWords('percent here')
    if (!Array.isArray(words)) throw new Error('no words')
    const reading = settingNamed('amounts').argument.read(words, 0, { ...context, text: '', startsSlot: () => false })
    if (reading.outcome !== 'read') throw new Error('not read')
    const settled = { ...usual, rules: { ...defaultRules, channelAmounts: { [wins]: 'hidden' as const } } }
    const done = changesOf([reading.value], on(settled))
    expect(done.settled.rules.channelAmounts).toEqual({ [wins]: 'hidden', [other]: 'percent' })
    expect(standing(`amounts ${other}`, done.settled)).toBe('percent')
    const back = changesOf(undoing(recorded(done.changes), on(done.settled), context), on(done.settled))
    expect(back.settled.rules.channelAmounts).toEqual({ [wins]: 'hidden' })
  })

  it('does nothing once the setting is another again', () => {
    const done = choose({ kudos: '5' })
    const later = choose({ kudos: '7' }, on(done.settled))
    expect(() => undoing(recorded(done.changes), on(later.settled), context)).toThrow(Complaint)
    expect(() => undoing([{ kind: 'gone', before: '1', after: '2' }], on(), context)).toThrow(Complaint)
  })
})
