// The way from an interaction to the conversation and back, with a conversation that a test scripts and a Discord that only listens. Every
// body that goes out is checked against Discord's schema and rules.
import { expect } from 'vitest'
import { listIn, objectIn } from '../../src/conversation/json.ts'
import type { Asking, InstallationRef, Suggestion } from '../../src/conversation/platform.ts'
import { type Call, DiscordFailure } from '../../src/discord/api.ts'
import { customIds } from '../../src/discord/custom-id.ts'
import { fileRef } from '../../src/discord/file-ref.ts'
import { type InteractionWiring, interactions } from '../../src/discord/interactions.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { TestClock } from '../fakes/clock.ts'
import { Scripted } from '../fakes/conversation.ts'
import { problemsOf } from '../fakes/discord/message-rules.ts'
import { faultsOfBody, faultsOfCallback } from '../fakes/discord/schemas.ts'
import { type Given, guild } from './interaction.ts'

export const secret = 'a secret that all copies share'

export class Talking extends Scripted {
  readonly asked: Asking[] = []
  onSuggest: (asking: Asking) => Promise<readonly Suggestion[]> | readonly Suggestion[] = () => []
  override async suggest(asking?: Asking): Promise<readonly Suggestion[]> {
    if (!asking) return []
    this.asked.push(asking)
    return this.onSuggest(asking)
  }
}

export interface Sent {
  readonly type: number
  readonly data: Given
}

/** The text displays and buttons of a message in components, and what its buttons bring back. */
export function shown(data: unknown) {
  const all = (component: unknown): readonly Given[] => {
    const each = objectIn(component)
    const below = [...listIn(each.components), each.accessory].flatMap((one) => (one === undefined ? [] : all(one)))
    return [each, ...below]
  }
  const components = listIn(objectIn(data).components).flatMap(all)
  return {
    text: components.flatMap(({ type, content }) => (type === 10 ? [String(content)] : [])).join('\n'),
    buttons: components.flatMap(({ type, label }) => (type === 2 ? [String(label)] : [])),
    /** The custom id of a button. */
    button(wanted: string): string {
      const found = components.find(({ type, label }) => type === 2 && label === wanted)
      if (!found) throw new Error(`There is no button ${wanted}`)
      return String(found.custom_id)
    },
  }
}

export function taking(more: Partial<InteractionWiring> = {}) {
  const store = new Map<string, string>()
  const kept = {
    keep: async (key: string, text: string) => void (store.has(key) || store.set(key, text)),
    find: async (key: string) => store.get(key),
  }
  const conversation = new Talking()
  const clock = new TestClock()
  const log: object[] = []
  const line = (about: object, text: string) => void log.push({ ...about, text })
  const calls: Call[] = []
  /** What goes wrong with the next calls. */
  const failures: (DiscordFailure | undefined)[] = []
  const api = {
    async call(call: Call) {
      const route = `${call.method} /webhooks/:application/:token${call.method === 'PATCH' ? '/messages/:message' : ''}`
      expect(faultsOfBody(route, call.body)).toEqual([])
      const files = (call.files ?? []).map(({ name, bytes }) => ({ name, size: bytes.length }))
      expect(problemsOf(call.body, { files, standsInComponents: call.method === 'PATCH' })).toEqual([])
      expect(call.asBot).toBe(false)
      calls.push(call)
      const failure = failures.shift()
      if (failure) throw failure
      return {}
    },
  }
  const installations: InstallationRef[] = []
  const ids = customIds(secret, kept)
  /** The pauses (ms) between its tries. */
  const waited: number[] = []
  const wiring: InteractionWiring = {
    ...{ conversation, api, ids, kept, clock, commands: [] },
    applicationId: '1000000000000000001',
    say: sayIn('en'),
    log: { info: line, warn: line, error: line },
    fileRef: (file) => fileRef(secret, file),
    installationsOf: async () => installations,
    answerWithin: 40,
    wait: async (milliseconds) => void waited.push(milliseconds),
    ...more,
  }
  const part = interactions(wiring)
  const responses: Sent[] = []
  /** What Discord says to the next responses. */
  const heeded: (boolean | 'refused')[] = []
  const respond = async (response: object): Promise<boolean | 'refused'> => {
    expect(faultsOfCallback(response)).toEqual([])
    const { type, data = {} } = response as Sent // as the schema has just said
    if (type === 4 || type === 7) expect(problemsOf(data, { standsInComponents: type === 7 })).toEqual([])
    responses.push({ type, data })
    return heeded.shift() ?? true
  }
  return {
    ...{ conversation, clock, log, calls, waited, failures, installations, ids, store, responses, heeded, part, respond },
    take: (interaction: Given) => part.take(interaction, respond),
    /** The button or modal of ours with that in it. */
    id: (action: string, value: string, of = guild) => ids.forMessage(of).of(action, value),
    last: () => {
      const response = responses.at(-1)
      if (!response) throw new Error('Nothing was answered')
      return response
    },
  }
}

export const refused = (status: number, code?: number) => new DiscordFailure('refused', { status, ...(code === undefined ? {} : { code }) })

/** A promise that a test lets go. */
export function held<T>(): { promise: Promise<T>; release: (value: T) => void } {
  let release: (value: T) => void = () => {}
  const promise = new Promise<T>((resolve) => {
    release = resolve
  })
  return { promise, release: (value) => release(value) }
}
