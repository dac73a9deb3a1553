// What Discord takes as a message, written down from its reference by hand and apart from the program's own limits, so that a wrong number
// there shows. Stricter where Discord is vague: unknown properties, blank texts, files that nobody would see.
// https://docs.discord.com/developers/resources/message and …/components/reference
import { type Json, listIn, objectIn } from '../../../src/conversation/json.ts'

/** A file that comes with a body, in the order of its `files[n]`; `size` in bytes. */
interface Sent {
  readonly name: string
  readonly size: number
}

interface With {
  readonly files?: readonly Sent[]
  /** Attachments that the message being changed has already: ids by file name. */
  readonly standing?: Readonly<Record<string, string>>
  /** The message being changed was sent in components (V2). */
  readonly standsInComponents?: boolean
}

const componentsFlag = 1 << 15
const settable = (1 << 2) | (1 << 6) | (1 << 12) | componentsFlag

/** What Discord would refuse in the body of a message: sent, changed, or as the data of an interaction's answer; nothing where it is taken. */
export function problemsOf(body: unknown, { files = [], standing = {}, standsInComponents = false }: With = {}): string[] {
  const found: string[] = []
  const say = (problem: string) => found.push(problem)
  const message = objectIn(body)
  const known = 'content embeds components flags allowed_mentions attachments nonce enforce_nonce tts message_reference sticker_ids poll'
  only(message, known, 'message', say)

  const flags = message.flags ?? 0
  if (!Number.isInteger(flags) || (Number(flags) & ~settable) !== 0) say(`flags ${String(flags)}`)
  const layout = (Number(flags) & componentsFlag) !== 0 || standsInComponents
  const names = attachmentsOf(message, files, standing, say)

  if (message.content !== undefined && message.content !== null) {
    if (layout) say('content beside components')
    written(message.content, 'content', 2_000, say, 0)
  }
  const embeds = listIn(message.embeds)
  if (layout && embeds.length > 0) say('embeds beside components')
  if (embeds.length > 10) say(`${embeds.length} embeds`)
  const all = embeds.reduce<number>((sum, embed) => sum + embedText(objectIn(embed), names, say), 0)
  if (all > 6_000) say(`${all} characters in embeds`)

  const components = listIn(message.components).map(objectIn)
  const seen: Seen = { ids: new Set(), customIds: new Set(), count: 0, text: 0, shown: new Set() }
  if (!layout && components.length > 5) say(`${components.length} action rows`)
  for (const component of components) inTree(component, layout ? 'message' : 'classic message', names, seen, say)
  if (layout && seen.count > 40) say(`${seen.count} components`)
  if (seen.text > 4_000) say(`${seen.text} characters of text displays`)
  if (layout) for (const { name } of files) if (!seen.shown.has(name)) say(`${name} is shown nowhere`)

  const blank = typeof message.content !== 'string' || message.content.trim() === ''
  if (layout ? components.length === 0 : blank && embeds.length === 0 && names.size === 0) say('an empty message')

  mentions(message.allowed_mentions, say)
  if (message.nonce !== undefined && !(typeof message.nonce === 'string' && message.nonce.length > 0 && message.nonce.length <= 25))
    say('nonce')
  if (message.enforce_nonce !== undefined && message.nonce === undefined) say('enforce_nonce without nonce')
  return found
}

type Complain = (problem: string) => void

function only(object: Json, known: string, what: string, say: Complain): void {
  for (const key of Object.keys(object)) if (!known.split(' ').includes(key)) say(`${what} has a ${key}`)
}

function written(value: unknown, what: string, longest: number, say: Complain, least = 1): number {
  if (typeof value !== 'string') {
    say(`${what} is no text`)
    return 0
  }
  if (value.length > longest) say(`${what} of ${value.length} characters`)
  if (value.trim().length < least) say(`blank ${what}`)
  if (/\p{Cs}|\0/u.test(value)) say(`${what} is not well-formed`)
  return value.length
}

