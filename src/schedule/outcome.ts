// What became of a ritual the last time that it came, in words, and what to do where it went wrong.
import { channelSpan } from '../conversation/channels-here.ts'
import { type Destination, type PlatformName, partsOf } from '../conversation/platform.ts'
import type { Described } from '../conversation/ritual.ts'
import type { TextKey } from '../languages/language.ts'
import type { Say } from '../languages/say.ts'
import type { Span } from '../message/message.ts'
import type { WallTime } from '../vocabulary/wall-clock.ts'

/** An occurrence that came; posts that were neither delivered nor wait nor were given up had nothing left to say. */
export interface LastOutcome {
  readonly ritual: string
  readonly slot: WallTime
  readonly posts: number
  readonly delivered: number
  readonly waiting: number
  readonly parked: number
  /** One that was given up: where it was to go, and the platform's own word why not. */
  readonly trouble: { readonly to: Destination; readonly reason: string } | undefined
}

/** `Fri 20 Nov: posted`. */
export function outcomeWords(outcome: LastOutcome | undefined, say: Say): readonly Span[] {
  if (!outcome) return say('schedule.outcome-not-yet')
  return [say.day(outcome.slot.day), ': ', ...become(outcome, say)]
}

function become({ posts, delivered, waiting, parked }: LastOutcome, say: Say): readonly Span[] {
  if (parked > 0) return say('schedule.outcome-parked', { count: parked, of: posts })
  if (waiting > 0) return say('schedule.outcome-waiting', { count: waiting, of: posts })
  if (delivered === 0) return say('schedule.outcome-nothing')
  return posts === 1 ? say('schedule.outcome-posted') : say('schedule.outcome-delivered', { count: delivered })
}

const usual: Readonly<Record<string, TextKey>> = {
  not_in_channel: 'schedule.cure-invite',
  channel_not_found: 'schedule.cure-invite',
  is_archived: 'schedule.cure-gone',
}

/** The platforms' own words that have a cure worth telling. */
const cures: Readonly<Record<PlatformName, Readonly<Record<string, TextKey>>>> = {
  slack: usual,
  discord: {
    missing_access: 'schedule.cure-permissions',
    missing_permissions: 'schedule.cure-permissions',
    missing_history: 'schedule.cure-permissions',
  },
  terminal: usual,
}

/** What stands in the way, with what to do; undefined where nothing does. */
export function cureOf({ name, goesTo }: Described, outcome: LastOutcome | undefined, say: Say): readonly Span[] | undefined {
  if (!outcome?.trouble || outcome.parked === 0) return undefined
  const { to, reason } = outcome.trouble
  if (goesTo === 'managers' || goesTo === 'reps') return say('schedule.cure-person', { reason })
  const channel = channelSpan(to)
  const example = goesTo === 'teams' ? '/dealbell team channel North here' : `/dealbell schedule ${name} here`
  const cure = cures[partsOf(to).installation.platform][reason] ?? 'schedule.cure-other'
  return say(cure, { channel, reason, example, permissions: say.plain('channel.permissions-discord') })
}
