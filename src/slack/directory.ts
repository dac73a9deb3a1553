// Asking Slack about its people and channels: cached, within a time, and an outcome rather than an exception.
import type { webApi } from '@slack/bolt'
import { objectIn, textIn } from '../conversation/json.ts'
import type { Directory, InstallationRef, Profile, ProfileAnswer } from '../conversation/platform.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { Audiences, comesFromOutside } from './audience.ts'
import type { Log } from './bolt-logger.ts'
import { reasonOf } from './failure.ts'
import { Handles } from './handles.ts'

/** How long a profile is taken for true, in milliseconds: people change names and zones now and then. */
const fresh = 10 * 60_000
/** Slack's words for somebody it does not know, or does not show us: https://docs.slack.dev/reference/methods/users.info#errors */
const knowsNobody = new Set(['user_not_found', 'users_not_found', 'user_not_visible'])
/** A busy workspace's people, each some hundred bytes. */
const mostKept = 10_000

export interface SlackDirectory extends Directory {
  /** What is remembered of a person is no longer so: the next question about them goes to Slack. */
  forget(installation: InstallationRef, personId: string): void
}

/** `client` should have a short time-out: somebody is waiting. It serves one installation. */
export function slackDirectory(client: webApi.WebClient, clock: Clock, log: Log): SlackDirectory {
  const kept = new Map<string, { readonly profile: Profile; readonly until: number }>()
  const asked = new Map<string, Promise<ProfileAnswer>>()
  const handles = new Handles(client, clock, log)
  let audiences: Audiences | undefined

  async function ask(installation: InstallationRef, personId: string): Promise<ProfileAnswer> {
    try {
      const { user } = await client.users.info({ user: personId, include_locale: true })
      const profile = user && profileIn(user, installation.id)
      if (!profile) return { outcome: 'no answer' }
      if (kept.size >= mostKept) kept.clear()
      kept.set(`${installation.id}/${personId}`, { profile, until: clock.now() + fresh })
      return { outcome: 'found', profile }
    } catch (error) {
      const reason = reasonOf(error)
      if (knowsNobody.has(reason)) return { outcome: 'unknown' }
      log.warn({ reason }, 'Slack did not say who somebody is')
      return { outcome: 'no answer' }
    }
  }

  return {
    profile(installation, personId) {
      const key = `${installation.id}/${personId}`
      const known = kept.get(key)
      if (known && known.until > clock.now()) return Promise.resolve({ outcome: 'found', profile: known.profile })
      const under = asked.get(key) ?? ask(installation, personId).finally(() => asked.delete(key))
      asked.set(key, under)
      return under
    },
    forget: (installation, personId) => void kept.delete(`${installation.id}/${personId}`),
    async profileByHandle(installation, handle) {
      const found = await handles.find(handle)
      if (found.outcome !== 'found') return found
      const profile = profileIn(found.user, installation.id)
      return profile ? { outcome: 'found', profile } : { outcome: 'unknown' }
    },
    async enter(_, channel) {
      const joined = await attempt(() => client.conversations.join({ channel }))
      if (joined === 'ok') return 'in'
      // A private channel, a direct message, or a Slack in which nobody can join: then it depends on whether we are there.
      try {
        const { channel: info } = await client.conversations.info({ channel })
        if (info?.is_archived) return 'unknown'
        return info?.is_member || info?.is_im ? 'in' : 'invite me'
      } catch (error) {
        const reason = reasonOf(error)
        if (reason === 'channel_not_found' || reason === 'not_in_channel') return 'invite me'
        log.warn({ reason, joining: joined }, 'Slack did not say whether the bot is in a channel')
        return 'unknown'
      }
    },
    audience({ id }, channel) {
      audiences ??= new Audiences(client, id, clock, log)
      return audiences.of(channel)
    },
  }
}

async function attempt(call: () => Promise<unknown>): Promise<string> {
  try {
    await call()
    return 'ok'
  } catch (error) {
    return reasonOf(error)
  }
}

/**
 * https://docs.slack.dev/reference/objects/user-object. No person in our sense is a bot, Slack's own bot, somebody who was
 * deactivated, a guest, or a member of another company that shares a channel.
 */
export function profileIn(user: object, team: string): Profile | undefined {
  const about = objectIn(user)
  const id = textIn(about.id)
  if (!id) return undefined
  const profile = objectIn(about.profile)
  const handle = textIn(about.name) ?? ''
  const display = textIn(profile.display_name)
  const timeZone = textIn(about.tz)
  const locale = textIn(about.locale)
  return {
    id,
    handle,
    // Slack shows the display name, which many leave at their handle; then their colleagues say the real one.
    name:
      (display && display !== handle ? display : undefined) ??
      textIn(profile.real_name) ??
      textIn(about.real_name) ??
      (display || handle || id),
    ...(timeZone ? { timeZone } : {}),
    ...(locale ? { locale } : {}),
    ...(about.deleted === true ? { left: true } : {}),
    isPerson: !(about.is_bot === true || about.deleted === true || id === 'USLACKBOT' || comesFromOutside(user, team)),
  }
}
