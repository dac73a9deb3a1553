// Asking to be let into a channel reads as it is done on the chat in question.
import { expect, test } from 'vitest'
import { type Directory, destination } from '../../src/conversation/platform.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { plainSpans } from '../../src/message/plain-text.ts'
import { cureOf } from '../../src/schedule/outcome.ts'
import { mustEnter } from '../../src/workspaces/chosen-channel.ts'
import { inviteWords } from '../../src/workspaces/invite-words.ts'

const slack = destination({ platform: 'slack', id: 'T1' }, 'C1')
const discord = destination({ platform: 'discord', id: '1' }, '2')
const languages = ['en', 'nb', 'it', 'ru', 'zh']

test.each(languages)('in %s: an invitation on Slack, permissions on Discord', (language) => {
  const say = sayIn(language)
  expect(plainSpans(inviteWords(slack, say))).toContain('/invite @Dealbell')
  expect(plainSpans(inviteWords(discord, say))).not.toContain('/invite')
  expect(plainSpans(inviteWords(discord, say))).toContain(say.plain('channel.permissions-discord'))
})

test('so does a complaint about a channel that was named', async () => {
  const closed: Pick<Directory, 'enter'> = { enter: async () => 'invite me' }
  await expect(mustEnter(slack, closed)).rejects.toMatchObject({ key: 'channel.invite' })
  await expect(mustEnter(discord, closed)).rejects.toMatchObject({ key: 'channel.invite-discord' })
  await expect(mustEnter(discord, { enter: async () => 'unknown' })).rejects.toMatchObject({ key: 'channel.gone' })
  for (const language of languages) {
    const say = sayIn(language)
    expect(say.plain('channel.invite-discord', { channel: '#wins' })).toContain(say.plain('channel.permissions-discord'))
  }
})

test('and what is said of a ritual that could not be posted', () => {
  const say = sayIn('en')
  const ritual = { name: 'leaderboard', goesTo: 'channel' } as Parameters<typeof cureOf>[0] // the rest is not looked at
  const cure = (to: typeof slack, reason: string) => {
    const outcome = { ritual: 'leaderboard', slot: {}, posts: 1, delivered: 0, waiting: 0, parked: 1, trouble: { to, reason } }
    return plainSpans(cureOf(ritual, outcome as Parameters<typeof cureOf>[1], say) ?? []) // the slot is not looked at
  }
  expect(cure(slack, 'not_in_channel')).toContain('/invite @Dealbell')
  expect(cure(discord, 'missing_permissions')).toContain('Read Message History')
  expect(cure(discord, 'channel_not_found')).toContain('channel_not_found')
})
