// The whole product in a Discord server: three weeks of a team who have nothing but Discord, in which every command is typed, every button
// pressed, every form sent and every ritual comes. What is declared and has no way to people on Discord makes the last test fail.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import { type Json, listIn, objectIn } from '../../src/conversation/json.ts'
import { type FakeMessage, ids, readIn } from '../fakes/discord-server.ts'
import { type DiscordOffice, noor, north, openDiscordOffice } from './office-on-discord.ts'

let office: DiscordOffice
beforeAll(async () => {
  office = await openDiscordOffice('2026-11-16T08:00:00Z') // Monday, nine o'clock in Oslo
})
afterAll(async () => {
  await office.close()
})

const other = { guild: '100000000000000002', channel: '300000000000000020' }
const lea = '200000000000000005'

const csv = (name: string, ...rows: string[]) => ({ name, bytes: Buffer.from(rows.join('\n')) })
const reads = (message: FakeMessage): string =>
  readIn(message)
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replaceAll('\u00a0', ' ')

test('set up by its form', async () => {
  await office.asksForm('gus', 'dealbell setup')
  await office.fills('gus', { timezone: 'Atlantis', currency: 'USD' })
  expect(office.reads('gus')).toContain('not a time zone')
  await office.fills('gus', { timezone: 'Europe/Oslo' })
  expect(reads(office.told('gus'))).toContain('Dealbell is set up')
})

test('people and teams', async () => {
  for (const who of ['sam', 'kim', 'noor'] as const) await office.types(who, 'progress')
  await office.types('gus', 'dealbell team add', { name: 'North', lead: 'Kim Lund' })
  await office.types('gus', 'dealbell team move', { what: `<@${ids.sam}>`, into: 'North' })
  await office.types('gus', 'dealbell team move', { what: 'Noor Haddad', into: 'North' })
  await office.types('gus', 'dealbell team channel', { team: 'North', channel: north })
  const renamed = await office.types('gus', 'dealbell team rename', { team: 'North', name: 'Northern' })
  await office.presses('gus', renamed, 'undo-team-change')
  await office.types('gus', 'dealbell team lead', { team: 'North', who: 'Kim Lund' })
  for (let one = 1; one <= 11; one += 1) await office.types('gus', 'dealbell team add', { name: `Squad ${one}`, under: 'North' })
  const list = await office.types('gus', 'dealbell team show')
  await office.presses('gus', list, 'turn-team-page')
  await office.types('gus', 'dealbell team remove', { team: 'Squad 11' })
  const start = await office.types('gus', 'dealbell member', { who: 'Noor Haddad', start: '2026-11-02' })
  await office.presses('gus', start, 'undo-member-change')
  expect(reads(await office.types('gus', 'dealbell team show', { team: 'North' }))).toContain('Sam Ortiz')
})

test('targets, set and split', async () => {
  await office.types('gus', 'target set', { whose: 'company', value: '300k', period: 'this quarter' })
  const set = await office.types('gus', 'target set', { whose: `<@${ids.sam}>`, value: '66k', period: 'this quarter' })
  const undone = await office.presses('gus', set, 'undo-targets')
  await office.presses('gus', undone, 'undo-targets')
  await office.types('gus', 'target set', { whose: 'Kim Lund', value: '20k', period: 'this quarter' })
  await office.types('gus', 'target set', { whose: 'Sam Ortiz', value: '60', metric: 'calls', period: 'this month' })
  const why = await office.types('gus', 'target set', { whose: 'Sam Ortiz', value: '70k', period: 'this quarter' })
  await office.presses('gus', why, 'give-target-reason')
  await office.fills('gus', { reason: 'Noor starts later' })
  await office.types('gus', 'target set', { whose: 'company', value: '2400k', period: '2027' })
  const months = await office.types('gus', 'target split', { whose: 'company', period: '2027', into: 'weeks' })
  const more = await office.presses('gus', months, 'show-split')
  await office.presses('gus', more, 'cancel-split')
  const quarters = await office.types('gus', 'target split', { whose: 'company', period: '2027', into: 'quarters', by: 'even' })
  expect(reads(await office.presses('gus', quarters, 'set-split'))).toContain('4 targets set')
  const people = await office.types('gus', 'target split', { whose: 'company', period: 'this quarter', into: 'people' })
  await office.presses('gus', people, 'set-split')
  await office.fills('gus', { reason: 'everybody carries the same' })
  const list = await office.types('noor', 'target list', { period: 'this quarter' })
  await office.presses('noor', list, 'show-targets')
})

