// The nodes of words as lines of markdown, and as many of them as there is room for.
import { attainmentBar } from '../message/attainment-bar.ts'
import type { Node, Span } from '../message/message.ts'
import { bold, clipped, type Line, linesOf, strike, written } from './markdown.ts'

/** One line; `small`: in small print. */
export interface Row {
  readonly line: Line
  readonly small?: true
}

const row = (spans: readonly Span[], style = 0): Row => ({ line: linesOf(spans, { line: true, style }).flat() })

/** What a node says; nothing for what is no words. */
export function rowsOf(node: Node): readonly Row[] {
  switch (node.kind) {
    case 'headline':
      return [row(node.spans, bold)]
    case 'text':
      return linesOf(node.spans).map((line) => ({ line }))
    case 'quiet':
      return linesOf(node.spans).map((line) => ({ line, small: true }))
    case 'bar': {
      const { before = [], after = [] } = node
      const words = row(before.length > 0 && after.length > 0 ? [...before, ' ', ...after] : [...before, ...after])
      // The bar has a line to itself, or a phone would break it; the words stand above it, or below where only the bar says what about.
      const drawn: Row = { line: [{ text: attainmentBar(node.filled, node.tick), style: 0 }] }
      return before.length > 0 ? [words, drawn] : [drawn, words]
    }
    case 'list':
      return node.items.map((item, index) => row([node.numbered ? `${index + 1}. ` : '• ', ...item]))
    case 'facts':
      return node.facts.map(({ name, value }) => row([{ kind: 'bold', spans: [name] }, '  ', ...value]))
    case 'file':
      return [row([`📎 ${node.name}`])]
    default:
      return []
  }
}

/** The same without emphasis, which a notification would show as its marks; what is struck through stays so, or it would say the opposite. */
export function plainRowsOf(node: Node): readonly Row[] {
  if (node.kind === 'headline') return [{ line: linesOf(node.spans, { line: true, shown: strike }).flat() }]
  return node.kind === 'text' || node.kind === 'quiet' ? linesOf(node.spans, { shown: strike }).map((line) => ({ line })) : rowsOf(node)
}

const mark = '-# '

const inMarkdown = ({ line, small }: Row): string => {
  const text = written(line)
  return small && text !== '' ? mark + text : text
}

/** What is left out stands for by this. */
export const more = '…'

/** Less of a line than this says nothing. */
const leastOfLine = 200

/**
 * A text of `longest` characters at most. Without `isCut` it takes no more lines than that; with it, it ends in … where the first did not
 * fit, and there is always room for that.
 */
export class Page {
  private readonly lines: string[] = []
  private length = 0
  private readonly longest: number
  isFull = false

  constructor(longest: number) {
    this.longest = longest
  }

  add(row: Row): void {
    if (this.isFull) return
    const text = inMarkdown(row)
    const before = this.lines.length > 0 ? 1 : 0
    // Room for a last line that says that there is more.
    if (this.length + before + text.length + 1 + more.length <= this.longest) {
      this.push(text)
      return
    }
    this.isFull = true
    const prefix = row.small ? mark : ''
    const room = this.longest - this.length - before - prefix.length
    const part = room > leastOfLine || before === 0 ? clipped(row.line, room) : more
    this.push(part === more ? more : prefix + part)
  }

  private push(text: string): void {
    // Nothing stands above the first line.
    if (text === '' && this.lines.length === 0) return
    this.length += text.length + (this.lines.length > 0 ? 1 : 0)
    this.lines.push(text)
  }

  get text(): string {
    return this.lines.join('\n').trimEnd()
  }
}

/** Rows as one text. `isWhole` is false where it ends in … because there was no room for all. */
export function textOf(rows: readonly Row[], longest: number): { readonly text: string; readonly isWhole: boolean } {
  const text = rows.map(inMarkdown).join('\n').replace(/^\n+/, '').trimEnd()
  if (text.length <= longest) return { text, isWhole: true }
  const page = new Page(longest)
  for (const each of rows) page.add(each)
  return { text: page.text, isWhole: false }
}
