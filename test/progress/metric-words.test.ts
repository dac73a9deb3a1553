// Metrics other than money, in every language: so many of so many, and how far apart they may come.
import { describe, expect, it } from 'vitest'
import type { Workspace } from '../../src/conversation/people.ts'
import { metricName } from '../../src/languages/counted.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { bareValue, valueText } from '../../src/progress/metric-words.ts'
import { activityKind, type Metric } from '../../src/vocabulary/metrics.ts'
import { usDollar } from '../../src/vocabulary/money.ts'

const workspace = { currency: usDollar } as Workspace // all that is looked at
const calls = activityKind('calls')
const visits = activityKind('site visits')

describe('20 of 30', () => {
  it.each([
    ['en', '20 of 30 calls', '20 of 30 deals', '20 of 30 site visits', '$20 of $30'],
    ['nb', '20 av 30 samtaler', '20 av 30 salg', '20 av 30 site visits', '20 USD av 30 USD'],
    ['it', '20 su 30 chiamate', '20 su 30 trattative', '20 su 30 site visits', '20 USD su 30 USD'],
    ['ru', '20 из 30 звонков', '20 из 30 сделок', '20 из 30 (site visits)', '20 $ из 30 $'],
    ['zh', '20 / 30 个电话', '20 / 30 单', '20 / 30 次（site visits）', 'US$20 / US$30'],
  ])('in %s', (language, ...expected) => {
    const say = sayIn(language)
    const said = ([calls, 'deals', visits, 'revenue'] as Metric[]).map((metric) => {
      const scale = metric === 'revenue' ? 100n : 1n
      const values = {
        actual: bareValue(20n * scale, metric, { say, workspace }),
        target: valueText(30n * scale, metric, { say, workspace }),
      }
      return (say.plain('progress.against', { ...values, share: '', pace: '' }).split(' · ')[0] ?? '').replaceAll('\u00a0', ' ')
    })
    expect(said).toEqual(expected)
  })
})

describe('one every so many working days', () => {
  it.each([
    ['en', 'one deal every working day', 'one deal every 2 working days', 'calls: one every 5 working days'],
    ['nb', 'ett salg hver virkedag', 'ett salg hver 2. virkedag', 'samtaler: én hver 5. virkedag'],
    ['it', 'una trattativa ogni giorno lavorativo', 'una trattativa ogni 2 giorni lavorativi', 'chiamate: 1 ogni 5 giorni lavorativi'],
    ['ru', 'одна сделка раз в 1 рабочий день', 'одна сделка раз в 2 рабочих дня', 'звонки: по одному раз в 5 рабочих дней'],
    ['zh', '每 1 个工作日一单', '每 2 个工作日一单', '电话：每 5 个工作日一次'],
  ])('in %s', (language, ...expected) => {
    const say = sayIn(language)
    const said = [
      say.plain('progress.one-every', { days: 1 }),
      say.plain('progress.one-every', { days: 2 }),
      say.plain('progress.one-every-of', { kind: metricName(calls, say), days: 5 }),
    ]
    expect(said).toEqual(expected)
  })
})
