// Why Discord cannot be connected for good, for whoever tells the operator. It loads nothing, so that it can be known where Discord is not used.

/** The token is another application's than the one that is set. */
export class OtherApplication extends Error {
  readonly given: string
  readonly found: string
  constructor(given: string, found: string) {
    super(`The token belongs to application ${found}, not to ${given}`)
    this.given = given
    this.found = found
  }
}

/** Discord closed the gateway's connection with a code after which trying again cannot help. */
export class GatewayRefused extends Error {
  /** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
  readonly code: number
  /** `4013 invalid intents` */
  readonly reason: string
  constructor(code: number, meaning: string) {
    const reason = `${code} ${meaning}`
    super(`Discord refuses the connection: ${reason}`)
    this.code = code
    this.reason = reason
  }
}
