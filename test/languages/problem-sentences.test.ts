// Whatever a reader finds wrong, there is a sentence for it, and the values that the sentence needs: in every language.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import addTopic from '../../src/agenda/commands/add.ts'
import type { Slots } from '../../src/conversation/argument.ts'
import { required } from '../../src/conversation/argument.ts'
import { activity, count, lossReason, rate, stage } from '../../src/conversation/arguments.ts'
import { Complaint } from '../../src/conversation/complaint.ts'
import { answerTo } from '../../src/conversation/complaint-message.ts'
import { parseText } from '../../src/conversation/parse-text.ts'
import logWin from '../../src/deals/commands/log-win.ts'
import openDeal from '../../src/deals/commands/open-deal.ts'
import showDeal from '../../src/deals/commands/show-deal.ts'
import giveKudos from '../../src/kudos/commands/give-kudos.ts'
import { en } from '../../src/languages/en.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import showBoard from '../../src/leaderboard/commands/show-board.ts'
import { plainText } from '../../src/message/plain-text.ts'
import schedule from '../../src/schedule/commands/schedule.ts'
import setTarget from '../../src/targets/commands/set-target.ts'
import splitTarget from '../../src/targets/commands/split-target.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { currencyOf, usDollar } from '../../src/vocabulary/money.ts'
import addTeam from '../../src/workspaces/commands/add-team.ts'
import manageMember from '../../src/workspaces/commands/manage-member.ts'
import setUp from '../../src/workspaces/commands/set-up.ts'
import showSettings from '../../src/workspaces/commands/settings.ts'
import { settingNamed } from '../../src/workspaces/settings/all.ts'
import { plainRules } from '../fakes/plain.ts'

const source = new URL('../../src/', import.meta.url)

/** The TypeScript of a folder of src. */
const code = (folder: string): string =>
  readdirSync(new URL(folder, source), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, source), 'utf8'))
    .join('\n')

const named = (text: string, pattern: RegExp): readonly string[] => [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))]

