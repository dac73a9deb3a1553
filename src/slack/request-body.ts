// From the raw body of Slack's request to the payload: JSON for events, urlencoded for commands, JSON in urlencoded for the rest.
import { parse } from 'node:querystring'
import { type Json, listIn, objectIn, textIn } from '../conversation/json.ts'

/** The payload; undefined when it cannot be read as one, or has no shape that Bolt could take without falling over it. */
export function parseBody(raw: Buffer, contentType: string | undefined): Json | undefined {
  const payload = contentType?.startsWith('application/x-www-form-urlencoded') ? readForm(raw) : readJson(raw.toString('utf8'))
  return payload && isPayload(payload) ? payload : undefined
}

function readForm(raw: Buffer): Json | undefined {
  const fields: Json = { ...parse(raw.toString('utf8')) }
  if (fields.payload === undefined) return fields
  return typeof fields.payload === 'string' ? readJson(fields.payload) : undefined
}

function readJson(text: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Json) : undefined // checked right here
  } catch {
    return undefined
  }
}

/** Bolt reads these without looking first. */
function isPayload(body: Json): boolean {
  if (body.event !== undefined) return textIn(objectIn(body.event).type) !== undefined
  if (body.command !== undefined) return textIn(body.command) !== undefined
  const hasUser = textIn(objectIn(body.user).id) !== undefined
  if (body.type === 'block_actions') return hasUser && textIn(objectIn(listIn(body.actions)[0]).type) !== undefined
  if (body.type === 'view_submission' || body.type === 'view_closed')
    return hasUser && textIn(objectIn(body.view).callback_id) !== undefined
  return textIn(body.type) !== undefined || body.ssl_check !== undefined
}
