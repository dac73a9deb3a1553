// A quarter of the public CRM data with its real dates: day by day what was closed comes in, and the bot does by itself what is due.
// What it says is held against figures that plain code takes from the raw file.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buttonsOf, type Office, openOffice } from './office.ts'
import { agents, daysFrom, dollarsBy, dollarsOf, exportOf, exportUpTo, people, plus, weekdayOf, wonIn } from './quarter-figures.ts'

const [first, last] = ['2017-10-01', '2017-12-31']
/** The public holidays of the United States in these days. */
const holidays = ['2017-10-09', '2017-11-11', '2017-11-23', '2017-12-25', '2018-01-01']
const isWorked = (day: string) => weekdayOf(day) < 6 && !holidays.includes(day)
const fridays = daysFrom(first, last).filter((day) => weekdayOf(day) === 5)

const quarterBefore = new Map(dollarsBy('2017-07-01', '2017-09-30'))
/** As much as in the quarter before, and no less than 40,000: who is first by revenue is not always first by share. */
const targetOf = (agent: string): number => Math.max(40_000, quarterBefore.get(agent) ?? 0)
const workedIn = (from: string, to: string) => daysFrom(from, to).filter(isWorked).length
const dollars = (amount: number) => `$${amount.toLocaleString('en')}`
const percent = (share: number) => `${Math.floor(100 * share + 0.5).toLocaleString('en')} %`
const times = (ratio: number) => (ratio < 10 ? Math.round(10 * ratio) / 10 : Math.round(ratio))
const byShare = (from: string, to: string) =>
  dollarsBy(from, to)
    .map(([agent, won]) => ({ agent, won, share: won / targetOf(agent) }))
    .sort((a, b) => b.share - a.share)

interface Said {
  readonly day: string
  readonly text: string
}

/** The local day of an instant in New York, whose evening is not yet over when the office's clock says so. */
const localDay = (instant: number) => new Date(instant).toLocaleDateString('en-CA', { timeZone: 'America/New_York' })

let office: Office
let said: readonly Said[]

beforeAll(async () => {
  office = await openOffice({ start: '2017-09-30T12:00:00Z', setUp: false })
  const importing = async (kind: string, name: string, content: string) => {
    office.given.set(name, content)
    const tried = await office.types('gus', `/dealbell import ${kind} ${name}`)
    const label = buttonsOf(tried).find((one) => one.label.startsWith('Import'))?.label
    if (label === undefined) throw new Error(tried.text)
    await office.presses('gus', label, tried)
  }
  await office.types('gus', '/dealbell setup currency USD timezone America/New_York holidays US')
  await importing('people', 'sales_teams.csv', people())
  await importing('deals', 'before.csv', exportUpTo('2017-09-30'))
  for (const agent of agents) await office.types('gus', `/target set "${agent}" ${targetOf(agent)} 2017-Q4`)
  // The digest has journeys of its own, and takes longer than all others together.
  await office.database.client.workspace.updateMany({
    data: { rules: JSON.stringify({ holidays: 'US', rituals: { digest: { on: false } } }), version: { increment: 1 } },
  })
  let since: string = first
  for (const day of daysFrom(first, '2018-01-05')) {
    office.clock.set(`${day}T12:00:00Z`)
    // The CRM is read on Fridays and when a month is over: what was closed since comes in with its own day.
    if (day <= last && (weekdayOf(day) === 5 || day.endsWith('-01') || day === last)) {
      await importing('deals', `${day}.csv`, exportOf(since, day))
      since = plus(day, 1)
    }
    // In the morning, and twice in the evening: whatever is due comes at the first look after its time, and at no other.
    for (const time of ['14:30', '22:30', '22:31']) {
      await office.comes(`${day}T${time}:00Z`)
      await office.channel()
    }
  }
  said = office.messenger.standing().map(({ at, text }) => ({ day: localDay(at), text: text.replaceAll('\u00a0', ' ') }))
}, 600_000)
afterAll(() => office?.close())

const beginning = (sign: string) => said.filter(({ text }) => text.startsWith(sign))
const on = (sign: string, day: string): string =>
  beginning(sign)
    .filter((one) => one.day === day)
    .map(({ text }) => text)
    .join('\n')

test('the file has a fourth quarter of thirteen Fridays, all of them worked', () => {
  expect(fridays).toHaveLength(13)
  expect(fridays.every(isWorked)).toBe(true)
  expect(wonIn(first, last).length).toBeGreaterThan(1_000)
})

