// How a forecast reads: the line in a report, and the whole of it with each stage's part.
import type { Request } from '../conversation/request.ts'
import type { Node } from '../message/message.ts'
import { quiet, text } from '../message/write.ts'
import { money } from '../vocabulary/money.ts'
import { forecastOf, type Outlook, type Said } from './forecast.ts'
import type { Report } from './report.ts'

/** `$50,000`, of several people `$120,000 (4 people)`; a dash where nobody said anything. */
export function saidText({ sum, people }: Said, one: boolean, { say, workspace }: Pick<Request, 'say' | 'workspace'>): string {
  if (sum === undefined) return '–'
  const value = say.money(money(sum, workspace.currency), 'brief')
  return one ? value : say.plain('forecast.by-people', { value, people })
}

/** Nothing is open, nobody said anything, now or a week ago: the forecast is what is won, and that stands there already. */
const isPlain = (outlook: Outlook) => outlook.open.length === 0 && outlook.commit.sum === undefined && outlook.bestCase.sum === undefined

/** `Forecast $52,600 (won + weighted) · commit $50,000 · best case $61,000`, and what it was a week ago; nothing where there is none. */
export function forecastLines({ figures, subject }: Report, request: Request): readonly Node[] {
  const { say, workspace } = request
  const { outlook } = figures
  if (!outlook || (isPlain(outlook.now) && isPlain(outlook.earlier))) return []
  const parts = (look: Outlook, key: 'forecast.line' | 'forecast.week-ago') =>
    [
      say.plain(key, { value: say.money(money(forecastOf(look, workspace.rules), workspace.currency), 'whole') }),
      ...(look.commit.sum === undefined
        ? []
        : [say.plain('forecast.commit', { value: saidText(look.commit, subject.kind === 'member', request) })]),
      ...(look.bestCase.sum === undefined
        ? []
        : [say.plain('forecast.best-case', { value: saidText(look.bestCase, subject.kind === 'member', request) })]),
    ].join(' · ')
  return [
    text(parts(outlook.now, 'forecast.line')),
    quiet(
      [
        parts(outlook.earlier, 'forecast.week-ago'),
        ...(outlook.late > 0 ? [say.plain('forecast.late', { count: outlook.late })] : []),
      ].join(' · '),
    ),
  ]
}
