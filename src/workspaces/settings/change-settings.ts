// Deciding what a change of settings comes to: what is chosen, one after the other, on how they stand; and what an undo brings back.
import { Complaint } from '../../conversation/complaint.ts'
import type { Workspace } from '../../conversation/people.ts'
import { destination } from '../../conversation/platform.ts'
import type { Request } from '../../conversation/request.ts'
import { currencyOf } from '../../vocabulary/money.ts'
import { splitWords } from '../../vocabulary/words.ts'
import { channelNamed } from '../chosen-channel.ts'
import type { RecordedChange } from '../workspace-store.ts'
import { settingNamed, settingOfKind } from './all.ts'
import { type Change, type Choice, none, type On, type SettingContext, type Settled } from './setting.ts'

export interface Changes {
  readonly settled: Settled
  /** Those that differ from what was, each once. */
  readonly changes: readonly Change[]
}

export const settledIn = ({ currency, timeZone, calendar, language, announce, rules }: Workspace): Settled => ({
  currency,
  timeZone,
  calendar,
  language,
  announce,
  rules,
})

export function onIn(request: Pick<Request, 'workspace' | 'installation' | 'place' | 'channels'>): On {
  const { workspace, installation, place } = request
  return {
    settled: settledIn(workspace),
    here: place.kind === 'channel' ? destination(installation, place.channel) : undefined,
    channelOf: (channel) => channelNamed(request, channel),
  }
}

/** What the choices come to. Another currency takes the threshold of small wins with it: it was an amount in the old one. */
export function changesOf(choices: readonly Choice[], on: On): Changes {
  let { settled } = on
  const changes: Change[] = []
  const choose = (choice: Choice): void => {
    const change = choice({ ...on, settled })
    if (change.settled.currency !== settled.currency && settled.rules.smallWin !== undefined) {
      choose(withoutSmallWins)
      choose(choice)
      return
    }
    settled = change.settled
    if (change.before !== change.after) changes.push(change)
  }
  for (const choice of choices) choose(choice)
  return { settled, changes }
}

const withoutSmallWins: Choice = ({ settled }) => ({
  kind: 'small-wins',
  before: settingNamed('small-wins').typed(settled),
  after: none,
  settled: { ...settled, rules: { ...settled.rules, smallWin: undefined } },
})

/** How a recorded kind of setting stands, as typed. */
export function standing(kind: string, settled: Settled): string | undefined {
  const setting = settingOfKind(kind)
  if (!setting) return undefined
  if (kind === setting.name) return setting.typed(settled)
  return setting.exceptions?.(settled).find((one) => one.kind === kind)?.typed ?? 'default'
}

/**
 * The choices that bring back what was before recorded changes, the latest first. Throws a complaint where one of them does not stand any
 * more as it was left, or cannot be what it was.
 */
export function undoing(
  recorded: readonly Pick<RecordedChange, 'kind' | 'before' | 'after'>[],
  on: On,
  context: SettingContext,
): readonly Choice[] {
  const back = new Map<string, string>()
  let { currency } = on.settled
  return recorded.toReversed().map(({ kind, before, after }) => {
    const setting = settingOfKind(kind)
    const now = back.get(kind) ?? standing(kind, on.settled)
    if (!setting || now === undefined) throw new Complaint('settings.undo-impossible', { kind })
    if (now !== after) {
      throw new Complaint('settings.changed-meanwhile', { kind: setting.name }, { example: `/dealbell settings ${setting.name}` })
    }
    back.set(kind, before)
    if (kind === 'currency') currency = currencyOf(before) ?? currency
    const choice = setting.recorded?.(kind, before) ?? readAgain(setting.argument, before, { ...context, currency })
    if (!choice) throw new Complaint('settings.undo-impossible', { kind })
    return choice
  })
}

/** What is read from a text that was typed, or written as if. */
function readAgain(argument: ReturnType<typeof settingNamed>['argument'], typed: string, context: SettingContext): Choice | undefined {
  const words = splitWords(typed)
  if (!Array.isArray(words)) return undefined
  const reading = argument.read(words, 0, { ...context, text: typed, startsSlot: () => false })
  return reading.outcome === 'read' && reading.next === words.length ? reading.value : undefined
}