/** The names by which components and embeds may show the message's files. */
function attachmentsOf(message: Json, files: readonly Sent[], standing: Readonly<Record<string, string>>, say: Complain): Set<string> {
  const named = new Map(files.map(({ name }, place) => [String(place), name]))
  const kept = new Map(Object.entries(standing).map(([name, id]) => [id, name]))
  const listed = message.attachments === undefined ? undefined : listIn(message.attachments).map(objectIn)
  const names = new Set(listed === undefined ? [...named.values(), ...Object.keys(standing)] : [])
  for (const attachment of listed ?? []) {
    only(attachment, 'id filename description title is_spoiler', 'attachment', say)
    const id = String(attachment.id)
    const name = named.get(id) ?? kept.get(id)
    if (name === undefined) say(`attachment ${id} is not there`)
    else names.add(name)
    if (named.has(id) && attachment.filename !== undefined && attachment.filename !== name) say(`${String(attachment.filename)} is ${name}`)
    if (attachment.description !== undefined) written(attachment.description, 'description of a file', 1_024, say)
    if (attachment.title !== undefined) written(attachment.title, 'title of a file', 1_024, say)
  }
  if (listed && listed.length < files.length) say('a file that attachments do not list')
  if (Math.max(files.length, listed?.length ?? 0) > 10) say('more than 10 files')
  if (new Set(files.map(({ name }) => name)).size < files.length) say('two files of one name')
  for (const { name, size } of files) {
    if (!/^[\w.-]{1,255}$/.test(name)) say(`file name ${name}`)
    if (size > 10 * 1024 * 1024) say(`${name} is too large`)
    if (size === 0) say(`${name} is empty`)
  }
  if (files.reduce((sum, { size }) => sum + size, 0) > 25 * 1024 * 1024 - 65_536) say('a request of more than 25 MiB')
  return names
}

function address(
  value: unknown,
  what: string,
  names: ReadonlySet<string>,
  say: Complain,
  attached: 'must' | 'may' | 'must not',
): string | undefined {
  const url = typeof value === 'string' ? value : ''
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1]
  if (url.length > 2_048) say(`${what} of ${url.length} characters`)
  if (name !== undefined && attached !== 'must not') {
    if (!names.has(name)) say(`${what} ${url} is not attached`)
    return name
  }
  if (attached === 'must' || !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) say(`${what} ${url}`)
  return undefined
}

function embedText(embed: Json, names: ReadonlySet<string>, say: Complain): number {
  only(embed, 'title description url color fields footer image author timestamp thumbnail', 'embed', say)
  let length = 0
  const count = (value: unknown, what: string, longest: number) => {
    if (value !== undefined) length += written(value, `embed ${what}`, longest, say)
  }
  count(embed.title, 'title', 256)
  count(embed.description, 'description', 4_096)
  count(objectIn(embed.footer).text, 'footer', 2_048)
  count(objectIn(embed.author).name, 'author', 256)
  const fields = listIn(embed.fields).map(objectIn)
  if (fields.length > 25) say(`${fields.length} fields`)
  for (const field of fields) {
    only(field, 'name value inline', 'field', say)
    count(field.name ?? '', 'field name', 256)
    count(field.value ?? '', 'field value', 1_024)
  }
  if (embed.url !== undefined) address(embed.url, 'embed url', names, say, 'must not')
  for (const picture of [embed.image, embed.thumbnail])
    if (picture !== undefined) address(objectIn(picture).url, 'embed image', names, say, 'may')
  if (embed.color !== undefined && !(Number.isInteger(embed.color) && Number(embed.color) >= 0 && Number(embed.color) <= 0xffffff))
    say('color')
  if (length === 0 && embed.image === undefined && embed.thumbnail === undefined) say('an empty embed')
  return length
}

interface Seen {
  readonly ids: Set<number>
  readonly customIds: Set<string>
  readonly shown: Set<string>
  count: number
  text: number
}

/** What may stand in what. */
const children: Readonly<Record<string, readonly number[]>> = {
  'classic message': [1],
  message: [1, 9, 10, 12, 13, 14, 17],
  container: [1, 9, 10, 12, 13, 14],
  row: [2, 3, 5, 6, 7, 8],
  section: [10],
  accessory: [2, 11],
}

