// A message as Slack's blocks. Pure; whatever a message holds, what comes out is within Slack's limits.
import type { types } from '@slack/bolt'
import { attainmentBar } from '../message/attainment-bar.ts'
import type { Button, Message, Node, Span } from '../message/message.ts'
import { limits } from './limits.ts'
import { boldPieces, chunks, clipped, type Piece, pieces } from './mrkdwn.ts'
import { markOf } from './post-mark.ts'
import { plainText } from './typed-data.ts'

export interface Rendered {
  /** What notifications and screen readers say. */
  readonly text: string
  readonly blocks: types.KnownBlock[]
}

/** `postKey`: the key of a post, which its first block then carries. `image`: the message's picture, which is left out without it. */
export function render(message: Message, postKey?: string, image?: types.ImageBlock): Rendered {
  const blocks = fitted(blocksOf(message.nodes, image))
  const [first] = blocks
  if (first && postKey !== undefined) blocks[0] = { ...first, block_id: markOf(postKey) }
  return { text: fallback(message), blocks }
}

/** A private answer: to a command within its acknowledgement, or through a response URL. */
export const privateAnswer = (message: Message) => ({ response_type: 'ephemeral' as const, ...render(message) })

const newLine: Piece = { text: '\n', style: 0 }

function blocksOf(nodes: readonly Node[], image: types.ImageBlock | undefined): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = []
  // Lines that follow each other share a section: Slack sets sections far apart, and a phone is small.
  let lines: Piece[] = []
  const flush = () => {
    for (const text of chunks(lines, limits.section.text)) blocks.push(section(text))
    lines = []
  }
  const say = (line: readonly Piece[]) => {
    if (line.length > 0) lines.push(...(lines.length > 0 ? [newLine] : []), ...line)
  }
  const place = (more: readonly types.KnownBlock[]) => {
    flush()
    blocks.push(...more)
  }
  let buttonsSoFar = 0
  for (const node of nodes) {
    switch (node.kind) {
      case 'headline':
        say(boldPieces(node.spans))
        break
      case 'text':
        say(pieces(node.spans, { line: false }))
        break
      case 'bar':
        for (const line of barLines(node)) say(line)
        break
      case 'list':
        for (const line of listLines(node)) say(line)
        break
      case 'quiet':
        place(chunks(pieces(node.spans, { line: false }), limits.text).map((text) => ({ type: 'context', elements: [mrkdwn(text)] })))
        break
      case 'facts':
        place(factSections(node.facts))
        break
      case 'divider':
        place([{ type: 'divider' }])
        break
      case 'buttons':
        place(rows(node.buttons, buttonsSoFar))
        buttonsSoFar += node.buttons.length
        break
      case 'file':
        say(pieces(['📎 ', node.name], { line: true }))
        break
      case 'picture':
        if (image) place([image])
        break
    }
  }
  flush()
  return blocks.length > 0 ? blocks : [section('–')]
}

const mrkdwn = (text: string): types.MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true })

// Slack folds a long section away behind "see more" unless told not to.
const section = (text: string): types.SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  ...(text.length > 500 ? { expand: true } : {}),
})

/** The bar has a line to itself, or a phone would break it; the words stand above it, or below where only the bar says what about. */
function barLines(bar: Extract<Node, { kind: 'bar' }>): Piece[][] {
  const drawn: Piece[] = [{ text: attainmentBar(bar.filled, bar.tick), style: 0 }]
  const words = wordsOf(bar)
  return bar.before?.length ? [words, drawn] : [drawn, words]
}

function wordsOf({ before = [], after = [] }: Extract<Node, { kind: 'bar' }>): Piece[] {
  const spaced: readonly Span[] = before.length > 0 && after.length > 0 ? [...before, ' ', ...after] : [...before, ...after]
  return pieces(spaced, { line: true })
}

const listLines = ({ items, numbered }: Extract<Node, { kind: 'list' }>): Piece[][] =>
  items.map((item, index) => pieces([numbered ? `${index + 1}. ` : '• ', ...item], { line: true }))

