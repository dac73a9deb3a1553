// What the environment asks for, read once at start; nothing else reads process.env.
// An `.env` file in the working directory fills in what the real environment leaves unset.
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { inspect, parseEnv } from 'node:util'
import { z } from 'zod'
import { en } from './languages/en.ts'
import type { TextKey } from './languages/language.ts'

/** A value that no log, error or dump may show: only `reveal` gives it away. */
export class Secret {
  readonly #value: string
  constructor(value: string) {
    this.#value = value
  }
  reveal(): string {
    return this.#value
  }
  toString(): string {
    return '[secret]'
  }
  toJSON(): string {
    return '[secret]'
  }
  [inspect.custom](): string {
    return '[secret]'
  }
}

interface SlackAccess {
  readonly botToken: Secret
  /** Base of the Web API, ending with a slash; undefined: Slack's own. */
  readonly apiUrl: string | undefined
}
export interface SocketModeSettings extends SlackAccess {
  readonly mode: 'socket'
  readonly appToken: Secret
}
export interface HttpModeSettings extends SlackAccess {
  readonly mode: 'http'
  readonly signingSecret: Secret
}
export type SlackSettings = SocketModeSettings | HttpModeSettings

interface DiscordAccess {
  readonly token: Secret
  /** Undefined: Discord is asked whose token it is. */
  readonly applicationId: string | undefined
  /** The server that alone gets the commands, at once; undefined: all do. */
  readonly guildId: string | undefined
  /** Base of the API, without a version and without a slash at the end; undefined: Discord's own. */
  readonly apiUrl: string | undefined
}
export interface GatewaySettings extends DiscordAccess {
  readonly mode: 'gateway'
}
export interface EndpointSettings extends DiscordAccess {
  readonly mode: 'http'
  /** Ed25519, 64 hexadecimal digits. */
  readonly publicKey: string
}
export type DiscordSettings = GatewaySettings | EndpointSettings

export interface Settings {
  /** Undefined: no credentials for it; for neither platform: the sandbox (or the terminal). With an app token and a signing secret: Socket Mode. */
  readonly slack: SlackSettings | undefined
  /** With a public key interactions come by HTTP, else by the gateway. */
  readonly discord: DiscordSettings | undefined
  /** `file:…` or `postgresql://…`; secret because the latter has a password in it. */
  readonly database: { readonly kind: 'sqlite' | 'postgresql'; readonly url: Secret }
  /** Undefined: no web server (nothing comes by HTTP, and no PORT). Port 0 is any free one. */
  readonly web: { readonly host: string; readonly port: number } | undefined
  /** Where people's chats reach the web server, without a slash at the end; only the doctor asks. */
  readonly publicUrl: string | undefined
  /** A font file, or a folder with some, for the letters in pictures that our own font does not have. */
  readonly pictureFont: string | undefined
  readonly logLevel: LogLevel
}

/** pino's own. */
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** A variable that will not do; `sentence` says what is wrong and what would work, and never repeats the value. */
export interface SettingsProblem {
  readonly variable: string
  readonly sentence: TextKey
}

export type SettingsOutcome =
  | { readonly outcome: 'settings'; readonly settings: Settings }
  | { readonly outcome: 'wrong'; readonly problems: readonly SettingsProblem[] }

export type Environment = Readonly<Record<string, string | undefined>>

const key = <K extends TextKey>(name: K) => ({ error: name })

/** Not set and set to nothing are the same: `SLACK_APP_TOKEN=` in a compose file is how people leave it out. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined), schema.optional())

const secret = (pattern: RegExp, sentence: TextKey) =>
  z
    .string()
    .regex(pattern, key(sentence))
    .transform((value) => new Secret(value))

function isWebAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, search, hash } = new URL(value)
  return (protocol === 'http:' || protocol === 'https:') && search === '' && hash === ''
}

const isHost = (value: string) =>
  isIP(value) !== 0 || /^(?!\d+$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.?$/i.test(value)

const databaseKind = (url: string) => (url.startsWith('file:') ? 'sqlite' : 'postgresql')

/** A named file (options behind `?` are other programs'), not memory that is lost at the end. */
const isDatabase = (url: string) =>
  /^file:(?!:memory:)[^?]*[^?/.](\?.*)?$/.test(url) || (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url))

/** Discord's ids. */
const snowflake = /^\d{1,20}$/

