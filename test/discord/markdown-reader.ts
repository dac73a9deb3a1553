// Reads Discord's markdown as its clients do: the rules of simple-markdown with those that Discord added. What it makes of a text is what
// people see. Where clients differ, it finds markup in what any of them takes for it.

export interface Seen {
  /** `text`, a style, or what people could be fooled by: a mention, a link, a heading. */
  readonly kind: string
  readonly text: string
  readonly inside: readonly Seen[]
}

interface Rule {
  readonly kind: string
  readonly pattern: RegExp
  /** Only where a line begins. */
  readonly block?: true
  /** The group that is read on. */
  readonly inside?: number
  /** The group that is shown as it is. */
  readonly shown?: number
}

const rules: readonly Rule[] = [
  { kind: 'quote', pattern: /^ *>>>[ \n][\s\S]*|^ *> [^\n]*/, block: true },
  { kind: 'heading', pattern: /^ *#{1,6}\s+[^\n]+/, block: true },
  { kind: 'subtext', pattern: /^ *-# *([^\n]+)/, block: true, inside: 1 },
  { kind: 'list', pattern: /^ *(?:[*+-]|\d+[.)])(?= |\n|$)/, block: true },
  { kind: 'code block', pattern: /^```[\s\S]+?```/ },
  { kind: 'escape', pattern: /^\\([^0-9A-Za-z\s])/, shown: 1 },
  { kind: 'link', pattern: /^<[^: >\n]+:\/[^ >\n]+>/ },
  { kind: 'mail', pattern: /^<(?:[a-z]+:)?[^\s<>@]+@[^\s<>@]+\.[^\s<>]+>|^<(?:tel:)?\+?[\d ()-]{5,}>/ },
  { kind: 'person', pattern: /^<@!?(\d+)>/ },
  { kind: 'role', pattern: /^<@&\d+>/ },
  { kind: 'channel', pattern: /^<#(\d+)>/ },
  { kind: 'command', pattern: /^<\/[^:\n]+:\d+>/ },
  { kind: 'emoji', pattern: /^<a?:\w+:\d+>/ },
  { kind: 'time', pattern: /^<t:-?\d+(?::\w)?>/ },
  { kind: 'navigation', pattern: /^<id:\w+(?::\d+)?>/ },
  { kind: 'everyone', pattern: /^@(?:everyone|here)/i },
  { kind: 'link', pattern: /^[a-z][a-z0-9+]*:\/\/[^\s<]+[^<.,:;"'\]\s]/i },
  { kind: 'invitation', pattern: /^discord(?:app)?\.[a-z]+\/\S/i },
  {
    kind: 'named link',
    pattern: /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)/,
    inside: 1,
  },
  { kind: 'strike', pattern: /^~~([\s\S]+?)~~(?!_)/, inside: 1 },
  { kind: 'spoiler', pattern: /^\|\|([\s\S]+?)\|\|/, inside: 1 },
  { kind: 'code', pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/, shown: 2 },
  { kind: 'emoji', pattern: /^:(?!(?!100:|1234:)\d+:)[^\s:]+:/ },
]
/** Of these the longest is taken. */
const emphasis: readonly Rule[] = [
  { kind: 'italic', pattern: /^_((?:__|\\[\s\S]|[^\\_])+?)_\b/, inside: 1 },
  { kind: 'italic', pattern: /^\*(?=\S)((?:\*\*|\s+(?:[^*\s]|\*\*)|[^\s*])+?)\*(?!\*)/, inside: 1 },
  { kind: 'bold', pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, inside: 1 },
  { kind: 'underline', pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, inside: 1 },
]
const plain = /^[\s\S]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n|\w+:\S|discord|$)/i

/** What people see. */
export function seen(source: string, atLineStart = true): Seen[] {
  const found: Seen[] = []
  let rest = source
  let lineStarts = atLineStart
  while (rest !== '') {
    const [rule, match] = ruleAt(rest, lineStarts)
    const [whole = ''] = match
    const inside = rule.inside === undefined ? [] : seen(match[rule.inside] ?? '', rule.kind === 'subtext')
    found.push({ kind: rule.kind === 'escape' ? 'text' : rule.kind, text: match[rule.shown ?? 0] ?? '', inside })
    rest = rest.slice(whole.length)
    lineStarts = /\n\s*$/.test(whole)
  }
  return found
}

function ruleAt(rest: string, lineStarts: boolean): [Rule, RegExpExecArray] {
  for (const rule of rules) {
    const match = rule.block && !lineStarts ? null : rule.pattern.exec(rest)
    if (match) return [rule, match]
  }
  const matches = emphasis.flatMap((rule) => {
    const match = rule.pattern.exec(rest)
    return match ? [[rule, match] as [Rule, RegExpExecArray]] : []
  })
  const [longest] = matches.sort(([, one], [, other]) => other[0].length - one[0].length)
  if (longest) return longest
  const match = plain.exec(rest) ?? /^[\s\S]/.exec(rest)
  if (!match) throw new Error('Nothing is left to be read')
  return [{ kind: 'text', pattern: plain }, match]
}

/** The words alone. */
export const wordsIn = (all: readonly Seen[]): string =>
  all.map(({ text, inside }) => (inside.length > 0 ? wordsIn(inside) : text)).join('')

/** All kinds of markup that there is, text apart. */
export const kindsIn = (all: readonly Seen[]): ReadonlySet<string> =>
  new Set(all.flatMap(({ kind, inside }) => [...(kind === 'text' ? [] : [kind]), ...kindsIn(inside)]))
