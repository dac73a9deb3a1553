// Checks request bodies against Discord's published API schema. The schema reads leniently (what it does not know it leaves out), so
// what it left out is looked for: a field that Discord does not know is a mistake of ours.
import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ApplicationCommandCreateRequestSchema,
  ApplicationCommandPatchRequestPartialSchema,
  ApplicationCommandUpdateRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  CreatePrivateChannelRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  ModalInteractionCallbackRequestSchema,
  PongInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
  UpdateThreadRequestPartialSchema,
} from 'discord-api-spec/zod'
import { z } from 'zod'
import { objectIn } from '../../../src/conversation/json.ts'

// So that what is wrong is said in words.
z.config(z.locales.en())

interface Schema {
  safeParse(value: unknown): { success: true; data: unknown } | { success: false; error: { issues: readonly Issue[] } }
}
interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly errors?: readonly (readonly Issue[])[]
}

const callbacks: Readonly<Record<number, Schema>> = {
  1: PongInteractionCallbackRequestSchema,
  4: CreateMessageInteractionCallbackRequestSchema,
  5: CreateMessageInteractionCallbackRequestSchema,
  6: UpdateMessageInteractionCallbackRequestSchema,
  7: UpdateMessageInteractionCallbackRequestSchema,
  8: ApplicationCommandAutocompleteCallbackRequestSchema,
  9: ModalInteractionCallbackRequestSchema,
}

const schemas: Readonly<Record<string, Schema>> = {
  'POST /channels/:channel/messages': MessageCreateRequestSchema,
  'PATCH /channels/:channel/messages/:message': MessageEditRequestPartialSchema,
  'POST /channels/:channel/messages/:message/threads': CreateTextThreadWithMessageRequestSchema,
  'PATCH /channels/:channel': UpdateThreadRequestPartialSchema,
  'POST /users/@me/channels': CreatePrivateChannelRequestSchema,
  'POST /webhooks/:application/:token': IncomingWebhookRequestPartialSchema,
  'PATCH /webhooks/:application/:token/messages/:message': IncomingWebhookUpdateRequestPartialSchema,
  'POST /applications/:application/commands': ApplicationCommandCreateRequestSchema,
  'POST /applications/:application/guilds/:guild/commands': ApplicationCommandCreateRequestSchema,
  'PATCH /applications/:application/commands/:command': ApplicationCommandPatchRequestPartialSchema,
  'PATCH /applications/:application/guilds/:guild/commands/:command': ApplicationCommandPatchRequestPartialSchema,
}

const lists: Readonly<Record<string, Schema>> = {
  'PUT /applications/:application/commands': ApplicationCommandUpdateRequestSchema,
  'PUT /applications/:application/guilds/:guild/commands': ApplicationCommandUpdateRequestSchema,
}

/** What is wrong with the body of a call of that route (`POST /channels/:channel/messages`), each with its place; nothing for a good one. */
export function faultsOfBody(route: string, body: unknown): string[] {
  const list = lists[route]
  if (list)
    return Array.isArray(body) ? body.flatMap((each, index) => faultsBy(list, each).map((fault) => `${index}.${fault}`)) : ['no list']
  const schema = schemas[route]
  if (schema) return body === undefined ? ['no body'] : faultsBy(schema, body)
  return body === undefined ? [] : ['this route takes no body']
}

/** The same of an answer to an interaction: `{type, data}`. */
export function faultsOfCallback(body: unknown): string[] {
  const type = objectIn(body).type
  const schema = typeof type === 'number' ? callbacks[type] : undefined
  return schema ? faultsBy(schema, body) : [`type: ${String(type)} is no answer`]
}

function faultsBy(schema: Schema, body: unknown): string[] {
  const parsed = schema.safeParse(body)
  return parsed.success ? unknownIn(body, parsed.data, '') : parsed.error.issues.flatMap((issue) => described(issue, ''))
}

/** Of a union the alternative is told that came the furthest. */
function described({ path, message, errors }: Issue, above: string): string[] {
  const here = [above, ...path.map(String)].filter(Boolean).join('.')
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((each) => each.path.length + (each.errors ? 1 : 0)))
  const aboutType = (issues: readonly Issue[]) => issues.some((each) => each.path[0] === 'type')
  const best = [...(errors ?? [])].filter((each) => !aboutType(each)).sort((one, other) => depth(other) - depth(one))[0] ?? errors?.[0]
  return best ? best.flatMap((issue) => described(issue, here)) : [`${here}: ${message}`]
}

function unknownIn(given: unknown, read: unknown, at: string): string[] {
  if (Array.isArray(given))
    return given.flatMap((each, index) => unknownIn(each, Array.isArray(read) ? read[index] : undefined, `${at}${index}.`))
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).flatMap(([key, value]) =>
    value === undefined || key in Object(read)
      ? unknownIn(value, objectIn(read)[key], `${at}${key}.`)
      : [`${at}${key}: unknown to Discord`],
  )
}
