// The forms about deals with as much in them as there can be, and next to nothing.
import type { Request } from '../../src/conversation/request.ts'
import type { Deal } from '../../src/deals/deal.ts'
import { log } from '../../src/deals/deal-changes.ts'
import { editForm } from '../../src/deals/deal-form.ts'
import { loseForm, moveForm } from '../../src/deals/pipeline-form.ts'
import { splitForm } from '../../src/deals/split-deal.ts'
import { longestStory } from '../../src/deals/story.ts'
import { storyForm } from '../../src/deals/tell-story.ts'
import { updateForm } from '../../src/deals/update-form.ts'
import { sayIn } from '../../src/languages/speak.ts'
import type { Form } from '../../src/message/form.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type DealNumber, type MemberId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { plainFacts, plainMember, plainRules } from './plain.ts'

const sam = { id: asId<MemberId>(1), name: 'Sam "the man" Ortiz', role: 'rep', team: undefined, language: 'en', ...plainMember } as const
const today = '2026-11-18' as LocalDate // a day
/** A workspace with as many stages and reasons as it may have, of the longest names. */
const rules = {
  ...plainRules,
  stages: Array.from({ length: 12 }, (_, n) => ({
    name: `stage ${n} ${'x'.repeat(22)}`,
    probability: n,
  })) as unknown as typeof plainRules.stages, // twelve are at least one
  lossReasons: Array.from({ length: 12 }, (_, n) => `reason ${n} ${'x'.repeat(21)}`) as unknown as typeof plainRules.lossReasons, // so here
}
const request = (language: string) =>
  ({
    say: sayIn(language),
    today,
    workspace: { id: asId<WorkspaceId>(1), currency: usDollar, rules, calendar: defaultCalendar },
  }) as unknown as Request // what forms need of it

const deal = (state: Deal['state'], full: boolean): Deal =>
  log(
    asId<DealNumber>(999_999_999),
    {
      ...plainFacts,
      state,
      ...(full ? { stage: rules.stages[0].name, stageSince: today, lossReason: rules.lossReasons[0] } : {}),
      owner: sam.id,
      team: undefined,
      customer: full ? 'C'.repeat(100) : '',
      product: full ? 'P'.repeat(60) : '',
      amount: money(full ? 9_007_199_254_740_992n : 0n, usDollar),
      closedOn: today,
      note: full ? 'n'.repeat(500) : '',
      tags: full ? Array.from({ length: 20 }, (_, n) => `tag${n}${'x'.repeat(25)}`) : [],
      splits: full ? Array.from({ length: 20 }, (_, n) => ({ member: asId<MemberId>(n + 2), basisPoints: 100 })) : [],
    },
    { by: sam, platform: 'slack', at: asInstant(0) },
  ).deal

export async function dealForms(language: string): Promise<readonly Form[]> {
  const forms: Form[] = []
  for (const full of [false, true]) {
    for (const state of ['open', 'lost', 'won'] as const) forms.push(editForm(deal(state, full), request(language)))
    for (const answer of [
      moveForm(deal('open', full), request(language)),
      loseForm(deal('open', full), { on: undefined }, request(language)),
    ])
      if (answer.kind === 'form') forms.push(answer.form)
    forms.push(await splitForm(deal('won', full), request(language), { member: async () => sam }))
    forms.push(updateForm(deal('open', full), request(language)))
    const { number } = deal('won', full)
    const told = { number, by: sam.id, text: '😀'.repeat(longestStory), at: asInstant(0) }
    forms.push(storyForm({ number }, full ? told : undefined, request(language)))
  }
  return forms
}
