// What kept a program from starting, for the operator: a sentence and what to do, not a stack trace.
import { TokenRefused } from '../conversation/trying.ts'
import { GatewayRefused, OtherApplication } from '../discord/refused.ts'
import type { Say } from '../languages/say.ts'
import { NoLocalSlack } from '../sandbox/local-slack-package.ts'
import { whyNoSandbox } from '../sandbox/start-sandbox.ts'
import { DatabaseUnavailable } from '../storage/database.ts'
import { CannotListen } from '../web/web-server.ts'

/** Undefined: nothing that an operator could mend; a fault of ours. `code` is 2 where a setting is to be changed, else 1. */
export function troubleOf(error: unknown, say: Say): { readonly lines: readonly string[]; readonly code: 1 | 2 } | undefined {
  if (error instanceof DatabaseUnavailable) {
    const reason = error.reason.replaceAll(' ', '-') as 'unreachable' // one of the reasons, each of which has its sentence
    return { lines: [say.plain(`start.database-${reason}`, { place: error.place })], code: 1 }
  }
  if (error instanceof CannotListen) {
    const taken = error.reason === 'taken'
    return {
      lines: [say.plain(taken ? 'start.port-taken' : 'start.cannot-listen', { host: error.host, port: String(error.port) })],
      code: 2,
    }
  }
  if (error instanceof TokenRefused) {
    const { variable, reason } = error
    const line =
      variable === 'DISCORD_TOKEN'
        ? say.plain('start.discord-token-refused', { reason })
        : say.plain('start.token-refused', { variable, reason })
    return { lines: [line], code: 2 }
  }
  if (error instanceof OtherApplication) {
    const { given, found } = error
    return { lines: [say.plain('start.discord-other-application', { given, found })], code: 2 }
  }
  if (error instanceof GatewayRefused) return { lines: [say.plain('start.discord-gateway-refused', { reason: error.reason })], code: 1 }
  if (error instanceof NoLocalSlack) return { lines: whyNoSandbox(error, say), code: 1 }
  return undefined
}
