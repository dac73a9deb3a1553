// Who becomes a member, what is known of them later, and who is refused: with a platform that fails, is slow, or changes its mind.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Known, Member, PersonRef, Workspace } from '../../src/conversation/people.ts'
import { destination, type ProfileAnswer } from '../../src/conversation/platform.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type MemberId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { peopleOf } from '../../src/workspaces/people.ts'
import { ProfilesSeen } from '../../src/workspaces/profiles-seen.ts'
import { TestClock } from '../fakes/clock.ts'
import { plainMember, plainRules } from '../fakes/plain.ts'

const installation = { platform: 'slack', id: 'T1' } as const
const minute = 60_000
const hour = 60 * minute
const workspace: Workspace = {
  id: asId<WorkspaceId>(1),
  name: 'Test',
  currency: usDollar,
  timeZone: 'UTC',
  calendar: defaultCalendar,
  language: 'en',
  announce: destination(installation, 'C1'),
  version: 1,
  rules: plainRules,
}
const kim = { id: 'U1', handle: 'kim' }
const guest = { isPerson: false }
const failing: ProfileAnswer = { outcome: 'no answer' }
const profile = (more: object = {}): ProfileAnswer => ({
  outcome: 'found',
  profile: { id: 'U1', handle: 'kim', name: 'Kim Lund', timeZone: 'Europe/Oslo', locale: 'nb', isPerson: true, ...more },
})

let clock: TestClock
/** What the platform answers from now on, and how often it was asked. */
let answers: () => Promise<ProfileAnswer>
let asked: number
let refreshed: object[]
let followed: string[]
let members: Map<string, Member>
let people: ReturnType<typeof peopleOf>

const now = (answer: ProfileAnswer) => {
  answers = async () => answer
}

beforeEach(() => {
  clock = new TestClock()
  asked = 0
  refreshed = []
  followed = []
  members = new Map()
  now(profile())
  const named = (name: string) => [...members.values()].filter((member) => member.name.toLowerCase().includes(name.toLowerCase()))
  const store = {
    known: async (_: unknown, id: string) => ({ workspace, speaker: members.get(id) }),
    addMember: async (
      _: unknown,
      __: unknown,
      id: string,
      { name, role, locale }: { name: string; role: 'rep' | 'admin'; locale?: string },
    ) => {
      const there = members.get(id) ?? {
        id: asId<MemberId>(members.size + 1),
        name,
        role,
        team: undefined,
        language: locale ?? 'en',
        ...plainMember,
      }
      members.set(id, there)
      return there
    },
    refresh: async (_: unknown, id: string, seen: { name: string; locale: string | undefined }) => {
      refreshed.push(seen)
      const member = members.get(id)
      if (member) members.set(id, { ...member, name: seen.name || member.name, language: seen.locale ?? member.language })
    },
    followAccount: async (_: unknown, id: string, state: 'gone' | 'there') => {
      const member = members.get(id)
      const hasLeft = state === 'gone'
      if (!member || member.hasLeft === hasLeft) return false
      followed.push(`${id} ${state}`)
      members.set(id, { ...member, hasLeft })
      return true
    },
    byHandle: async (_: unknown, __: unknown, handle: string) => named(handle),
    byName: async (_: unknown, name: string) => named(name),
  }
  const ask = () => {
    asked += 1
    return answers()
  }
  people = peopleOf(store as unknown as Parameters<typeof peopleOf>[0], { profile: ask, profileByHandle: ask }, clock) // branded fields aside it is one
})
afterEach(() => vi.useRealTimers())

/** Kim speaks; afterwards everything that goes on in the background has happened. */
async function kimSpeaks(): Promise<Member | undefined> {
  const known = await people.speaker(installation, kim)
  await new Promise((resolve) => setImmediate(resolve))
  return known?.speaker
}

const mentionOf = (id: string): PersonRef => ({ kind: 'mention', id, from: 0, to: 0 })
const written = (kind: 'handle' | 'name', text: string): PersonRef => ({ kind, text, from: 0, to: 0 })
const gus: Known = {
  workspace,
  speaker: { id: asId<MemberId>(99), name: 'Gus', role: 'admin', team: undefined, language: 'en', ...plainMember },
}
async function find(ref: PersonRef) {
  const found = await people.find(installation, gus, ref)
  await new Promise((resolve) => setImmediate(resolve))
  return found
}

