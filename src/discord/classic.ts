// A post as content and an embed: the news is the content, which is all that a phone's notification says, and the rest stands in the embed
// below it.
import type { Say } from '../languages/say.ts'
import type { Message, Node } from '../message/message.ts'
import { type ButtonIds, buttonRows, menuRows, type RowComponent } from './buttons.ts'
import { addressOf, type Carried, type CarriedFiles, inFull } from './carried-files.ts'
import { limits } from './limits.ts'
import { more, plainRowsOf, rowsOf, textOf } from './lines.ts'
import { linesOf, written } from './markdown.ts'

/** https://docs.discord.com/developers/resources/message#embed-object */
export interface Embed {
  readonly url?: string
  readonly color: number
  readonly description?: string
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline: true }[]
  readonly image?: { readonly url: string }
}

export interface Classic {
  readonly content: string
  readonly embed: Embed | undefined
  readonly rows: readonly RowComponent[]
  readonly files: readonly Carried[]
}

/** The stripe beside an embed: the colour of the bars in our pictures. */
const colour = 0x3f6fe0

/** The node that the content says. */
export const newsIn = (nodes: readonly Node[]): Node | undefined =>
  nodes.find(({ kind }) => kind === 'headline') ?? nodes.find(({ kind }) => kind === 'text') ?? nodes.find(({ kind }) => kind === 'quiet')

/** Of news that are longer than a content, so many characters stand there, and all of them in the embed. */
const beginningOfNews = 200

/** `spare`: characters of the content that are to be left for something else. What does not fit goes with the post as a file. */
export function classic(message: Message, ids: ButtonIds, carried: CarriedFiles, spare: number, say: Say | undefined): Classic {
  const news = newsIn(message.nodes)
  const said = message.nodes.filter(({ kind }) => !(kind === 'file' && carried.file))
  const spoken = news ? plainRowsOf(news) : []
  const all = textOf(spoken, limits.content - spare)
  const content = all.isWhole ? all.text : textOf(spoken, beginningOfNews).text
  const embed = embedOf(all.isWhole ? said.filter((node) => node !== news) : said, carried.picture)
  const rows = rowsOfPost(said, ids)
  return {
    content: content || (embed.embed ? '' : more),
    embed: embed.embed,
    rows: rows.rows,
    files: [carried.picture, carried.file, embed.isWhole && rows.isWhole ? undefined : inFull(message, say)].filter(
      (one) => one !== undefined,
    ),
  }
}

function embedOf(nodes: readonly Node[], picture: Carried | undefined): { readonly embed: Embed | undefined; readonly isWhole: boolean } {
  const last = nodes.findLastIndex(({ kind }) => kind !== 'buttons' && kind !== 'picture' && kind !== 'divider')
  const fields = fieldsOf(nodes[last])
  const above = fields ? nodes.slice(0, last) : nodes
  const rows = above.flatMap((node) => (node.kind === 'divider' ? [{ line: [] }] : rowsOf(node)))
  const { text, isWhole } = textOf(rows, limits.embed.description)
  if (fields && text.length + lengthOf(fields) > limits.embeds.text) return embedOf([...nodes, { kind: 'text', spans: [] }], picture)
  if (text === '' && !fields && !picture) return { embed: undefined, isWhole }
  const embed: Embed = {
    color: colour,
    ...(text === '' ? {} : { description: text }),
    ...(fields ? { fields } : {}),
    ...(picture ? { image: addressOf(picture) } : {}),
  }
  return { embed, isWhole }
}

type Fields = NonNullable<Embed['fields']>

/** Fields stand below everything else in an embed, beside each other; undefined for what does not fit into them. */
function fieldsOf(node: Node | undefined): Fields | undefined {
  if (node?.kind !== 'facts' || node.facts.length === 0 || node.facts.length > limits.embed.fields) return undefined
  const fields = node.facts.map(({ name, value }) => ({
    name: written(linesOf([name], { line: true }).flat()) || '–',
    value: written(linesOf(value, { line: true }).flat()) || '–',
    inline: true as const,
  }))
  const fit = fields.every(({ name, value }) => name.length <= limits.embed.fieldName && value.length <= limits.embed.fieldValue)
  return fit ? fields : undefined
}

const lengthOf = (fields: Fields): number => fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0)

/** Rows as they are grouped; else filled up; else menus. */
function rowsOfPost(nodes: readonly Node[], ids: ButtonIds): { readonly rows: readonly RowComponent[]; readonly isWhole: boolean } {
  const groups = nodes.flatMap((node) => (node.kind === 'buttons' ? [node.buttons] : []))
  const all = groups.flat()
  const ways = [() => groups.flatMap((group) => buttonRows(group, ids)), () => buttonRows(all, ids), () => menuRows(all, ids, 0)]
  let rows: readonly RowComponent[] = []
  for (const way of ways) {
    rows = way()
    if (rows.length <= limits.actionRows) return { rows, isWhole: true }
  }
  return { rows: rows.slice(0, limits.actionRows), isWhole: false }
}