test('deals won, doubted, corrected, split, told', async () => {
  const won = await office.types('sam', 'deal won', {
    amount: '5k',
    customer: 'Acme',
    product: 'Pro',
    split: `<@${ids.kim}> 30%`,
    note: 'renewal',
    tags: '#renewal',
    on: '2026-11-13',
  })
  expect(reads(won)).toContain('Deal #1 won')
  const undone = await office.presses('sam', won, 'undo-deal')
  const redone = await office.presses('sam', undone, 'redo-deal')
  await office.presses('sam', redone, 'edit-deal')
  await office.fills('sam', { amount: '5500', note: 'two years', tags: '#renewal' })
  const shown = await office.types('sam', 'deal show', { number: '1' })
  await office.presses('sam', shown, 'split-deal')
  await office.fills('sam', { split: 'Kim Lund 20%' })
  await office.presses('sam', await office.types('sam', 'deal show', { number: '1' }), 'add-story')
  const story = await office.fills('sam', { story: 'They came back because of <@&1> @everyone support.' })
  await office.presses('sam', story, 'undo-story')
  await office.presses('sam', await office.types('sam', 'deal show', { number: '1' }), 'add-story')
  await office.fills('sam', { story: 'They came back because of our support.' })
  const again = await office.types('sam', 'deal won', { amount: '5500', customer: 'Acme', on: '2026-11-13' })
  await office.presses('sam', again, 'cancel-plan')
  const meant = await office.types('sam', 'deal won', { amount: '5500', customer: 'Acme', on: '2026-11-13' })
  await office.presses('sam', meant, 'confirm-plan')
  for (let one = 1; one <= 12; one += 1) await office.types('sam', 'deal won', { amount: `${one * 40}`, customer: `Small ${one}` })
  await office.types('kim', 'deal won', { amount: '18000', customer: 'Hooli *@everyone*' })
  await office.types('gus', 'deal won', { amount: '4000', customer: 'Soylent', for: `<@${noor}>` })
  const list = await office.types('sam', 'deal list deals', { state: 'won', whose: 'Sam Ortiz' })
  const older = await office.presses('sam', list, 'turn-deal-page')
  await office.presses('sam', older, 'turn-deal-page')
  await office.delivered()
  expect(office.posts().map(readIn).join('\n')).toContain('Hooli')
})

test('the pipeline, by commands and buttons', async () => {
  const opened = await office.types('sam', 'deal open', { amount: '12000', customer: 'Globex', stage: 'proposal', close: '2026-12-15' })
  await office.presses('sam', opened, 'move-deal')
  const moved = await office.fills('sam', { stage: 'negotiation' })
  await office.presses('sam', moved, 'lose-deal')
  const lost = await office.fills('sam', { reason: 'price', note: 'went with a cheaper vendor' })
  await office.presses('sam', lost, 'undo-deal')
  const third = await office.types('sam', 'deal open', { amount: '3000', customer: 'Initech', stage: 'lead', close: '2026-11-20' })
  expect(reads(third)).toContain('Initech')
  await office.presses('sam', third, 'win-deal')
  for (const [amount, customer] of [
    ['4000', 'Wonka'],
    ['7000', 'Stark'],
    ['2500', 'Umbrella'],
  ] as const)
    await office.types('noor', 'deal open', { amount, customer, stage: 'proposal', close: '2026-11-18' })
  const number = /#(\d+)/.exec(office.reads('noor'))?.[1] ?? ''
  await office.types('noor', 'deal stage', { number, move: 'negotiation' })
  await office.types('noor', 'deal edit', { number, amount: '2600', note: 'asked for a discount' })
  await office.types('noor', 'deal split', { number, shares: 'Sam Ortiz 10%' })
  await office.types('noor', 'deal lost', { number, reason: 'price' })
  await office.types('noor', 'deal undo', {})
  for (let one = 1; one <= 12; one += 1)
    await office.types('kim', 'deal open', { amount: `${one * 100}`, customer: `Open ${one}`, close: '2026-12-20' })
  const pipeline = await office.types('gus', 'pipeline')
  await office.presses('gus', pipeline, 'show-pipeline')
})