describe('the language that comes with what somebody says', () => {
  const speaks = async (locale?: string) => {
    const known = await people.speaker(installation, { ...kim, ...(locale === undefined ? {} : { locale }) })
    await new Promise((resolve) => setImmediate(resolve))
    return known?.speaker.language
  }
  const silent = () => now(profile({ locale: undefined }))

  test('is a newcomer’s, unless the platform says another of them', async () => {
    silent()
    expect(await speaks('ru')).toBe('ru')
    members.clear()
    now(profile({ locale: 'nb' }))
    expect(await speaks('ru')).toBe('nb')
  })

  test('is followed from the next time on, and written down only where it is another', async () => {
    silent()
    await speaks()
    expect(await speaks('en-GB')).toBe('en')
    expect(refreshed).toEqual([])
    expect(await speaks('it')).toBe('en')
    expect(await speaks('it')).toBe('it')
    expect(refreshed).toEqual([{ name: '', handle: '', timeZone: undefined, locale: 'it' }])
    expect(await speaks()).toBe('it')
    expect(refreshed).toHaveLength(1)
  })

  test('stays when the platform tells of them without a language', async () => {
    silent()
    await speaks('it')
    clock.advance(25 * hour)
    await speaks('it')
    expect(refreshed).toEqual([{ name: 'Kim Lund', handle: 'kim', timeZone: 'Europe/Oslo', locale: undefined }])
    expect(await speaks('it')).toBe('it')
  })

  test('of an account that says nothing new does not contend with what is known by now', async () => {
    silent()
    await speaks('it')
    await speaks('it')
    await people.follow(installation, { id: 'U1', handle: 'kim', name: 'Kim Lund', locale: 'nb', isPerson: true })
    expect(await speaks('it')).toBe('nb')
    expect(await speaks('it')).toBe('nb')
    await speaks('zh-CN')
    expect(await speaks('zh-CN')).toBe('zh-CN')
  })
})

test('whoever is only looked for does not become a member', async () => {
  expect(await people.seen(installation, 'U1')).toBeUndefined()
  expect(asked).toBe(0)
  await kimSpeaks()
  expect((await people.seen(installation, 'U1'))?.speaker.name).toBe('Kim Lund')
  await people.follow(installation, { id: 'U1', handle: 'kim', name: 'Kim Lund', isPerson: true, left: true })
  expect(await people.seen(installation, 'U1')).toBeUndefined()
})

test('nor is a guest seen', async () => {
  await kimSpeaks()
  await people.follow(installation, { id: 'U1', handle: 'kim', name: 'Kim Lund', isPerson: false })
  expect(await people.seen(installation, 'U1')).toBeUndefined()
})

describe('what the platform says of a member', () => {
  test('that failed at first is asked again after minutes, and then told: name, zone and language', async () => {
    now(failing)
    expect((await kimSpeaks())?.name).toBe('kim')
    now(profile())
    expect((await kimSpeaks())?.name).toBe('kim')
    expect(asked).toBe(1)
    clock.advance(6 * minute)
    await kimSpeaks()
    expect(await kimSpeaks()).toMatchObject({ name: 'Kim Lund', language: 'nb' })
    expect(refreshed).toEqual([{ name: 'Kim Lund', handle: 'kim', timeZone: 'Europe/Oslo', locale: 'nb' }])
  })

  test('that came too late for the first answer is there for the second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let tell = (_: ProfileAnswer): void => {}
    answers = () => new Promise((resolve) => (tell = resolve))
    const first = kimSpeaks()
    await vi.advanceTimersByTimeAsync(1_200)
    expect((await first)?.name).toBe('kim')
    tell(profile())
    await new Promise((resolve) => setImmediate(resolve))
    expect((await kimSpeaks())?.name).toBe('Kim Lund')
  })

  test('is looked at once a day, and nobody waits for it', async () => {
    await kimSpeaks()
    clock.advance(23 * hour)
    now(profile({ name: 'Kim Berg' }))
    expect((await kimSpeaks())?.name).toBe('Kim Lund')
    expect([asked, refreshed]).toEqual([1, []])
    clock.advance(2 * hour)
    answers = () => new Promise(() => {}) // it never answers: Kim is answered all the same
    expect((await kimSpeaks())?.name).toBe('Kim Lund')
    clock.advance(6 * minute)
    now(profile({ name: 'Kim Berg' }))
    await kimSpeaks()
    expect((await kimSpeaks())?.name).toBe('Kim Berg')
    expect(asked).toBe(3)
  })

  test('is asked once where many commands come at once, and a platform that fails is left alone for minutes', async () => {
    members.set('U1', { ...gus.speaker, id: asId<MemberId>(1), name: 'kim' })
    now(failing)
    await Promise.all([kimSpeaks(), kimSpeaks(), kimSpeaks()])
    clock.advance(2 * minute)
    await kimSpeaks()
    expect(asked).toBe(1)
    answers = () => Promise.reject(new Error('broken'))
    clock.advance(4 * minute)
    expect((await kimSpeaks())?.name).toBe('kim')
    expect(asked).toBe(2)
  })

  test('is looked at when others mention them, too', async () => {
    members.set('U1', { ...gus.speaker, id: asId<MemberId>(1), name: 'kim' })
    await find(mentionOf('U1'))
    expect(await find(mentionOf('U1'))).toMatchObject({ outcome: 'found', member: { name: 'Kim Lund' } })
    expect(asked).toBe(1)
  })
})

