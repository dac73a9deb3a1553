import { describe, expect, it } from 'vitest'
import { timeZoneOf } from '../../src/vocabulary/time-zone.ts'

describe('a time zone', () => {
  it.each([
    ['Europe/Oslo', 'Europe/Oslo'],
    ['europe/oslo', 'Europe/Oslo'],
    ['AMERICA/NEW_YORK', 'America/New_York'],
    ['america/argentina/buenos_aires', 'America/Argentina/Buenos_Aires'],
    ['america/port_of_spain', 'America/Port_of_Spain'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['africa/dar_es_salaam', 'Africa/Dar_es_Salaam'],
    ['antarctica/mcmurdo', 'Antarctica/McMurdo'],
    ['antarctica/dumontdurville', 'Antarctica/DumontDUrville'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['asia/ho_chi_minh', 'Asia/Ho_Chi_Minh'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['us/pacific', 'US/Pacific'],
    ['pacific/kiritimati', 'Pacific/Kiritimati'],
    ['pacific/pago_pago', 'Pacific/Pago_Pago'],
    ['etc/gmt+5', 'Etc/GMT+5'],
    ['etc/utc', 'Etc/UTC'],
    ['utc', 'UTC'],
    ['gmt', 'GMT'],
    ['cet', 'CET'],
    ['japan', 'Japan'],
  ])('typed as %s is %s', (text, zone) => expect(timeZoneOf(text)).toBe(zone))
  it.each([
    '',
    'Oslo',
    'Europe',
    'Europe/',
    'Europe/Atlantis',
    '/Oslo',
    '+02:00',
    'UTC+2',
    'PST',
    'ECT',
    'SystemV/EST5',
    'Europe/Osló',
    'a/'.repeat(1_500),
    '__proto__',
  ])('is not %j', (text) => expect(timeZoneOf(text)).toBeUndefined())
  it('is every zone that the machine knows', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) expect(timeZoneOf(zone.toUpperCase())).toBe(zone)
  })
})
