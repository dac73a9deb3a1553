// `/dealbell rate EUR 1.08 [from 2026-11-01]`: what another currency is worth from a day on; without anything it lists.
import { keyword, optional } from '../../conversation/argument.ts'
import { currency, pastDate, rate } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { Stale } from '../../conversation/people.ts'
import { leastRole } from '../../vocabulary/permissions.ts'
import { type Leads, mayActFor } from '../may-act.ts'
import { rateList, rateMessage } from '../rate-message.ts'
import type { RateStore } from '../rate-store.ts'

interface Needs {
  readonly rates: RateStore
  readonly workspaces: Leads
}

export default command({
  name: 'dealbell rate',
  summary: 'command.dealbell-rate',
  examples: ['/dealbell rate EUR 1.08', '/dealbell rate EUR 1.05 from 2026-11-01', '/dealbell rate'],
  mayUse: 'look',
  changes: 'with its answer',
  slots: { currency: optional(currency), rate: optional(rate), from: keyword('from', pastDate) },
  async run(request, { currency, rate, from = request.today }, { rates, workspaces }: Needs) {
    const { workspace, speaker, installation, now, key, say } = request
    if (currency === undefined) {
      const message = rateList(await rates.rates(workspace), request.today, request)
      return { kind: 'message', message, replaces: false }
    }
    if (currency === workspace.currency) throw new Complaint('rate.own', { currency })
    if (rate === undefined) {
      throw new Complaint('rate.missing', { code: currency, currency: workspace.currency }, { example: `/dealbell rate ${currency} 1.08` })
    }
    if (!(await mayActFor(request, 'rates', speaker.id, workspaces))) {
      if ((await workspaces.version(workspace.id)) !== workspace.version) throw new Stale()
      throw new Complaint('complaint.not-permitted', { role: leastRole('rates') })
    }
    return rates.set({
      workspace,
      requestKey: key,
      currency,
      from,
      rate,
      by: speaker.id,
      platform: installation.platform,
      at: now,
      answer({ begins, holds }) {
        const step = { currency, from, before: begins?.rate, after: rate }
        return {
          answer: { kind: 'message', message: rateMessage(step, holds?.rate, 'undo', { workspace, say }), replaces: false },
          keep: false,
        }
      },
    })
  },
})
