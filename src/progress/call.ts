// Saying what a period will bring, and taking it back.
import { Complaint } from '../conversation/complaint.ts'
import { Stale } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Button } from '../message/message.ts'
import { type Money, money } from '../vocabulary/money.ts'
import { type Leads, mayActFor } from '../workspaces/may-act.ts'
import type { Said } from './forecast.ts'
import { forecastMessage } from './forecast-message.ts'
import type { Call, ForecastStore } from './forecast-store.ts'
import type { Report, ReportNeeds } from './report.ts'

export interface CallNeeds extends ReportNeeds {
  readonly forecasts: ForecastStore
  readonly workspaces: ReportNeeds['workspaces'] & Leads
}

/** A report of one member. */
export interface MemberReport extends Report {
  readonly named: Extract<Report['named'], { kind: 'member' }>
}

export const isOfMember = (report: Report): report is MemberReport => report.named.kind === 'member'

/** For complaints: a sentence that works. */
export const says = { example: '/forecast commit 40000 best 60000' } as const

/** Throws a complaint when the speaker may not say it for that member, or the period is over; `Stale` where a copy may be out of date. */
export async function checkMayCall({ named, period }: MemberReport, request: Request, { workspaces }: CallNeeds): Promise<void> {
  const { workspace, speaker, today, say } = request
  const { member } = named
  if (member.id !== speaker.id) {
    if ((await workspaces.version(workspace.id)) !== workspace.version) throw new Stale()
    if (!(await mayActFor(request, 'forecast', member.id, workspaces)))
      throw new Complaint('forecast.not-for-others', { name: member.name })
  }
  if (period.to < today) throw new Complaint('forecast.over', { period: say.period(period) }, says)
}

const decidingOf = ({ workspace, speaker, key, now }: Request) => {
  return { workspace: workspace.id, version: workspace.version, requestKey: key, at: now, by: speaker.id }
}

/** Keeps what was typed of commit and best case; what was not typed stays. Throws a complaint for a best case below the commit. */
export function sayCall(
  report: MemberReport,
  typed: { readonly commit: Money | undefined; readonly best: Money | undefined },
  request: Request,
  { forecasts }: CallNeeds,
): Promise<Answer> {
  const { say, workspace } = request
  return forecasts.say({
    ...decidingOf(request),
    member: report.named.member.id,
    period: report.period,
    decide(before) {
      const call = { commit: typed.commit?.minor ?? before.commit, bestCase: typed.best?.minor ?? before.bestCase }
      if (call.commit !== undefined && call.bestCase !== undefined && call.bestCase < call.commit) {
        const text = (minor: bigint) => say.money(money(minor, workspace.currency), 'brief')
        throw new Complaint('forecast.best-below-commit', { best: text(call.bestCase), commit: text(call.commit) }, says)
      }
      return call
    },
    answer: (call, id) => ({
      kind: 'message',
      message: forecastMessage(withCall(report, call), request, {
        said: [newsOf(report, call, id, request)],
        undo: id === undefined ? undefined : undoButton(id, 'button.undo', request),
      }),
      replaces: false,
    }),
  })
}

/** Puts back what stood before a saying; what has been said since stays, with a complaint. */
export function undoCall(report: MemberReport, undoes: number, request: Request, { forecasts }: CallNeeds): Promise<Answer> {
  const { say } = request
  return forecasts.undo({
    ...decidingOf(request),
    member: report.named.member.id,
    period: report.period,
    undoes,
    answer(call, id) {
      if (call === undefined || id === undefined) throw new Complaint('forecast.changed-meanwhile')
      const said = say.plain('forecast.undone', { period: say.period(report.period), what: callText(call, request) })
      const news = { said: [said], undo: undoButton(id, 'button.redo', request) }
      return { kind: 'message', message: forecastMessage(withCall(report, call), request, news), replaces: true }
    },
  })
}

const undoButton = (id: number, label: 'button.undo' | 'button.redo', { say }: Request): Button => {
  return { label: say.plain(label), action: 'undo-forecast', value: String(id) }
}

function newsOf({ named, period }: MemberReport, call: Call, id: number | undefined, request: Request): string {
  const { say, speaker } = request
  const values = { period: say.period(period), what: callText(call, request) }
  if (id === undefined) return say.plain('forecast.unchanged', values)
  const { member } = named
  return member.id === speaker.id ? say.plain('forecast.noted', values) : say.plain('forecast.noted-for', { ...values, name: member.name })
}

/** `commit $40,000 · best case $60,000` */
function callText({ commit, bestCase }: Call, { say, workspace }: Request): string {
  const text = (minor: bigint) => say.money(money(minor, workspace.currency), 'brief')
  const parts = [
    ...(commit === undefined ? [] : [say.plain('forecast.commit', { value: text(commit) })]),
    ...(bestCase === undefined ? [] : [say.plain('forecast.best-case', { value: text(bestCase) })]),
  ]
  return parts.length === 0 ? say.plain('forecast.nothing') : parts.join(' · ')
}

/** The report with what stands now in place of what stood when it was read. */
function withCall(report: MemberReport, { commit, bestCase }: Call): MemberReport {
  const { outlook } = report.figures
  if (!outlook) return report
  const said = (sum: bigint | undefined): Said => ({ sum, people: sum === undefined ? 0 : 1 })
  const now = { ...outlook.now, commit: said(commit), bestCase: said(bestCase) }
  return { ...report, figures: { ...report.figures, outlook: { ...outlook, now } } }
}
