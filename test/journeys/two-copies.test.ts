// Two copies of the bot on one PostgreSQL: what one of them is told holds at the other from the next sentence on.
import { runMigrations } from 'graphile-worker'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whyNoPostgres } from '../fakes/postgres.ts'
import { emptyPlace, type Place } from '../storage/databases.ts'
import { type Office, openOffice } from './office.ts'

let place: Place | undefined
const offices: Office[] = []
beforeEach(async ({ skip }) => {
  place = await emptyPlace('postgresql')
  skip(place === undefined, whyNoPostgres)
  const url = place?.url ?? ''
  await runMigrations({ connectionString: url })
  for (const setUp of [true, false]) offices.push(await openOffice({ url, setUp, requests: setUp ? 'one' : 'two' }))
})
afterEach(async () => {
  for (const office of offices.splice(0)) await office.close()
  await place?.drop()
})

function both(): [Office, Office] {
  const [one, two] = offices
  if (!one || !two) throw new Error(whyNoPostgres)
  return [one, two]
}

test('a manager who is one no more sees no deal of others, and an admin who is one no more gives no role and changes no setting', async () => {
  const [one, two] = both()
  await one.types('gus', '/dealbell member @kim role admin')
  const echo = await one.types('sam', '/deal won 5000 Acme')
  expect(echo.text).toContain('Deal #1 won')
  const shown = await two.types('kim', '/deal show 1')
  expect(shown.text).toContain('Acme')
  await two.types('kim', '/dealbell member @sam')
  await one.types('gus', '/dealbell member @kim role rep')
  expect((await two.types('kim', '/deal show 1')).text).not.toContain('Acme')
  await two.types('gus', '/dealbell member @kim role manager')
  await one.types('gus', '/dealbell member @kim')
  await two.types('gus', '/dealbell member @kim role rep')
  expect((await one.presses('kim', 'Edit', echo)).text).not.toContain('Acme')
  await two.types('gus', '/dealbell member @kim role admin')
  await one.types('kim', '/dealbell member @sam role lead')
  await two.types('gus', '/dealbell member @kim role rep')
  expect((await one.types('kim', '/dealbell member @sam role admin')).text).toContain('Only an admin')
  expect((await two.types('gus', '/dealbell member @sam')).text).toContain('Sam Ortiz is a lead.')
})

test('a role is given although an old copy says that it is there already', async () => {
  const [one, two] = both()
  await one.types('gus', '/dealbell member @kim role manager')
  await two.types('gus', '/dealbell member @kim')
  await one.types('gus', '/dealbell member @kim role rep')
  expect((await two.types('gus', '/dealbell member @kim role manager')).text).toContain('✅ Kim Lund is a manager now (was rep).')
  expect((await one.types('gus', '/dealbell member @kim role rep')).text).toContain('✅ Kim Lund is a rep now (was manager).')
})

test('settings that somebody changes while their workspace changes elsewhere are changed all the same', async () => {
  const [one, two] = both()
  await one.types('gus', '/dealbell setup timezone Asia/Tokyo')
  await two.types('gus', '/dealbell member @kim role manager')
  expect((await one.types('gus', '/dealbell setup timezone Europe/Rome')).text).toContain('Europe/Rome')
})

test('a new admin changes settings at once, and one who is none any more does not, whatever an old copy says', async () => {
  const [one, two] = both()
  expect((await two.types('kim', '/dealbell settings kudos 5')).text).toContain('Only an admin')
  await one.types('gus', '/dealbell member @kim role admin')
  expect((await two.types('kim', '/dealbell settings kudos 5')).text).toContain('3 → 5')
  await one.types('gus', '/dealbell member @kim role rep')
  expect((await two.types('kim', '/dealbell settings kudos 6')).text).toContain('Only an admin')
  expect((await one.types('gus', '/dealbell settings kudos')).text).toContain(': 5')
})

test('two managers who allow the same late win at the same moment, each through another copy, have it logged once', async () => {
  const [one, two] = both()
  await one.types('gus', '/dealbell member @kim role manager')
  await two.types('kim', '/progress')
  const asked = await one.types('sam', '/deal won 5000 Acme on 2026-09-28')
  await two.presses('sam', 'Ask a manager', asked)
  const request = (await one.inbox('gus')).at(-1)
  if (!request) throw new Error('Gus was not asked')
  const [gus, kim] = await Promise.all([one.presses('gus', 'Approve', request), two.presses('kim', 'Approve', request)])
  const by = /Approved by (.*)\./.exec(gus.text)?.[1]
  expect(by).toMatch(/^(Gus Berg|Kim Lund)$/)
  expect(kim.text).toContain(`Approved by ${by}.`)
  expect((await two.types('sam', '/progress Q3 2026')).text).toContain('$5,000')
  expect((await one.types('sam', '/deal list Q3 2026')).text).toContain('#1')
  expect((await one.types('sam', '/deal show #2')).text).toContain('There is no deal #2')
})

test('a rate that was set through one copy holds at the other from the next sentence on', async () => {
  const [one, two] = both()
  expect((await two.types('sam', '/deal won 100 EUR Acme')).text).toContain('I do not know what one EUR was worth')
  await one.types('gus', '/dealbell rate EUR 1.08')
  expect((await two.types('sam', '/deal won 100 EUR Acme')).text).toContain('$108.00')
  await one.types('gus', '/dealbell rate EUR 1.10')
  expect((await two.types('sam', '/deal won 100 EUR Globex')).text).toContain('$110.00')
})