function factSections(facts: Extract<Node, { kind: 'facts' }>['facts']): types.SectionBlock[] {
  const fields = facts.map(({ name, value }) => {
    const field = [...boldPieces([name]), newLine, ...pieces(value, { line: true })]
    return mrkdwn(clipped(field, limits.section.field) || '–')
  })
  return inRows(fields, limits.section.fields).map((row) => ({ type: 'section', fields: row }))
}

/** Rows of buttons. The number makes an action's id its own within the message; hearing takes it off again. */
function rows(buttons: readonly Button[], from: number): types.ActionsBlock[] {
  const elements = buttons.map(
    ({ label, action, value, style }, index): types.Button => ({
      type: 'button',
      text: plainText(label, limits.button.text, action),
      action_id: checked(`${action}:${from + index}`, limits.button.actionId),
      ...(value === '' ? {} : { value: checked(value, limits.button.value) }),
      ...(style ? { style } : {}),
    }),
  )
  return inRows(elements, limits.buttonsInRow).map((row) => ({ type: 'actions', elements: row }))
}

/** What must come back as it was sent cannot be cut. Nobody types it: too long is a mistake in the program. */
function checked(text: string, longest: number): string {
  if (text.length > longest) throw new RangeError(`More than ${longest} characters cannot come back from Slack: ${text.slice(0, 40)}…`)
  return text
}

function inRows<T>(all: readonly T[], longest: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / longest) }, (_, row) => all.slice(row * longest, (row + 1) * longest))
}

/** Leaves out the end of a text that is too long, never the buttons below it. */
function fitted(blocks: types.KnownBlock[]): types.KnownBlock[] {
  if (blocks.length <= limits.message.blocks && blocks.reduce((sum, block) => sum + textIn(block), 0) <= limits.message.allText)
    return blocks
  const buttons = blocks.filter(({ type }) => type === 'actions').slice(-limits.message.blocks / 2)
  let blocksLeft = limits.message.blocks - buttons.length - 1
  let textLeft = limits.message.allText - buttons.reduce((sum, block) => sum + textIn(block), 0)
  let full = false
  return blocks.flatMap((block): types.KnownBlock[] => {
    if (block.type === 'actions') return buttons.includes(block) ? [block] : []
    if (full) return []
    blocksLeft -= 1
    textLeft -= textIn(block)
    if (blocksLeft >= 0 && textLeft >= 0) return [block]
    full = true
    return [{ type: 'context', elements: [mrkdwn('…')] }]
  })
}

function textIn(block: types.KnownBlock): number {
  if (block.type === 'section') return (block.text?.text.length ?? 0) + (block.fields ?? []).reduce((sum, { text }) => sum + text.length, 0)
  if (block.type === 'context') return block.elements.reduce((sum, each) => sum + ('text' in each ? each.text.length : 0), 0)
  if (block.type === 'actions') return block.elements.reduce((sum, each) => sum + ('text' in each ? each.text.text.length : 0), 0)
  return 0
}

/** The words alone: drawn bars are read out cell by cell. */
function fallback({ nodes }: Message): string {
  const lines = nodes.flatMap(spoken).filter((line) => line.length > 0)
  const said = lines.flatMap((line, index) => (index > 0 ? [newLine, ...line] : line))
  return clipped(said, limits.message.fallback, true) || '…'
}

function spoken(node: Node): Piece[][] {
  switch (node.kind) {
    case 'headline':
    case 'text':
    case 'quiet':
      return [pieces(node.spans, { line: node.kind === 'headline' })]
    case 'bar':
      return [wordsOf(node)]
    case 'list':
      return listLines(node)
    case 'facts':
      return node.facts.map(({ name, value }) => pieces([name, ': ', ...value], { line: true }))
    case 'file':
      return [pieces(['📎 ', node.name], { line: true })]
    case 'divider':
    case 'buttons':
    case 'picture':
      return []
  }
}