describe('whoever is no person', () => {
  const refused = { key: 'complaint.you-are-no-member' }

  test('is refused when the platform says so late, in every way in which they can be named', async () => {
    now(failing)
    await kimSpeaks()
    now(profile(guest))
    clock.advance(6 * minute)
    await kimSpeaks()
    await expect(kimSpeaks()).rejects.toMatchObject(refused)
    expect(refreshed).toEqual([])
    now(failing)
    clock.advance(48 * hour)
    await expect(kimSpeaks()).rejects.toMatchObject(refused)
    for (const ref of [mentionOf('U1'), written('handle', 'kim'), written('name', 'kim')]) {
      expect(await find(ref)).toEqual({ outcome: 'not a person' })
    }
  })

  test('stays out when the platform fails the next time, and never becomes a member', async () => {
    now(profile(guest))
    await expect(kimSpeaks()).rejects.toMatchObject(refused)
    await expect(kimSpeaks()).rejects.toMatchObject(refused)
    expect(asked).toBe(1)
    now(failing)
    clock.advance(6 * minute)
    await expect(kimSpeaks()).rejects.toMatchObject(refused)
    expect(await find(mentionOf('U1'))).toEqual({ outcome: 'not a person' })
    expect(members.size).toBe(0)
  })

  test('is let in once they have become a colleague', async () => {
    await kimSpeaks()
    now(profile(guest))
    clock.advance(25 * hour)
    await kimSpeaks()
    now(profile())
    clock.advance(6 * minute)
    await expect(kimSpeaks()).rejects.toMatchObject(refused)
    expect((await kimSpeaks())?.name).toBe('Kim Lund')
    expect(await find(written('name', 'kim'))).toMatchObject({ outcome: 'found' })
  })

  test('does not stand in the way of a colleague of that name', async () => {
    await kimSpeaks()
    members.set('U2', { ...gus.speaker, id: asId<MemberId>(2), name: 'Kim Novak' })
    expect(await find(written('name', 'kim'))).toMatchObject({ outcome: 'several' })
    now(profile(guest))
    clock.advance(25 * hour)
    await kimSpeaks()
    expect(await find(written('name', 'kim'))).toMatchObject({ outcome: 'found', member: { name: 'Kim Novak' } })
  })
})

describe('whoever has left', () => {
  const gone = { isPerson: false, left: true }
  const leaver = { key: 'complaint.you-have-left' }

  test('is found out with the daily look, and is back soon after the platform says so', async () => {
    await kimSpeaks()
    now(profile(gone))
    clock.advance(25 * hour)
    await kimSpeaks()
    await expect(kimSpeaks()).rejects.toMatchObject(leaver)
    for (const ref of [mentionOf('U1'), written('handle', 'kim'), written('name', 'kim')]) {
      expect(await find(ref)).toMatchObject({ outcome: 'left', member: { name: 'Kim Lund' } })
    }
    now(profile())
    clock.advance(6 * minute)
    await expect(kimSpeaks()).rejects.toMatchObject(leaver) // asked now, known from the next time on
    expect((await kimSpeaks())?.name).toBe('Kim Lund')
    expect(followed).toEqual(['U1 gone', 'U1 there'])
  })

  test('is followed as soon as the platform says so by itself; who is no member is nobody’s concern', async () => {
    await kimSpeaks()
    const told = (more: object) => {
      const answer = profile(more)
      return answer.outcome === 'found' ? people.follow(installation, answer.profile) : undefined
    }
    await told({ ...gone, id: 'U9' })
    await told(gone)
    await expect(kimSpeaks()).rejects.toMatchObject(leaver)
    await told({ name: 'Kim Berg' })
    expect((await kimSpeaks())?.name).toBe('Kim Berg')
    await told(guest)
    await expect(kimSpeaks()).rejects.toMatchObject({ key: 'complaint.you-are-no-member' })
    expect([followed, members.size]).toEqual([['U1 gone', 'U1 there'], 1])
  })

  test('gives way to a colleague of that name', async () => {
    await kimSpeaks()
    members.set('U2', { ...gus.speaker, id: asId<MemberId>(2), name: 'Kim Novak' })
    members.set('U1', { ...gus.speaker, id: asId<MemberId>(1), name: 'Kim Lund', hasLeft: true })
    expect(await find(written('name', 'kim'))).toMatchObject({ outcome: 'found', member: { name: 'Kim Novak' } })
    expect(await find(written('name', 'kim lund'))).toMatchObject({ outcome: 'left' })
  })
})

describe('somebody named for the first time', () => {
  test('of whom the platform does not answer is not said to be nobody', async () => {
    now(failing)
    expect(await find(mentionOf('U1'))).toEqual({ outcome: 'no answer' })
    expect(await find(written('handle', 'kim'))).toEqual({ outcome: 'no answer' })
    now({ outcome: 'unknown' })
    expect(await find(mentionOf('U1'))).toEqual({ outcome: 'nobody' })
    expect(await find(written('handle', 'kim'))).toEqual({ outcome: 'nobody' })
    expect(members.size).toBe(0)
  })
})

test('what is remembered has a limit: the oldest goes first', () => {
  const seen = new ProfilesSeen(clock, 2)
  const one = asId<MemberId>(1)
  seen.saw('a', false, one)
  seen.saw('b', true)
  expect(seen.refuses(one)).toBe(true)
  seen.saw('c', true)
  expect([seen.of('a'), seen.refuses(one)]).toEqual([undefined, false])
  expect(seen.of('b')?.isPerson).toBe(true)
})