test('a manager is asked, and answers where they are asked', async () => {
  const closed = await office.types('sam', 'deal won', { amount: '900', customer: 'Late', on: '2026-09-15' })
  await office.presses('sam', closed, 'ask-manager')
  await office.delivered()
  const request = office.newest(office.direct('gus'), 'Late')
  await office.presses('gus', request, 'approve-plan')
  const other = await office.types('sam', 'deal won', { amount: '950', customer: 'Later', on: '2026-09-16' })
  await office.presses('sam', other, 'ask-manager')
  await office.delivered()
  await office.presses('gus', office.newest(office.direct('gus'), 'Later'), 'decline-plan')
  await office.delivered()
  expect(office.direct('sam').map(reads).join('\n')).toContain('Later')
})

test('progress, forecast and boards', async () => {
  const progress = await office.types('sam', 'progress')
  const maths = await office.presses('sam', progress, 'show-maths')
  const back = await office.presses('sam', maths, 'show-progress')
  const forecast = await office.presses('sam', back, 'show-forecast')
  expect(reads(forecast)).toContain('forecast')
  const committed = await office.types('sam', 'forecast', { commit: '40000', best: '60000' })
  await office.presses('sam', committed, 'undo-forecast')
  const board = await office.types('gus', 'leaderboard')
  await office.presses('gus', board, 'show-position')
  const by = await office.presses('gus', board, 'show-board')
  await office.presses('gus', by, 'post-board')
  await office.delivered()
})

test('activities and thanks', async () => {
  const logged = await office.types('sam', 'log add', { kind: 'calls', count: 12 })
  const undone = await office.presses('sam', logged, 'undo-activity')
  const redone = await office.presses('sam', undone, 'redo-activity')
  await office.presses('sam', redone, 'correct-activity')
  await office.fills('sam', { count: '15' })
  for (let day = 2; day <= 13; day += 1)
    await office.types('sam', 'log add', { kind: 'meetings', count: 1, on: `2026-10-${String(day).padStart(2, '0')}` })
  await office.presses('sam', await office.types('sam', 'log list', { period: 'this quarter' }), 'turn-activity-page')
  await office.types('sam', 'log undo')
  await office.types('sam', 'log ratios')
  const thanks = await office.types('sam', 'kudos give', { who: `<@${ids.kim}>`, for: 'staying late on the Globex demo @everyone' })
  await office.presses('sam', thanks, 'undo-kudos')
  await office.types('sam', 'kudos give', { who: 'Kim Lund', for: 'staying late on the Globex demo' })
  await office.types('sam', 'kudos list')
  await office.delivered()
  expect(office.newest(office.posts(), 'Globex demo').pinged).toEqual([ids.kim])
})

