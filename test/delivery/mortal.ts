// A copy of the program that is killed at a chosen step: what it had asked for just then may or may not have happened.
import type { Destination, Messenger } from '../../src/conversation/platform.ts'
import { type DeliveryNeeds, delivery } from '../../src/delivery/deliver.ts'
import type { OutboxStore } from '../../src/delivery/outbox-store.ts'
import type { Instant } from '../../src/vocabulary/clock.ts'

export interface Death {
  /** The how-manieth await of its life, from 1. */
  readonly step: number
  /** `before`: what was asked for at that step never happened; `after`: it happened, and nobody was left to hear of it. */
  readonly when: 'before' | 'after'
}

export const killed = Symbol('killed')

/** Serves like any other, until it is killed: then it resolves with `killed`, now and for ever. */
export function mortal(needs: DeliveryNeeds, death: Death): (to: Destination) => Promise<Instant | undefined | typeof killed> {
  let steps = 0
  let die: (_: typeof killed) => void = () => {}
  const dead = new Promise<typeof killed>((resolve) => {
    die = resolve
  })

  /** Every method of `target`, with death in it. */
  function doomed<T extends object>(target: T): T {
    return new Proxy(target, {
      get(_, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        return async (...args: unknown[]) => {
          steps++
          if (steps > death.step) return new Promise(() => {})
          if (steps < death.step) return value.apply(target, args)
          if (death.when === 'after') await Promise.resolve(value.apply(target, args)).catch(() => {})
          die(killed)
          return new Promise(() => {})
        }
      },
    })
  }

  const outbox: OutboxStore = doomed(needs.outbox)
  const messengers = new Map<Messenger, Messenger>()
  const { render, admins } = doomed({ render: needs.render, admins: needs.admins })
  const serve = delivery({
    ...needs,
    outbox,
    render,
    admins,
    messengerOf(platform) {
      const messenger = needs.messengerOf(platform)
      if (!messenger) return undefined
      const known = messengers.get(messenger) ?? doomed(messenger)
      messengers.set(messenger, known)
      return known
    },
  })
  return (to) => Promise.race([dead, serve(to)])
}