/** The reasons that readers name, as they stand in their code. */
const reasons = named(code('vocabulary') + code('conversation'), /(?:\b(?:wrong|problemOf|problem)\(\s*|\breason: )'([a-z-]+)'/g)
const complained = named(code('.'), /\bnew Complaint\(\s*'([a-z.-]+)'/g)

const won = logWin.slots
const opened = openDeal.slots
const target = setTarget.slots
const splitting = splitTarget.slots
/** Arguments that no command here has on its own. */
const slotsOf = (argument: Parameters<typeof required>[0]): Slots => ({ argument: required(argument) })

/** The value of a setting. */
const setting = (name: string): Slots => slotsOf(settingNamed(name).argument)

const yen = currencyOf('JPY') ?? usDollar

/** For each reason something that people type, and what it comes to. */
const typed: readonly (readonly [reason: string, text: string, slots: Slots, currency?: typeof usDollar])[] = [
  ['activity-unknown', 'handshakes', slotsOf(activity)],
  ['amount-ambiguous', '1.500k Acme', won],
  ['amount-grouping', '5,00,0 Acme', won],
  ['amount-grouping', '1,00,000,0 Acme', won, yen],
  ['amount-indian-grouping', '12,34,567 Acme', won],
  ['amount-negative', '-5000 Acme', won],
  ['amount-or-customer', '5 Mille', won],
  ['amount-too-large', '99999999999999999 Acme', won],
  ['amount-too-precise', '5000.5 Acme', won, yen],
  ['amount-too-precise', '1,234.567 Acme', won],
  ['amount-unreadable', '5000xyzq Acme', won],
  ['amount-zero', '0 Acme', won],
  ['choice-unknown', 'some', setting('amounts')],
  ['country-unknown', 'Norwya', setting('holidays')],
  ['day-unreadable', 'christmas', setting('closing-days')],
  ['language-unknown', 'Klingon', setting('language')],
  ['list-commas', 'calls demos', setting('activities')],
  ['list-name', 'won 100', setting('stages')],
  ['list-too-long', Array.from({ length: 13 }, (_, n) => `s${n} 10`).join(', '), setting('stages')],
  ['list-twice', 'price, price', setting('loss-reasons')],
  ['topic-too-long', 'x'.repeat(301), addTopic.slots],
  ['hours-unreadable', '19:00', setting('quiet-hours')],
  ['stretch-unreadable', 'leaderboard catch-up soon', schedule.slots],
  ['stretch-too-long', 'leaderboard catch-up 30d', schedule.slots],
  ['time-impossible', '25:00', setting('meeting-time')],
  ['month-unknown', 'Smarch', setting('fiscal-year')],
  ['number-out-of-range', '51', setting('kudos')],
  ['own-currency', '500 EUR', setting('small-wins')],
  ['ramp-unreadable', 'slow', setting('ramp')],
  ['stage-unreadable', 'lead', setting('stages')],
  ['thresholds-unreadable', '75/95/105', setting('pace')],
  ['weekday-unknown', 'weekdays', setting('working-days')],
  ['country-unknown', 'qqqqqq', setting('holidays')],
  ['setting-unknown', 'colour red', showSettings.slots],
  ['setting-unreadable', 'small-wins lots', showSettings.slots],
  ['belongs-elsewhere', '5000 Acme close 2026-12-15', won],
  ['control-character', '5000 Ac\u0007me', won],
  ['count-out-of-range', '0', slotsOf(count)],
  ['currency-ambiguous', '5000kr Acme', won],
  ['currency-or-customer', '5000 eur Acme', won],
  ['currency-twice', '$5000 EUR Acme', won],
  ['currency-unknown', '5000XYZ Acme', won],
  ['currency-unknown', 'currency crowns', setUp.slots],
  ['customer-empty', '5000 ""', won],
  ['customer-has-emoji', '5000 Acme 🚀', won],
  ['customer-is-channel-mention', '5000 <!channel>', won],
  ['customer-is-mention', '5000 <@U123>', won],
  ['customer-is-person', '5000 @sam', won],
  ['customer-too-long', `5000 ${'Acme '.repeat(30)}`, won],
  ['date-ambiguous', '5000 Acme on 04/05/2026', won],
  ['date-ambiguous', '5000 Acme on 31.12.26', won],
  ['date-does-not-exist', '5000 Acme on 30 feb', won],
  ['date-does-not-exist', '5000 Acme on 2026-13-40', won],
  ['date-too-far', '5000 Acme on 3026-11-18', won],
  ['deal-number-zero', '#0', showDeal.slots],
  ['direction-mark', '5000 Ac\u202eme', won],
  ['expected', 'Acme 5000', won],
  ['expected', '@sam role boss', manageMember.slots],
  ['given-twice', '5000 Acme on today on yesterday', won],
  ['missing', '', won],
  ['missing', '5000 Acme for', won],
  ['leave-backwards', '@sam away 2027-01-02 to 2026-12-20', manageMember.slots],
  ['leave-too-long', '@sam away 2027-01-02 to 2028-12-20', manageMember.slots],
  ['loss-reason-unknown', 'weather', slotsOf(lossReason)],
  ['note-too-long', `5000 Acme note ${'long '.repeat(110)}`, won],
  ['one-person', '@sam and @kim for the demo', giveKudos.slots],
  ['order-unknown', 'by luck', showBoard.slots],
  ['product-too-long', `5000 Acme product ${'long '.repeat(20)}`, opened],
  ['period-does-not-exist', 'company 5000 2026-Q5', target],
  ['period-too-far', 'company 5000 fy1234', target],
  ['second-amount', '5000 6000', won],
  ['reason-too-long', `@sam for ${'long '.repeat(70)}`, giveKudos.slots],
  ['reason-without-for', '@sam: thanks', giveKudos.slots],
  ['into-unknown', 'company this year into days', splitting],
  ['measure-unknown', 'company this year by luck', splitting],
  ['weight-missing', 'company this year by weight North', splitting],
  ['weights-missing', 'company this year by weight', splitting],
  ['weights-zero', 'company this year by weight North 0', splitting],
  ['rate-unreadable', '1.2.3', slotsOf(rate)],
  ['share-missing', '5000 Acme split @kim', won],
  ['share-out-of-range', '5000 Acme split @kim 100%', won],
  ['share-unreadable', '5000 Acme split @kim lots', won],
  ['stage-unknown', 'handshake', slotsOf(stage)],
  ['tag-unreadable', `5000 Acme #${'tag'.repeat(20)}`, won],
  ['team-name-empty', '""', addTeam.slots],
  ['team-name-means-something', 'december', addTeam.slots],
  ['team-name-signs', '"North #1"', addTeam.slots],
  ['team-name-too-long', `${'North '.repeat(8)}`, addTeam.slots],
  ['text-too-long', '5'.repeat(1_001), won],
  ['time-zone-unknown', 'timezone Middle/Earth', setUp.slots],
  ['unclosed-quote', '5000 "Acme', won],
  ['unexpected', '#42 please', showDeal.slots],
  ['unexpected-near', '@sam rloe lead', manageMember.slots],
]

function complaintAbout(text: string, slots: Slots, currency = usDollar): Complaint | undefined {
  try {
    parseText(text, slots, { today: '2026-11-18' as LocalDate, calendar: defaultCalendar, currency, rules: plainRules }) // a day
    return undefined
  } catch (error) {
    if (error instanceof Complaint) return error
    throw error
  }
}

describe('what is wrong with typed text', () => {
  test('each reason that a reader names has its sentence', () => {
    expect(reasons).toContain('customer-is-person') // the code still names them where they are looked for
    expect(reasons.filter((reason) => !(`problem.${reason}` in en))).toEqual([])
  })

  test('each sentence about typed text is tried here', () => {
    const sentences = Object.keys(en).filter((key) => key.startsWith('problem.'))
    expect([...new Set(typed.map(([reason]) => `problem.${reason}`))].sort()).toEqual(sentences.sort())
  })

  for (const [reason, text, slots, currency] of typed) {
    test(`${reason}: ${JSON.stringify(text.slice(0, 40))}`, () => {
      const complaint = complaintAbout(text, slots, currency)
      expect(complaint?.key).toBe(`problem.${reason}`)
      if (!complaint) return
      const said = spokenLanguages.map((language) => {
        const answer = answerTo(complaint, text, { command: undefined, say: sayIn(language) })
        return answer.kind === 'message' ? plainText(answer.message) : ''
      })
      expect(said.filter((sentence) => sentence.length < 10 || /[{}]|undefined|argument\./.test(sentence))).toEqual([])
      expect(new Set(said).size).toBe(said.length) // each in its own words
    })
  }
})

test('every complaint in the code has its sentence', () => {
  expect(complained.length).toBeGreaterThan(20)
  expect(complained.filter((key) => !(key in en))).toEqual([])
})
