// The daily pulse: what was won since the last working day.
import { describe, expect, test } from 'vitest'
import { sayIn } from '../../src/languages/speak.ts'
import { type Pulse, pulseMessage, sinceLastWorked } from '../../src/shout-outs/pulse.ts'
import { closed, defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { currencyOf } from '../../src/vocabulary/money.ts'
import { amountPolicies } from '../../src/vocabulary/rules.ts'
import { date, plain, shownOn, workspace } from './people.ts'

describe('which days it is about', () => {
  const days = (day: string, calendar = defaultCalendar) => {
    const { from, to } = sinceLastWorked(date(day), { calendar })
    return `${from} ${to}`
  }
  test('yesterday; on Monday Friday and the weekend', () => {
    expect(days('2026-11-19')).toBe('2026-11-18 2026-11-18')
    expect(days('2026-11-23')).toBe('2026-11-20 2026-11-22')
  })
  test('after holidays all of them, with the last day worked', () => {
    const calendar = { ...defaultCalendar, closedOn: closed([date('2026-12-25'), date('2026-12-28')]) }
    expect(days('2026-12-29', calendar)).toBe('2026-12-24 2026-12-28')
  })
  test('no further back than a month', () => {
    expect(days('2026-11-30', { ...defaultCalendar, workingDays: [] })).toBe('2026-10-30 2026-11-29')
  })
})

const win = (customer: string, owner: string) => ({ customer, owner })
const three: Pulse = {
  days: sinceLastWorked(date('2026-11-19'), workspace),
  count: 3,
  sum: 1_240_000n,
  wins: [win('Acme', 'Sam Ortiz'), win('Hooli', 'Kim Lund'), win('Initech', 'Noor Haddad')],
}
const shown = { workspace, today: date('2026-11-19'), policy: 'exact' as const, say: sayIn('en') }
const read = (pulse: Partial<Pulse> = {}, more: Partial<typeof shown> | { policy: (typeof amountPolicies)[number] } = {}) =>
  plain(pulseMessage({ ...three, ...pulse }, { ...shown, ...more }))

describe('how it reads', () => {
  test.each(['en', 'zh'])('on both platforms in %s', (language) => {
    expect(shownOn(pulseMessage(three, { ...shown, say: sayIn(language) }))).toMatchSnapshot()
  })

  test('nothing won: nothing said', () => {
    expect(read({ count: 0, sum: 0n, wins: [] })).toBeUndefined()
  })

  test('one win, without a customer', () => {
    expect(read({ count: 1, sum: 500_000n, wins: [win('', 'Sam Ortiz')] })).toBe('☀️ Yesterday: 1 win, $5,000: no customer (Sam Ortiz)')
  })

  test('more than are named are counted', () => {
    expect(read({ count: 9 })).toBe(
      '☀️ Yesterday: 9 wins, $12,400: Acme (Sam Ortiz) · Hooli (Kim Lund) · Initech (Noor Haddad) · … and 6 more',
    )
  })

  test('where nobody may be named there is the sum alone', () => {
    expect(read({ wins: [] })).toBe('☀️ Yesterday: 3 wins, $12,400. Well done!')
  })

  test('after a weekend, and read on another day, the days themselves', () => {
    expect(read({ days: sinceLastWorked(date('2026-11-23'), workspace) })).toContain('☀️ Fri 20 Nov – Sun 22 Nov: 3 wins')
    expect(read({}, { today: date('2026-11-20') })).toContain('☀️ Wed 18 Nov: 3 wins')
  })

  test.each(amountPolicies)('where amounts are shown %s', (policy) => {
    const figures = { exact: '3 wins, $12,400', banded: '3 wins, $10–20K', percent: '3 wins', hidden: '3 wins' }[policy]
    expect(read({}, { policy })).toContain(`☀️ Yesterday: ${figures}: Acme (Sam Ortiz)`)
  })

  test('in another currency', () => {
    expect(read({}, { workspace: { ...workspace, currency: currencyOf('JPY') ?? workspace.currency } })).toContain('¥1,240,000')
  })
})
