// The declarations of all features, as the generated list brings them together.
import type { Action } from './action.ts'
import type { Command, OpenCommand } from './command.ts'
import type { FormDeclaration } from './form.ts'
import type { PostDeclaration } from './post.ts'
import type { Ritual } from './ritual.ts'

// biome-ignore format: a list of kinds
export interface Catalog<Needs> {
  readonly commands: readonly (Command<Needs> | OpenCommand<Needs>)[]
  readonly actions: readonly Action<Needs>[]
  readonly forms: readonly FormDeclaration<Needs>[]
  readonly posts: readonly PostDeclaration<Needs>[]
  readonly rituals: readonly Ritual<Needs>[]
}

/** Commands as people are shown them: together by their first word, and of each word the one that is meant to stand first. */
export const inOrder = <C extends { readonly name: string; readonly first?: true }>(commands: readonly C[]): readonly C[] => {
  const key = ({ name, first }: C) => `${name.split(' ')[0]} ${first ? 0 : 1} ${name}`
  return [...commands].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/**
 * The command that a text begins with, of as many words as there are (three at most): `/deal` with `won 5000` is `deal won`, `/progress`
 * with `@sam` is `progress`, `/dealbell` with `team add North` is `dealbell team add`. Where longer ones begin like it a command may have a word
 * of its own: `/agenda show` is `agenda`.
 * `text` is what is left for its slots, with blanks in place of the command's own words, so that offsets stay those of the whole.
 * Undefined when its second word is none that is known.
 */
export function findCommand<C extends { readonly name: string; readonly word?: string }>(
  commands: readonly C[],
  word: string,
  text: string,
): { readonly command: C; readonly text: string } | undefined {
  for (const head of [/^\s*(\S+)\s+(\S+)/.exec(text), /^\s*(\S+)/.exec(text)]) {
    const name = head && [word, ...head.slice(1)].join(' ').toLowerCase()
    const command = name && commands.find((one) => one.name === name || (one.word !== undefined && `${one.name} ${one.word}` === name))
    if (command) return { command, text: ' '.repeat(head[0].length) + text.slice(head[0].length) }
  }
  const alone = commands.find(({ name }) => name === word)
  return alone && { command: alone, text }
}
