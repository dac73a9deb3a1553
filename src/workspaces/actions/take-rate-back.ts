// *Undo* and *Redo* under a rate: puts what began on that day back as it was, if nobody changed it since.
import { action } from '../../conversation/action.ts'
import { message, text } from '../../message/write.ts'
import { rateMessage, readRateStep } from '../rate-message.ts'
import type { RateStore } from '../rate-store.ts'

export default action({
  name: 'take-rate-back',
  mayUse: 'rates',
  changes: 'with its answer',
  read: readRateStep,
  async run(request, step, { rates }: { rates: RateStore }) {
    const { workspace, speaker, installation, now, key, say } = request
    const { currency, from, before, after } = step
    return rates.set({
      workspace,
      requestKey: key,
      currency,
      from,
      rate: after,
      by: speaker.id,
      platform: installation.platform,
      at: now,
      answer({ begins, holds }) {
        const keep = begins?.rate !== before
        const said = keep
          ? message(text(say('rate.changed-meanwhile', { code: currency, date: say.date(from) })))
          : rateMessage(step, holds?.rate, step.does === 'undo' ? 'redo' : 'undo', { workspace, say })
        return { answer: { kind: 'message', message: said, replaces: true }, keep }
      },
    })
  },
})
