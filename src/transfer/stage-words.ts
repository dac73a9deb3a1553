// What other systems call the steps of a pipeline and its ends.
import type { Stage } from '../vocabulary/rules.ts'
import { bad } from './cells.ts'

/** A file's word for a stage, folded, and the stage (or `won`, `lost`) that it means. */
export type StageWords = Readonly<Record<string, string>>

export interface StageOrEnd {
  readonly state: 'won' | 'lost' | 'open'
  /** Of an open one. */
  readonly stage: string | undefined
}

const won = new Set(['won', 'closed won', 'closedwon', 'win', 'closed', 'vunnet', 'gewonnen', 'vinto', 'gagné', 'ganado'])
const lost = new Set(['lost', 'closed lost', 'closedlost', 'loss', 'tapt', 'verloren', 'perso', 'perdu', 'perdido', 'disqualified'])

/** Where the common words stand in a pipeline of four steps, from 0. */
const places: Readonly<Record<string, number>> = {
  prospecting: 0,
  prospect: 0,
  new: 0,
  lead: 0,
  open: 0,
  'appointment scheduled': 0,
  engaging: 1,
  qualification: 1,
  qualified: 1,
  'qualified to buy': 1,
  'needs analysis': 1,
  discovery: 1,
  demo: 1,
  'value proposition': 2,
  'presentation scheduled': 2,
  'proposal/price quote': 2,
  proposal: 2,
  quote: 2,
  'contract sent': 3,
  negotiation: 3,
  'negotiation/review': 3,
  'decision maker bought-in': 3,
}

export const foldedWord = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .replace(/ ?- ?/g, '-')
    .trim()

/** Throws a complaint for a word that is neither a stage of the workspace nor known nor explained. An empty one is the first stage. */
export function stageOf(text: string, stages: readonly [Stage, ...Stage[]], words: StageWords): StageOrEnd {
  const word = foldedWord(text)
  const meant = foldedWord(words[word] ?? word)
  const bare = meant.replace(/-/g, ' ')
  if (won.has(bare)) return { state: 'won', stage: undefined }
  if (lost.has(bare)) return { state: 'lost', stage: undefined }
  const own = stages.find(({ name }) => foldedWord(name) === meant)
  if (own) return { state: 'open', stage: own.name }
  const place = meant === '' ? 0 : places[meant]
  if (place === undefined)
    throw bad('problem.stage-unknown', { text, known: [...stages.map(({ name }) => name), 'won', 'lost'].join(', ') })
  // A pipeline of another length is entered at the same share of its way.
  const at = Math.min(stages.length - 1, stages.length === 4 ? place : Math.floor((place * stages.length) / 4))
  return { state: 'open', stage: (stages[at] ?? stages[0]).name }
}

/** Reads `Prospecting=lead, Engaging = qualified`; undefined for anything else. */
export function readStageWords(text: string): StageWords | undefined {
  const words: Record<string, string> = {}
  for (const part of text.split(/[,;\n]+/)) {
    if (part.trim() === '') continue
    const [, word = '', stage = ''] = /^\s*([^=]+?)\s*=\s*([^=]+?)\s*$/.exec(part) ?? []
    if (word === '' || stage === '') return undefined
    words[foldedWord(word)] = stage
  }
  return words
}