test('files in, and out', async () => {
  const asks = (kind: string) => office.asksForm('gus', 'dealbell import', { kind })
  await office.asksForm('gus', 'target import')
  await office.fills('gus', { rows: 'who,period,metric,target\nSam Ortiz,2027-Q1,revenue,50000' })
  await asks('people')
  await office.fills('gus', {
    file: csv('people.csv', 'name', ...Array.from({ length: 13 }, (_, one) => `Rep ${String.fromCharCode(65 + one)}`)),
  })
  await office.presses('gus', office.told('gus'), 'import-run')
  await asks('deals')
  await office.fills('gus', {
    file: csv(
      'wrong.csv',
      'id,owner,customer,stage,amount,close date',
      ...Array.from({ length: 12 }, (_, row) => `W${row},Sam Ortiz,Globex,maybe,10,2026-11-02`),
    ),
  })
  await office.delivered()
  await asks('deals')
  await office.fills('gus', { file: { name: 'photo.csv', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]) } })
  await asks('deals')
  await office.fills('gus', { file: { name: 'big.csv', bytes: Buffer.alloc(9 * 1024 * 1024, 'a,b\n') } })
  await asks('deals')
  const tried = await office.fills('gus', {
    file: csv(
      'deals.csv',
      'id,owner,customer,stage,amount,close date',
      'A1,Sam Ortiz,Pied Piper,Closed Won,1250.50,2026-11-02',
      'A2,Kim Lund,Dinoco,Negotiation,9000,2026-12-10',
    ),
  })
  await office.presses('gus', tried, 'import-columns')
  const mapped = await office.fills('gus', {})
  const done = await office.presses('gus', mapped, 'import-run')
  await office.presses('gus', done, 'import-undo')
  await asks('deals')
  const other = await office.fills('gus', {
    rows: 'id,owner,customer,stage,amount,close date\nB1,Sam Ortiz,Cyberdyne,Closed Won,10,2026-11-02',
  })
  await office.presses('gus', other, 'import-cancel')
  await office.types('gus', 'dealbell export', { what: 'deals' })
  await office.delivered()
  await office.presses('sam', await office.types('sam', 'dealbell privacy show'), 'export-mine')
  await office.delivered()
})

test('a second server joins, goes, and comes back', async () => {
  const { world } = office.fake
  world.addUser({ id: lea, username: 'lea', global_name: 'Lea Holm' })
  world.addGuild(other.guild, 'Example Labs', [ids.gus, ids.sam, lea])
  world.addChannel({ id: other.channel, name: 'labs', type: 0, guild: other.guild, overwrites: [] })
  const code = (who: 'gus' | 'sam') =>
    office.types(who, 'dealbell link').then((message) => /\b[2-9A-Z]{5}-[2-9A-Z]{5}\b/.exec(readIn(message))?.[0] ?? 'no code')
  const joined = await office.types('gus', 'dealbell link', { code: await code('gus') }, other.channel)
  expect(reads(joined)).toContain('one team now')
  await office.presses('gus', joined, 'join-accounts')
  const mine = await office.types('sam', 'dealbell link', { code: await code('sam') }, other.channel)
  await office.presses('sam', mine, 'undo-link')
  const asked = await office.types('gus', 'dealbell unlink', {}, ids.wins)
  await office.presses('gus', asked, 'separate', other.guild)
})