const Variables = z.object({
  SLACK_BOT_TOKEN: optional(secret(/^xoxb-[\x21-\x7e]+$/, 'environment.bot-token')),
  SLACK_APP_TOKEN: optional(secret(/^xapp-[\x21-\x7e]+$/, 'environment.app-token')),
  SLACK_SIGNING_SECRET: optional(secret(/^(?!x(ox.|app)-)[\x21-\x7e]+$/, 'environment.signing-secret')),
  SLACK_API_URL: optional(
    z
      .string()
      .refine(isWebAddress, key('environment.api-url'))
      .transform((value) => new URL(value).href.replace(/\/*$/, '/')),
  ),
  DISCORD_TOKEN: optional(secret(/^[\x21-\x7e]+$/, 'environment.discord-token')),
  DISCORD_APPLICATION_ID: optional(z.string().regex(snowflake, key('environment.discord-application-id'))),
  DISCORD_PUBLIC_KEY: optional(z.string().regex(/^[0-9a-f]{64}$/i, key('environment.discord-public-key'))),
  DISCORD_GUILD_ID: optional(z.string().regex(snowflake, key('environment.discord-guild-id'))),
  DISCORD_API_URL: optional(
    z
      .string()
      .refine(isWebAddress, key('environment.discord-api-url'))
      .transform((value) => new URL(value).href.replace(/\/*(\/v\d+)?\/*$/, '')),
  ),
  DATABASE_URL: optional(
    z
      .string()
      .refine(isDatabase, key('environment.database-url'))
      .transform((url) => ({ kind: databaseKind(url), url: new Secret(url) }) as const),
  ),
  HOST: optional(z.string().refine(isHost, key('environment.host'))),
  PORT: optional(
    z
      .string()
      .regex(/^\d{1,5}$/, key('environment.port'))
      .transform(Number)
      .refine((port) => port <= 65_535, key('environment.port')),
  ),
  PUBLIC_URL: optional(
    z
      .string()
      .refine(isWebAddress, key('environment.public-url'))
      .transform((value) => value.replace(/\/+$/, '')),
  ),
  PICTURE_FONT: optional(z.string().refine(existsSync, key('environment.picture-font'))),
  LOG_LEVEL: optional(z.preprocess((value) => String(value).toLowerCase(), z.enum(logLevels, key('environment.log-level')))),
})

/** What belongs together and is not there. Looks at what is set, rightly or wrongly: a malformed token is already complained about. */
function missing(environment: Environment): SettingsProblem[] {
  const has = (variable: string) => (environment[variable] ?? '').trim() !== ''
  const found: SettingsProblem[] = []
  const add = (variable: string, sentence: TextKey) => found.push({ variable, sentence })
  if (has('SLACK_BOT_TOKEN') && !has('SLACK_APP_TOKEN') && !has('SLACK_SIGNING_SECRET'))
    add('SLACK_APP_TOKEN', 'environment.half-without-way-in')
  if (!has('SLACK_BOT_TOKEN') && has('SLACK_APP_TOKEN')) add('SLACK_BOT_TOKEN', 'environment.half-app-token')
  if (!has('SLACK_BOT_TOKEN') && !has('SLACK_APP_TOKEN') && has('SLACK_SIGNING_SECRET'))
    add('SLACK_BOT_TOKEN', 'environment.half-signing-secret')
  if (!has('DISCORD_TOKEN') && ['DISCORD_APPLICATION_ID', 'DISCORD_PUBLIC_KEY', 'DISCORD_GUILD_ID'].some(has))
    add('DISCORD_TOKEN', 'environment.half-discord')
  return found
}

/** Catalogue keys are zod's messages here; what zod says by itself cannot occur, as every variable is a string. */
const isKey = (message: string): message is TextKey => message in en

/**
 * Reads the settings, or says everything that is wrong with them at once. `withoutPlatforms`: the caller brings its own
 * (the terminal), so the variables of Slack and Discord are left alone.
 */
export function readSettings(environment: Environment, { withoutPlatforms = false } = {}): SettingsOutcome {
  const entries = Object.entries(environment).filter(([name]) => !(withoutPlatforms && /^(SLACK|DISCORD)_/.test(name)))
  const regarded: Environment = Object.fromEntries(entries)
  const parsed = Variables.safeParse(regarded)
  const malformed = (parsed.error?.issues ?? []).map(({ path: [variable], message }) => {
    if (!isKey(message)) throw new Error(`No sentence for ${String(variable)}: ${message}`)
    return { variable: String(variable), sentence: message }
  })
  const problems = [...malformed, ...missing(regarded)]
  if (!parsed.success || problems.length > 0) return { outcome: 'wrong', problems }
  const { DISCORD_TOKEN: token, DISCORD_PUBLIC_KEY: publicKey } = parsed.data
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, ...rest } = parsed.data
  const apiUrl = rest.SLACK_API_URL
  const slack: SlackSettings | undefined =
    botToken && appToken
      ? { mode: 'socket', botToken, appToken, apiUrl }
      : botToken && signingSecret
        ? { mode: 'http', botToken, signingSecret, apiUrl }
        : undefined
  const access = token && {
    token,
    applicationId: rest.DISCORD_APPLICATION_ID,
    guildId: rest.DISCORD_GUILD_ID,
    apiUrl: rest.DISCORD_API_URL,
  }
  const discord: DiscordSettings | undefined =
    access && (publicKey === undefined ? { mode: 'gateway', ...access } : { mode: 'http', publicKey, ...access })
  const port = rest.PORT ?? (slack?.mode === 'http' || discord?.mode === 'http' ? 3000 : undefined)
  const fallback = slack || discord ? 'file:./data/dealbell.db' : 'file:./data/sandbox.db' // so that trying things out never touches the real one
  return {
    outcome: 'settings',
    settings: {
      slack,
      discord,
      database: rest.DATABASE_URL ?? { kind: 'sqlite', url: new Secret(fallback) },
      web: port === undefined ? undefined : { host: rest.HOST ?? '127.0.0.1', port },
      publicUrl: rest.PUBLIC_URL,
      pictureFont: rest.PICTURE_FONT,
      logLevel: rest.LOG_LEVEL ?? 'info',
    },
  }
}

/** The process's environment over the `.env` file of a folder. Throws when the file is there and cannot be read. */
export function environmentOf(folder: string): Environment {
  let text: string
  try {
    text = readFileSync(path.join(folder, '.env'), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return process.env
    throw error
  }
  return { ...parseEnv(text), ...process.env }
}
