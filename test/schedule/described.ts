// Rituals for tests of the schedule: one of each kind, without what they do.
import type { Workspace } from '../../src/conversation/people.ts'
import { destination } from '../../src/conversation/platform.ts'
import type { Described } from '../../src/conversation/ritual.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { defaultRules, type Rules } from '../../src/vocabulary/rules.ts'

const like: Described = {
  kind: 'ritual',
  name: 'leaderboard',
  title: 'ritual.leaderboard',
  summary: 'ritual.leaderboard-about',
  usual: { on: true, rhythm: { every: 'week', on: 5 }, time: localTime('16:00'), catchUp: 24 * 60 },
  zone: 'workspace',
  goesTo: 'channel',
  order: 10,
}

export const weekly = like
export const daily: Described = { ...like, name: 'daily', usual: { ...like.usual, on: false, rhythm: { every: 'day' }, catchUp: 90 } }
export const monthly: Described = { ...like, name: 'monthly', usual: { ...like.usual, rhythm: { every: 'month' }, catchUp: 0 } }
export const forReps: Described = {
  ...like,
  name: 'for-reps',
  usual: { ...like.usual, rhythm: { every: 'week', on: 3 }, time: localTime('10:00') },
  zone: 'member',
  goesTo: 'reps',
}
export const forTeams: Described = { ...like, name: 'for-teams', goesTo: 'teams' }

export const sales = destination({ platform: 'slack', id: 'T1' }, 'C1')
export const wins = destination({ platform: 'slack', id: 'T1' }, 'C2')

export const office = (rules: Partial<Rules> = {}, workingDays: readonly number[] = [1, 2, 3, 4, 5]): Workspace => ({
  id: asId<WorkspaceId>(1),
  name: 'Office',
  currency: usDollar,
  timeZone: 'Europe/Oslo',
  calendar: { ...defaultCalendar, workingDays },
  language: 'en',
  announce: sales,
  rules: { ...defaultRules, ...rules },
  version: 1,
})
