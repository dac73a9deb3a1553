// Sharing a deal's credit with others, as a feature: the command and the form call it.
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Form } from '../message/form.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { type Asked, type ChangeNeeds, reviseDeal } from './change-deal.ts'
import type { Deal } from './deal.ts'
import { aboutDeal } from './deal-button.ts'
import { editedFacts } from './deal-edit.ts'
import { checkedSplits, type Sharing } from './deal-keywords.ts'

/** Puts these shares in place of those that the deal has; none: all of it is its owner's. `field`: of the form in which they were said. */
export const splitDeal = (asked: Asked, shares: readonly Sharing[], needs: ChangeNeeds, field?: string): Promise<Answer> =>
  reviseDeal(
    asked,
    ({ deal }) => {
      const splits = checkedSplits({ id: deal.owner }, shares, field)
      // Who keeps a share keeps the team with it, in which they were when it was given.
      const kept = splits.map(
        (split) => deal.splits.find(({ member, basisPoints }) => member === split.member && basisPoints === split.basisPoints) ?? split,
      )
      return { kind: 'edited', facts: editedFacts(deal, { splits: kept }, asked.request) }
    },
    needs,
    { people: shares.map(({ who }) => who) },
  )

/** Asks who has which share, with those that the deal has as they would be typed. */
export async function splitForm(deal: Deal, { say, workspace }: Request, workspaces: Pick<WorkspaceStore, 'member'>): Promise<Form> {
  const typed: string[] = []
  for (const { member, basisPoints } of deal.splits) {
    const name = (await workspaces.member(workspace.id, member))?.name
    if (name !== undefined) typed.push(`"${name.replaceAll('"', '')}" ${basisPoints / 100}%`)
  }
  return {
    name: 'split-deal',
    about: aboutDeal(deal),
    title: say.plain('deal.form.split-title', { number: deal.number }),
    submit: say.plain('button.save'),
    cancel: say.plain('button.cancel'),
    fields: [
      {
        name: 'split',
        label: say.plain('deal.form.split'),
        kind: 'line',
        initial: typed.join(' '),
        hint: say.plain('deal.form.split-hint'),
        required: false,
        longest: 1_000,
      },
    ],
  }
}