test('settings, rates, leave and nudges of one’s own', async () => {
  const settings = await office.types('gus', 'dealbell settings')
  await office.presses('gus', settings, 'open-settings', 'calendar')
  await office.fills('gus', {})
  await office.presses('gus', settings, 'open-settings', 'pipeline')
  await office.fills('gus', {})
  const small = await office.types('gus', 'dealbell settings', { setting: 'small-wins 200' })
  await office.presses('gus', small, 'undo-settings')
  await office.types('gus', 'dealbell settings', { setting: 'small-wins 200' })
  await office.types('sam', 'deal won', { amount: '150', customer: 'Massive Dynamic' })
  await office.types('sam', 'deal won', { amount: '160', customer: 'Tyrell' })
  await office.delivered()
  const rate = await office.types('gus', 'dealbell rate', { currency: 'EUR', rate: '1.1' })
  await office.presses('gus', rate, 'take-rate-back')
  await office.types('sam', 'dealbell nudges', { state: 'off' })
  await office.types('sam', 'dealbell nudges', { state: 'on' })
  const schedule = await office.types('gus', 'dealbell schedule')
  const board = await office.presses('gus', schedule, 'show-ritual', 'leaderboard')
  const off = await office.presses('gus', board, 'turn-ritual')
  await office.presses('gus', off, 'undo-schedule')
  const again = await office.presses('gus', off, 'show-ritual')
  await office.presses('gus', again, 'change-ritual')
  await office.fills('gus', { time: '15:30' })
  const moved = await office.types('gus', 'dealbell schedule', { ritual: 'leaderboard' })
  await office.presses('gus', moved, 'preview-ritual')
  await office.presses('gus', moved, 'show-schedule')
  await office.types('gus', 'dealbell schedule', { ritual: 'pulse', state: 'on' })
  await office.types('gus', 'dealbell schedule', { ritual: 'leaderboard', default: true })
  await office.types('gus', 'dealbell rebuild')
  await office.types('sam', 'dealbell help')
  await office.types('sam', 'dealbell help', { command: 'deal won' })
})

test('topics and actions for the meeting', async () => {
  await office.types('noor', 'agenda add', { text: 'how we price the pilot' }, north)
  await office.types('kim', 'agenda action', { who: `<@${noor}>`, what: 'pricing sheet by 2026-11-20' }, north)
  await office.types('kim', 'agenda action', { who: 'me', what: 'call Globex' }, north)
  await office.delivered()
  await office.presses('noor', office.newest(office.direct('noor'), 'pricing sheet'), 'agenda-action-done')
  await office.types('kim', 'agenda mine', {}, north)
  await office.types('noor', 'agenda add', { text: 'a topic to drop' }, north)
  const dropped = /(\d+)\*\* a topic to drop/.exec(office.reads('noor'))?.[1]
  await office.types('noor', 'agenda drop', { number: Number(dropped) }, north)
  await office.types('noor', 'agenda add', { text: 'a topic to settle' }, north)
  const settled = /(\d+)\*\* a topic/.exec(office.reads('noor'))?.[1]
  await office.types('kim', 'agenda done', { number: Number(settled) }, north)
  await office.types('sam', 'agenda show', {}, north)
})

test('Wednesday: a nudge, and everything that can be done about it', async () => {
  await office.comes('2026-11-17T08:00:00Z')
  await office.comes('2026-11-18T09:00:00Z')
  const nudge = office.direct('sam').at(-1)
  if (!nudge) throw new Error('Sam got no nudge')
  const snoozed = await office.presses('sam', nudge, 'snooze-nudges')
  expect(reads(snoozed)).toContain('No nudge')
  await office.presses('sam', nudge, 'say-away')
  await office.fills('sam', { from: '2026-12-01', to: '2026-12-04' })
  await office.presses('sam', nudge, 'log-deal')
  await office.fills('sam', { amount: '750', customer: 'Vandelay' })
  await office.presses('sam', nudge, 'ask-for-help')
  await office.fills('sam', { text: 'Is @everyone the *pricing* of Globex fixed?' })
  await office.delivered()
  const asked = office.newest([...office.direct('kim'), ...office.direct('gus')], 'pricing')
  const manager = office.direct('kim').includes(asked) ? 'kim' : 'gus'
  await office.presses(manager, asked, 'answer-help')
  await office.fills(manager, { text: 'Up to 10 %.' })
  await office.delivered()
  expect(office.direct('sam').map(reads).join('\n')).toContain('Up to 10 %.')
})

