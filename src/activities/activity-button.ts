// What the buttons on activities carry: the number and the revision that the person saw, or a page of a list.
import { type ActivityNumber, asId, type MemberId } from '../vocabulary/ids.ts'
import { type Period, periodKey } from '../vocabulary/period.ts'
import type { Activity } from './activity.ts'

export interface SeenActivity {
  readonly number: ActivityNumber
  readonly revision: number
}

export const aboutActivity = ({ number, revision }: Pick<Activity, 'number' | 'revision'>): string => `${number}:${revision}`

/** Undefined for what none of these buttons carries. */
export function readSeenActivity(value: string): SeenActivity | undefined {
  const [, number, revision] = /^(\d{1,9}):(\d{1,9})$/.exec(value) ?? []
  return number === undefined || revision === undefined
    ? undefined
    : { number: asId<ActivityNumber>(Number(number)), revision: Number(revision) }
}

/** `12:2026-Q4:10`: whose, of which period, how many are skipped. */
export const pageKey = ({ member, period, skip }: { readonly member: MemberId; readonly period: Period; readonly skip: number }): string =>
  `${member}:${periodKey(period)}:${skip}`

/** The period still as its key: what it means depends on the workspace. */
export function readPage(value: string): { readonly member: MemberId; readonly period: string; readonly skip: number } | undefined {
  const [, member, period, skip] = /^(\d{1,9}):([A-Z0-9-]{4,12}):(\d{1,9})$/.exec(value) ?? []
  if (member === undefined || period === undefined || skip === undefined) return undefined
  return { member: asId<MemberId>(Number(member)), period, skip: Number(skip) }
}