describe('each Friday', () => {
  test('has one board and one round of shout-outs, and no other day has; the quiet week after is told by its board alone', () => {
    expect(beginning('🏁').map(({ day }) => day)).toEqual([...fridays, '2018-01-05'])
    expect(beginning('👏').map(({ day }) => day)).toEqual(fridays)
    expect(on('🏁', '2018-01-05')).toContain('A quiet week')
  })

  test.each(fridays)('%s: the sum of the week, and who won the most', (friday) => {
    const monday = plus(friday, -4)
    const [top] = dollarsBy(monday, friday)
    expect(on('🏁', friday)).toContain(`Won in the week: ${dollars(dollarsOf(wonIn(monday, friday)))}`)
    expect(
      on('🏁', friday)
        .split('\n')
        .find((line) => line.startsWith('• 1 ')),
    ).toContain(top?.[0])
    const line = on('👏', friday)
      .split('\n')
      .find((one) => one.includes('most revenue'))
    expect(line).toContain(`• ${top?.[0]} · most revenue: ${dollars(top?.[1] ?? 0)}`)
  })

  test.each(fridays)('%s: the best against target', (friday) => {
    const monday = plus(friday, -4)
    const [top] = byShare(monday, friday)
    const asked = workedIn(monday, friday) / workedIn(first, last)
    const line = on('👏', friday)
      .split('\n')
      .find((one) => one.includes('best against target'))
    expect(line).toContain(`• ${top?.agent} · `)
    expect(line).toContain(`best against target: ${percent((top?.share ?? 0) / asked)} of the week’s part`)
  })

  test.each(fridays)('%s: the most improved against their own last eight weeks', (friday) => {
    const monday = plus(friday, -4)
    const weeks = [1, 2, 3, 4, 5, 6, 7, 8].map((back) => new Map(dollarsBy(plus(monday, -7 * back), plus(monday, -7 * back + 6))))
    const grown = dollarsBy(monday, friday).flatMap(([agent, won]) => {
      const before = weeks.map((week) => week.get(agent) ?? 0)
      const mean = before.reduce((sum, one) => sum + one, 0) / 8
      return won > mean && before.filter((one) => one > 0).length >= 4 ? [{ agent, rise: won / mean - 1 }] : []
    })
    const [top] = grown.sort((a, b) => b.rise - a.rise)
    const line = on('👏', friday)
      .split('\n')
      .find((one) => one.includes('most improved'))
    expect(line).toContain(`• ${top?.agent} · `)
    const rise = top?.rise ?? 0
    expect(line).toContain(
      rise < 1 ? `most improved: ${percent(rise)} more than in an average week` : `most improved: ${times(rise + 1)} times an average week`,
    )
  })
})

describe('the MVP', () => {
  const shareIn = (from: string, to: string, asked: number) => {
    const [top, second] = byShare(from, to)
    const count = wonIn(from, to).filter(({ agent }) => agent === top?.agent).length
    return {
      top,
      figures: `${percent((top?.share ?? 0) / asked)} of target · ${dollars(top?.won ?? 0)} · ${count} deals`,
      second: `Runners-up: ${second?.agent} ${percent((second?.share ?? 0) / asked)}`,
    }
  }
  const largest = (from: string, to: string) => [...wonIn(from, to)].sort((a, b) => b.dollars - a.dollars)[0]

  test.each([
    ['October 2017', '2017-10-01', '2017-10-31', '2017-11-01'],
    ['November 2017', '2017-11-01', '2017-11-30', '2017-12-01'],
    ['December 2017', '2017-12-01', '2017-12-31', '2018-01-02'],
  ])('of %s is told on the first working day after it', (name, from, to, day) => {
    const { top, figures, second } = shareIn(from, to, workedIn(from, to) / workedIn(first, last))
    expect(beginning(`🏆 MVP of ${name}`).map((one) => one.day)).toEqual([day])
    expect(on(`🏆 MVP of ${name}`, day)).toContain(`🏆 MVP of ${name}: ${top?.agent}. Thank you!\n${figures}\n${second}`)
    expect(on(`🏆 MVP of ${name}`, day)).toContain(`, ${dollars(largest(from, to)?.dollars ?? 0)} (${largest(from, to)?.agent})`)
  })

  test('of the quarter is told after the new year’s holiday, behind that of December, with all that was won', () => {
    const { top, figures, second } = shareIn(first, last, 1)
    expect(beginning('👑').map(({ day }) => day)).toEqual(['2017-10-02', '2018-01-02']) // the first is of the quarter before
    const text = on('👑', '2018-01-02')
    expect(text).toContain(
      `👑 Q4 2017 is in the books, and nobody carried it further than ${top?.agent}. Thank you!\n${figures}\n${second}`,
    )
    const all = wonIn(first, last)
    expect(text).toContain(`All together: ${dollars(dollarsOf(all))} · ${all.length.toLocaleString('en')} deals`)
    const months = [
      ['October', '2017-10-01', '2017-10-31'],
      ['November', '2017-11-01', '2017-11-30'],
      ['December', '2017-12-01', '2017-12-31'],
    ] as const
    const mvps = months.map(([month, from, to]) => `${month}: ${byShare(from, to)[0]?.agent}`)
    expect(text).toContain(`The MVPs on the way: ${mvps.join(' · ')}`)
    expect(beginning('🏆').at(-1)?.day).toBe('2018-01-02')
    const order = said.filter(({ day }) => day === '2018-01-02').map((one) => [...one.text][0])
    expect(order.indexOf('🏆')).toBeLessThan(order.indexOf('👑'))
  })
})

test('no ritual came on a weekend or a holiday, each came once, and all that it said was delivered', async () => {
  const came = await office.database.client.occurrence.findMany()
  expect(came.length).toBeGreaterThan(50)
  expect(came.filter(({ slot }) => !isWorked(slot.slice(0, 10)))).toEqual([])
  const posts = office.messenger.calls.filter(({ method, key }) => method === 'post' && key.startsWith('ritual/')).map(({ key }) => key)
  expect(new Set(posts).size).toBe(posts.length)
  expect(await office.stores.outbox.waiting()).toEqual([])
  expect(await office.database.client.outboxEntry.count({ where: { state: 'parked' } })).toBe(0)
})