test('Friday: boards, shout-outs and digest', async () => {
  await office.comes('2026-11-20T15:00:00Z')
  await office.comes('2026-11-20T15:05:00Z')
  const board = office.posts().filter(({ files }) => files.some(({ filename }) => filename.endsWith('.png')))
  expect(board.length).toBeGreaterThan(0)
  await office.comes('2026-11-20T16:00:00Z')
  const digest = office.newest(office.direct('gus'), '[1:1 agendas]')
  expect(office.direct('gus').some(({ files }) => files.some(({ filename }) => filename.endsWith('.csv')))).toBe(true)
  await office.presses('gus', digest, 'show-digest-maths')
  const list = await office.presses('gus', digest, 'show-one-to-ones')
  await office.presses('gus', list, 'show-one-to-one')
})

test('Monday: 1:1s, and a meeting from Start to its end', async () => {
  await office.comes('2026-11-23T07:00:00Z')
  const agenda = office.newest(office.direct('kim'), '1:1')
  await office.presses('kim', agenda, 'show-one-to-one-maths')
  await office.presses('kim', agenda, 'note-agreed')
  const noted = await office.fills('kim', { what: 'Call Globex', due: '2026-11-27' })
  await office.delivered()
  const agreed = await office.presses('kim', agenda, 'do-agreed')
  await office.presses('kim', agreed, 'undo-agreed')
  expect(reads(noted)).toContain('Call Globex')
  await office.comes('2026-11-23T07:30:00Z')
  const meeting = () => office.newest(office.posts(north), 'North')
  await office.presses('sam', meeting(), 'agenda-topic')
  const topic = await office.fills('sam', { topic: 'Christmas party' })
  await office.presses('sam', topic, 'undo-agenda-item')
  await office.presses('kim', meeting(), 'agenda-order')
  await office.fills('kim', {})
  const skipped = await office.presses('kim', meeting(), 'skip-meeting')
  await office.presses('kim', skipped, 'undo-agenda')
  await office.delivered()
  for (let one = 1; one <= 12; one += 1) await office.types('noor', 'agenda add', { text: `topic ${one}` }, north)
  await office.delivered()
  await office.presses('kim', meeting(), 'start-meeting')
  await office.delivered()
  await office.types('kim', 'agenda carry', { number: 3 }, north)
  await office.presses('kim', meeting(), 'agenda-done', ':wins')
  await office.presses('kim', meeting(), 'agenda-carry')
  await office.presses('kim', meeting(), 'agenda-assign')
  await office.fills('kim', { who: 'Sam Ortiz', what: 'book a table', due: '2026-11-27' })
  await office.delivered()
  const running = meeting()
  await office.presses('kim', running, 'end-meeting')
  await office.delivered()
  expect(office.fake.world.messages.map(readIn).join('\n')).toContain('what the meeting came to')
})

test('Thursday: a reminder of what is past its date', async () => {
  await office.comes('2026-11-26T14:00:00Z')
  await office.presses('noor', office.newest(office.direct('noor'), 'past'), 'update-deal')
  await office.fills('noor', { outcome: 'won' })
})

test('a story’s pages, a leaver and an erasure', async () => {
  for (let one = 1; one <= 11; one += 1) {
    await office.presses('kim', await office.types('kim', 'deal won', { amount: `${1000 + one}`, customer: `Told ${one}` }), 'add-story')
    await office.fills('kim', { story: `How it went, number ${one}` })
  }
  await office.presses('kim', await office.types('kim', 'deal list stories'), 'turn-story-page')
  await office.types('gus', 'dealbell member', { who: 'Noor Haddad', left: true })
  await office.asksForm('gus', 'dealbell privacy erase', { name: 'Noor Haddad' })
  const wrong = await office.fills('gus', { name: 'Somebody' })
  expect(reads(wrong)).toContain('Nothing was saved')
  await office.fills('gus', { name: 'Noor Haddad' })
  // Who takes no messages: the admin hears of it, and where that is the admin, everybody.
  office.fake.world.closedDirect.add(ids.kim)
  await office.types('gus', 'agenda action', { who: 'Kim Lund', what: 'open your messages' }, north)
  await office.delivered()
  office.fake.world.closedDirect.add(ids.gus)
  await office.types('gus', 'dealbell export', { what: 'deals' })
  await office.delivered()
  office.fake.world.closedDirect.clear()
  for (const day of ['2026-12-01T09:00:00Z', '2027-01-01T09:00:00Z', '2027-01-04T09:00:00Z']) await office.comes(day)
})

