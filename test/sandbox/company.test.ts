import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Company, sandboxCompany } from '../../src/sandbox/company.ts'
import { readCrmData, readCrmFiles } from '../../src/sandbox/crm-data.ts'
import { planTargets } from '../../src/sandbox/plan-targets.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { addDays, isLocalDate, type LocalDate } from '../../src/vocabulary/local-date.ts'
import { periodOf } from '../../src/vocabulary/period.ts'

function day(text: string): LocalDate {
  if (!isLocalDate(text)) throw new Error(text)
  return text
}

const data = readCrmFiles()
const company = (today: string): Company => sandboxCompany(data, day(today), defaultCalendar)

describe('the published files', () => {
  test('hold 8,800 opportunities of 30 of the 35 agents', () => {
    const count = (stage: string) => data.opportunities.filter((one) => one.stage === stage).length
    expect(['Won', 'Lost', 'Engaging', 'Prospecting'].map(count)).toEqual([4238, 2473, 1589, 500])
    expect(data.prices.get('GTX Pro')).toBe(4821)
    expect(data.agents).toHaveLength(35)
    expect(new Set(data.opportunities.map(({ agent }) => agent)).size).toBe(30)
    expect(data.opportunities.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(10_005_534)
  })

  test('write GTX Pro in two ways, which become one', () => {
    const products = new Set(data.opportunities.map(({ product }) => product))
    expect(products.has('GTX Pro') && !products.has('GTXPro')).toBe(true)
  })

  test.each([
    ['another column', 'sales_agent,manager\nA,B', 'x'],
    ['a quoted cell', 'sales_agent,manager,regional_office\n"A, B",C,D', 'x'],
  ])('are refused with %s', (_, teams, pipeline) => expect(() => readCrmData(teams, pipeline, 'product,sales_price')).toThrow())
})

describe('the company of the sandbox', () => {
  const today = '2026-11-21'
  const { people, teams, deals, targets } = company(today)
  const wins = deals.filter(({ state }) => state === 'won')

  test('has 30 reps and six managers, of whom the first is the admin', () => {
    expect(people.map(({ role }) => role).join(' ')).toBe([...Array(30).fill('rep'), 'admin', ...Array(5).fill('manager')].join(' '))
    expect(new Set(people.map(({ handle }) => handle)).size).toBe(36)
  })

  test('has three regions with a squad for each manager, and everybody is in one', () => {
    expect(teams.filter(({ parent }) => !parent).map(({ name }) => name)).toEqual(['Central', 'East', 'West'])
    expect(teams.filter(({ parent }) => parent)).toHaveLength(6)
    for (const { team } of people) expect(teams.some(({ name, lead }) => name === team && lead)).toBe(true)
  })

  test('won ten million dollars in 4,238 deals, the last of them today', () => {
    expect(wins).toHaveLength(4238)
    expect(wins.reduce((sum, { amount }) => sum + amount.minor, 0n)).toBe(1_000_553_400n)
    const days = wins.map(({ closesOn }) => closesOn).sort()
    expect([days[0], days.at(-1)]).toEqual(['2026-01-20', today])
    expect(wins.every(({ customer, product }) => customer !== '' && product !== '')).toBe(true)
  })

  test('lost 2,473 deals and has 2,089 open ones with their stages, the begun ones first', () => {
    expect(deals).toHaveLength(8800)
    expect(deals.filter(({ state }) => state === 'lost')).toHaveLength(2473)
    expect(deals.filter(({ stage }) => stage === 'qualified')).toHaveLength(1589)
    expect(deals.filter(({ stage }) => stage === 'lead')).toHaveLength(500)
    expect(deals.slice(-500).every(({ stage, closesOn }) => stage === 'lead' && closesOn > today)).toBe(true)
    expect(deals.every(({ amount, begunOn, closesOn }) => amount.minor > 0n && begunOn <= closesOn && begunOn <= today)).toBe(true)
    expect(deals.every(({ begunOn }, index) => index === 0 || begunOn >= (deals[index - 1]?.begunOn ?? begunOn))).toBe(true)
  })

  test('is the same again for the same day', () => expect(company(today)).toEqual(company(today)))

  test('has targets for everybody, every team and the company, for the running year, quarter and month', () => {
    expect(targets).toHaveLength((30 + 9 + 1) * 3)
    const sum = (of: typeof targets) => of.reduce((all, { value }) => all + value, 0n)
    for (const kind of ['year', 'quarter', 'month']) {
      const these = targets.filter(({ period }) => period.kind === kind)
      const ofTeam = (name: string) => these.filter(({ whose }) => whose.kind === 'team' && whose.name === name)
      const [ofCompany, ofReps] = (['company', 'rep'] as const).map((who) => sum(these.filter(({ whose }) => whose.kind === who)))
      expect(ofCompany).toBe(ofReps)
      expect(sum(teams.filter(({ parent }) => parent === undefined).flatMap(({ name }) => ofTeam(name)))).toBe(ofCompany)
      for (const { name } of teams) {
        const below = teams.filter(({ parent }) => parent === name)
        const inIt = new Set(people.filter(({ team }) => team === name).map(({ handle }) => handle))
        const reps = these.filter(({ whose }) => whose.kind === 'rep' && inIt.has(whose.rep))
        expect(sum(ofTeam(name)), name).toBe(sum(below.flatMap((team) => ofTeam(team.name))) + sum(reps))
      }
    }
    expect(targets.every(({ value }) => value % 10_000n === 0n)).toBe(true)
  })

  test('has somebody ahead and somebody behind on any day of the year', () => {
    for (const date of ['2026-11-21', '2026-12-31', '2027-01-20', '2028-02-29', '2026-07-02']) {
      const { deals, targets } = company(date)
      const wins = deals.filter(({ state }) => state === 'won')
      const quarter = periodOf('quarter', day(date), defaultCalendar)
      const attained = targets
        .filter(({ whose, period }) => whose.kind === 'rep' && period.kind === 'quarter')
        .map(({ whose, value }) => {
          const sold = wins
            .filter(({ owner, closesOn }) => whose.kind === 'rep' && owner === whose.rep && closesOn >= quarter.from)
            .reduce((sum, { amount }) => sum + amount.minor, 0n)
          return Number(sold) / Number(value)
        })
      expect(Math.max(...attained) / Math.max(0.01, Math.min(...attained)), date).toBeGreaterThan(1.5)
    }
  })
})

test('a target is never nothing, whatever was sold', () => {
  const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 800 }), (minors, days) => {
      const to = addDays(day('2026-01-01'), days)
      const sold = minors.map((minor, index) => ({ rep: `rep${index}`, team: 'North', minor }))
      const teams = [{ name: 'North', parent: undefined }]
      const period = periodOf('month', to, defaultCalendar)
      const planned = planTargets(sold, teams, { from: day('2026-01-01'), to }, [period], defaultCalendar, 10_000n)
      expect(planned).toHaveLength(minors.length + 2)
      expect(planned.every(({ value }) => value >= 10_000n)).toBe(true)
    }),
  )
})
