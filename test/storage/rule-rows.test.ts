import { describe, expect, test } from 'vitest'
import { ruleColumn, rulesOf } from '../../src/storage/rule-rows.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { defaultRules, type Rules } from '../../src/vocabulary/rules.ts'

const changed: readonly (readonly [what: string, rules: Partial<Rules>])[] = [
  ['own stages', { stages: [{ name: 'demo booked', probability: 35 }] }],
  ['own reasons', { lossReasons: ['no budget'] }],
  ['no activities', { activityKinds: [] }],
  ['one more activity', { activityKinds: [...defaultRules.activityKinds, activityKind('site visits')] }],
  ['holidays', { holidays: 'DE-BY' }],
  ['no ramp', { ramp: [] }],
  ['small wins', { smallWin: 9_007_199_254_740_993n }],
  ['a channel of its own', { channelAmounts: { 'slack/T1/C1': 'hidden' } }],
  ['months that close at once', { closing: 'month', closingGrace: 0 }],
]

describe('rules in the database', () => {
  test('what nobody chose is the usual', () => expect(rulesOf('{}')).toEqual(defaultRules))
  test('what is as usual is not written', () => expect(ruleColumn(defaultRules)).toBe('{}'))
  test.each(changed)('%s come back as they were written', (_, rules) => {
    const all = { ...defaultRules, ...rules }
    expect(rulesOf(ruleColumn(all))).toEqual(all)
    expect(Object.keys(JSON.parse(ruleColumn(all)))).toEqual(Object.keys(rules))
  })
  test('what is put back to the usual is not written any more', () => {
    const back = { ...rulesOf(ruleColumn({ ...defaultRules, holidays: 'NO' })), holidays: undefined }
    expect(ruleColumn(back)).toBe('{}')
  })
  test('what this program has not written is refused', () => {
    expect(() => rulesOf('{"stages":[]}')).toThrow()
    expect(() => rulesOf('{"amounts":"loud"}')).toThrow()
  })
})