test('each in the language of their own Discord', async () => {
  const told: string[] = []
  for (const locale of ['no', 'it', 'ru', 'zh-CN', 'en-US']) {
    for (const words of ['progress', 'leaderboard', 'dealbell help', 'agenda show', 'dealbell schedule'])
      await office.types('gus', words, {}, ids.wins, locale)
    told.push(reads(await office.types('gus', 'deal won', { amount: 'plenty' }, ids.wins, locale)))
  }
  expect(new Set(told).size).toBe(5)
})

test('and each message read as one does on Discord', () => {
  const faults = office.fake.world.messages.flatMap((message) => {
    const text = readIn(message)
    const wrong = [
      ...(text.match(/slack(?! \S+ Discord)|\/invite|<@U\w+>|<#C\w+>|\bundefined\b|\bNaN\b|\[object/gi) ?? []),
      // A person or a channel is never named by its number.
      ...(text.replace(/<[@#]\d+>|https:\S+/g, '').match(/\d{17,}/g) ?? []),
      // People are named; only thanks ping.
      ...(message.pinged.length > 0 && !/thank/i.test(text) ? message.pinged : []),
      // What is to be typed is typed as Discord's own command takes it.
      ...[...text.matchAll(/`(\/[^`]+)`/g)].flatMap(([, typed = '']) => (typesAs(typed) ? [] : [typed])),
    ]
    return wrong.map((each) => `${each} in: ${text}`)
  })
  expect(faults).toEqual([])
})

test('every command, button and form that is declared was used, every ritual came, and every post was seen', async () => {
  const done = new Set(
    office.lines.flatMap(({ msg, outcome, command }) => (msg === 'command' && outcome === 'ok' ? [String(command)] : [])),
  )
  const posted = new Set(
    (await office.database.client.outboxEntry.findMany({ where: { state: 'done' } })).map(({ kind }) => `post ${kind}`),
  )
  const came = new Set((await office.database.client.occurrence.findMany()).map(({ ritual }) => `ritual ${ritual}`))
  const left = [
    ...catalog.actions.map(({ name }) => `[${name}]`),
    ...catalog.forms.map(({ name }) => `(${name})`),
    ...catalog.commands.map(({ name }) => name),
    // Who has left a server is told to nobody but those with a privileged intent.
    ...catalog.posts.filter(({ name }) => name !== 'now-admin').map(({ name }) => `post ${name}`),
    ...catalog.rituals.map(({ name }) => `ritual ${name}`),
  ].filter((name) => !done.has(name) && !posted.has(name) && !came.has(name))
  expect(left).toEqual([])
})

/** `/deal won amount:5000`: a command that there is, with options that it has. */
function typesAs(typed: string): boolean {
  const [first = '', ...rest] = typed.slice(1).split(' ')
  let options = listIn([...(office.fake.world.commands.get('global')?.values() ?? [])].find(({ name }) => name === first)?.options).map(
    objectIn,
  )
  let at = 0
  for (; options.some(({ type }) => type === 1 || type === 2); at += 1) {
    const next = options.find(({ name }) => name === rest[at])
    // Where all that there is below it is meant: `/agenda`.
    if (!next) return at === rest.length
    options = listIn(next.options).map(objectIn)
  }
  const given = rest
    .slice(at)
    .filter((word) => /^[\p{L}-]+:/u.test(word))
    .map((word) => word.split(':')[0])
  return (rest.length === at || given.length > 0) && given.every((each) => options.some((option) => namesOf(option).includes(each)))
}

/** What an option is called, in any language. */
const namesOf = ({ name, name_localizations }: Json): unknown[] => [name, ...Object.values(objectIn(name_localizations))]
