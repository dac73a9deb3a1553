// A message in components (V2): texts, dividers, pictures and rows in the order of its nodes, within what one message takes of them.
import type { Say } from '../languages/say.ts'
import type { Message } from '../message/message.ts'
import { type ButtonIds, buttonRows, menuRows } from './buttons.ts'
import { addressOf, type Carried, type CarriedFiles, inFull, wordsOf } from './carried-files.ts'
import { limits } from './limits.ts'
import { more, Page, rowsOf } from './lines.ts'

/** A component of the message itself. */
export interface Component {
  readonly type: number
  readonly id?: number
  readonly components?: readonly object[]
  readonly [key: string]: unknown
}

/** https://docs.discord.com/developers/components/reference#component-object-component-types */
const type = { text: 10, gallery: 12, file: 13, separator: 14 } as const

/** An empty space that shows nothing. */
export const space: Component = { type: type.separator, divider: false, spacing: 1 }

export interface LaidOut {
  readonly components: readonly Component[]
  readonly files: readonly Carried[]
}

/** How much is given up for room. */
interface Saving {
  /** Blank lines for dividers. */
  readonly dividers: boolean
  /** Menus for rows: for all but the last, which is about the whole message, or for all. */
  readonly menus: 'none' | 'most' | 'all'
  /** So many groups of buttons are kept. */
  readonly groups: number
}

/** What does not fit is shown up to a …, and goes with the message as a file. */
export function laidOut(message: Message, ids: ButtonIds, carried: CarriedFiles, say: Say | undefined): LaidOut {
  const groups = message.nodes.filter(({ kind }) => kind === 'buttons').length
  const { components, isWhole } = firstThatFits(message, ids, carried, savings(groups))
  const files = [carried.picture, carried.file].filter((one) => one !== undefined)
  if (isWhole) return { components, files }
  const all = inFull(message, say)
  return { components: [...components, fileComponent(all)], files: [...files, all] }
}

function* savings(groups: number): Generator<Saving> {
  yield { dividers: false, menus: 'none', groups }
  yield { dividers: true, menus: 'none', groups }
  yield { dividers: true, menus: 'most', groups }
  for (let kept = groups; kept >= 0; kept -= 1) yield { dividers: true, menus: 'all', groups: kept }
}

interface Tried {
  readonly components: readonly Component[]
  readonly isWhole: boolean
}

function firstThatFits(message: Message, ids: ButtonIds, carried: CarriedFiles, all: Iterable<Saving>): Tried {
  let tried: Tried = { components: [], isWhole: false }
  for (const saving of all) {
    tried = attempt(message, ids, carried, saving, limits.layout.text)
    if (countOf(tried.components) + (tried.isWhole ? 0 : 1) <= limits.layout.components) return tried
  }
  return tried
}

const countOf = (components: readonly Component[]): number =>
  components.reduce((sum, { components: inside = [] }) => sum + 1 + inside.length, 0)

function attempt(message: Message, ids: ButtonIds, carried: CarriedFiles, saving: Saving, longest: number): Tried {
  const whole = componentsOf(message, ids, carried, saving, undefined)
  return whole.length <= longest ? whole : componentsOf(message, ids, carried, saving, longest)
}

/** `longest`: of all texts together, which then are cut; undefined where they need not be. */
function componentsOf({ nodes }: Message, ids: ButtonIds, { picture, file }: CarriedFiles, saving: Saving, longest: number | undefined) {
  const components: Component[] = []
  let length = 0
  let isCut = false
  const newPage = () => new Page(longest === undefined ? Number.POSITIVE_INFINITY : longest - length)
  let page = newPage()
  const flush = () => {
    const { text } = page
    if (text !== '') components.push({ type: type.text, content: text })
    length += text.length
    isCut ||= page.isFull
    page = newPage()
    // What comes below what was left out would stand beside the wrong words.
    page.isFull = isCut
  }
  const place = (...all: readonly Component[]) => {
    if (all.length === 0) return
    flush()
    components.push(...all.map((component) => ({ ...component })))
  }
  const lastGroup = nodes.filter(({ kind }) => kind === 'buttons').length - 1
  let group = 0
  for (const node of nodes) {
    if (node.kind === 'buttons') {
      const asMenu = node.buttons.length > 1 && (saving.menus === 'all' || (saving.menus === 'most' && group < lastGroup))
      if (group < saving.groups)
        place(...(asMenu ? menuRows(node.buttons, ids, components.length) : buttonRows(node.buttons, ids)).map((row) => ({ ...row })))
      group += 1
    } else if (node.kind === 'divider') {
      if (saving.dividers) page.add({ line: [] })
      else place({ type: type.separator })
    } else if (node.kind === 'picture') {
      if (picture) place(gallery(picture))
    } else if (node.kind === 'file' && file) place(fileComponent(file))
    else for (const row of rowsOf(node)) page.add(row)
  }
  flush()
  if (components.length === 0) components.push({ type: type.text, content: more })
  return { components, length, isWhole: !isCut && group <= saving.groups }
}

const fileComponent = (carried: Carried): Component => ({ type: type.file, file: addressOf(carried) })

function gallery(carried: Carried): Component {
  const description = wordsOf(carried)
  return { type: type.gallery, items: [{ media: addressOf(carried), ...(description ? { description } : {}) }] }
}
