// The day, the period and the amount are the workspace's, wherever on earth it is and whatever it counts in.
import { afterEach, describe, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
afterEach(() => office.close())

async function officeIn(timeZone: string, currency: string, start: string): Promise<void> {
  office = await openOffice({ start, setUp: false })
  await office.types('gus', `/dealbell setup currency ${currency} timezone ${timeZone}`)
}

describe('a win counts on the day that it is there', () => {
  test.each([
    ['Pacific/Kiritimati', '2026-12-31T09:59:00Z', 'Q4 2026', '2026-12-31'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', 'Q1 2027', '2027-01-01'],
    ['Asia/Kathmandu', '2026-12-31T18:15:00Z', 'Q1 2027', '2027-01-01'],
    ['Europe/Oslo', '2026-12-31T22:59:00Z', 'Q4 2026', '2026-12-31'],
    ['Europe/Oslo', '2026-12-31T23:00:00Z', 'Q1 2027', '2027-01-01'],
    ['America/St_Johns', '2027-01-01T03:29:00Z', 'Q4 2026', '2026-12-31'],
    ['Pacific/Pago_Pago', '2027-01-01T10:59:00Z', 'Q4 2026', '2026-12-31'],
    ['Pacific/Pago_Pago', '2027-01-01T11:00:00Z', 'Q1 2027', '2027-01-01'],
  ])('in %s at %s: %s', async (zone, start, quarter, day) => {
    await officeIn(zone, 'USD', start)
    await office.types('sam', '/deal won 5000 Acme')
    expect((await office.types('sam', '/progress')).text).toContain(`Sam Ortiz · ${quarter} · revenue\n$5,000`)
    expect((await office.types('sam', '/progress today')).text).toContain('$5,000 · no target')
    expect((await office.types('sam', `/progress ${day}`)).text).toContain('$5,000 · no target')
    // What is open there is due by the same day.
    await office.types('sam', `/deal open 1000 Globex stage proposal close ${day}`)
    expect((await office.types('sam', '/progress today')).text).toContain('Forecast $5,500 (won + weighted)')
  })
})

describe('an amount has the decimals of its currency', () => {
  test.each([
    ['JPY', '5001', '¥5,001', '/forecast commit 7001', '¥2,501', '¥7,502', 'Commit ¥7,001'],
    ['USD', '5000.01', '$5,000.01', '/forecast commit 7000.01', '$2,500.01', '$7,500.02', 'Commit $7,000.01'],
    ['BHD', '5000.001', 'BHD 5,000.001', '/forecast commit 7000.001', 'BHD 2,500.001', 'BHD 7,500.002', 'Commit BHD 7,000.001'],
  ])('%s', async (currency, typed, won, says, weighted, forecast, commit) => {
    await officeIn('Europe/Oslo', currency, '2026-11-18T12:00:00Z')
    await office.types('sam', `/deal won ${typed} Acme`)
    await office.types('sam', `/deal open ${typed} Globex stage proposal close 2026-12-01`)
    expect((await office.types('sam', '/progress')).text).toContain(`${won} · no target`)
    const said = await office.types('sam', says)
    expect(said.text).toContain(commit)
    expect(said.text).toContain(`${forecast} · no target is set`)
    expect(said.text).toContain(`Won ${won} + weighted ${weighted}`) // half of the smallest unit, up
    expect((await office.types('sam', '/pipeline')).text).toContain(`1 open deal · ${won} · weighted ${weighted}`)
  })
})