function inTree(component: Json, place: string, names: ReadonlySet<string>, seen: Seen, say: Complain): void {
  const type = Number(component.type)
  seen.count += 1
  if (!children[place]?.includes(type)) say(`a component of type ${String(component.type)} in a ${place}`)
  const { id } = component
  if (id !== undefined && id !== 0) {
    if (!Number.isInteger(id) || Number(id) < 0 || Number(id) > 2_147_483_647) say(`component id ${String(id)}`)
    if (seen.ids.has(Number(id))) say(`component id ${String(id)} twice`)
    seen.ids.add(Number(id))
  }
  const inside = (value: unknown, where: string, least: number, most: number) => {
    const all = listIn(value).map(objectIn)
    if (all.length < least || all.length > most) say(`${all.length} components in a ${where}`)
    for (const each of all) inTree(each, where, names, seen, say)
    return all
  }
  switch (type) {
    case 1: {
      only(component, 'type id components', 'row', say)
      const all = inside(component.components, 'row', 1, 5)
      if (all.some((each) => each.type !== 2) && all.length > 1) say('a select that is not alone in its row')
      break
    }
    case 2:
      button(component, seen, say)
      break
    case 3:
      select(component, seen, say)
      break
    case 9:
      only(component, 'type id components accessory', 'section', say)
      inside(component.components, 'section', 1, 3)
      inTree(objectIn(component.accessory), 'accessory', names, seen, say)
      break
    case 10:
      only(component, 'type id content', 'text display', say)
      seen.text += written(component.content, 'text display', 4_000, say)
      break
    case 12: {
      only(component, 'type id items', 'gallery', say)
      const items = listIn(component.items).map(objectIn)
      if (items.length < 1 || items.length > 10) say(`${items.length} pictures in a gallery`)
      for (const item of items) {
        only(item, 'media description spoiler', 'picture', say)
        if (item.description !== undefined) written(item.description, 'description of a picture', 1_024, say)
        const name = address(objectIn(item.media).url, 'picture', names, say, 'may')
        if (name !== undefined) seen.shown.add(name)
      }
      break
    }
    case 13: {
      only(component, 'type id file spoiler', 'file', say)
      const name = address(objectIn(component.file).url, 'file', names, say, 'must')
      if (name !== undefined) seen.shown.add(name)
      break
    }
    case 14:
      only(component, 'type id divider spacing', 'separator', say)
      if (component.spacing !== undefined && component.spacing !== 1 && component.spacing !== 2) say('spacing')
      break
    case 17:
      only(component, 'type id components accent_color spoiler', 'container', say)
      inside(component.components, 'container', 1, 40)
      break
  }
}

function customId(component: Json, seen: Seen, say: Complain): void {
  written(component.custom_id, 'custom id', 100, say)
  const id = String(component.custom_id)
  if (seen.customIds.has(id)) say(`custom id twice: ${id}`)
  seen.customIds.add(id)
}

function button(component: Json, seen: Seen, say: Complain): void {
  only(component, 'type id style label emoji custom_id url disabled', 'button', say)
  if (component.label !== undefined || component.emoji === undefined) written(component.label, 'label', 80, say)
  if (component.style === 5) {
    if (component.custom_id !== undefined) say('a link with a custom id')
    address(component.url, 'link', new Set(), say, 'must not')
    if (String(component.url).length > 512) say('link of more than 512 characters')
  } else {
    if (![1, 2, 3, 4].includes(Number(component.style))) say(`style ${String(component.style)}`)
    if (component.url !== undefined) say('a button with a url')
    customId(component, seen, say)
  }
}

function select(component: Json, seen: Seen, say: Complain): void {
  only(component, 'type id custom_id options placeholder min_values max_values disabled', 'select', say)
  customId(component, seen, say)
  if (component.placeholder !== undefined) written(component.placeholder, 'placeholder', 150, say)
  const options = listIn(component.options).map(objectIn)
  if (options.length < 1 || options.length > 25) say(`${options.length} options`)
  for (const option of options) {
    only(option, 'label value description emoji default', 'option', say)
    written(option.label, 'label of an option', 100, say)
    written(option.value, 'value of an option', 100, say)
    if (option.description !== undefined) written(option.description, 'description of an option', 100, say)
  }
  if (new Set(options.map(({ value }) => value)).size < options.length) say('two options of one value')
}

function mentions(value: unknown, say: Complain): void {
  if (value === undefined || value === null) {
    say('no allowed_mentions: whatever is written would ping')
    return
  }
  const { parse, users, roles, ...rest } = objectIn(value)
  only(rest, 'replied_user', 'allowed_mentions', say)
  for (const [what, ids] of [['users', listIn(users)] as const, ['roles', listIn(roles)] as const]) {
    if (ids.length > 100) say(`${ids.length} ${what} mentioned`)
    if (ids.some((id) => !/^\d{1,20}$/.test(String(id)))) say(`${what} that are no ids`)
    if (new Set(ids).size < ids.length) say(`one of the ${what} twice`)
    if (ids.length > 0 && listIn(parse).includes(what)) say(`parse and ${what} at once`)
  }
}
