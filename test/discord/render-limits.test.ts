// At every limit of Discord: what is just within it is sent whole; of one more the beginning is shown, and all of it goes with the message.
import { MessageCreateRequestSchema } from 'discord-api-spec/zod'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rendered } from '../../src/discord/render.ts'
import type { Button, Message, Node, Span } from '../../src/message/message.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { tidy } from '../../src/message/tidy.ts'
import { seen, wordsIn } from './markdown-reader.ts'
import { answered, attachedIn, markdownIn, message, posted, refused } from './rendering.ts'

const text = (...spans: Span[]): Node => ({ kind: 'text', spans })
const headline = (...spans: Span[]): Node => ({ kind: 'headline', spans })
const inRow = (count: number, value = 'v'): Node => ({
  kind: 'buttons',
  buttons: Array.from({ length: count }, (_, one): Button => ({ label: `b${one}`, action: 'act', value: `${value}${one}` })),
})
const facts = (count: number, name = 'n', value = 'v'): Node => ({
  kind: 'facts',
  facts: Array.from({ length: count }, () => ({ name, value: [value] })),
})
const x = (count: number) => 'x'.repeat(count)

const types = (of: unknown): number[] => (of as { type: number }[]).map(({ type }) => type) // components of ours
const componentsIn = ({ body }: Rendered) =>
  (body.components ?? []) as { type: number; content?: string; components?: { type: number }[] }[] // the same
const embedIn = ({ body }: Rendered) => (body.embeds?.[0] ?? {}) as { description?: string; fields?: unknown[] } // the same

/** Taken by Discord's rules and by its schema. */
function fine(rendered: Rendered): Rendered {
  expect(refused(rendered)).toEqual([])
  expect(MessageCreateRequestSchema.safeParse(rendered.body)).toMatchObject({ success: true })
  return rendered
}
const whole = (rendered: Rendered) => expect(attachedIn(fine(rendered))).toBeUndefined()
const cut = (rendered: Rendered, of: Message) => {
  expect(attachedIn(fine(rendered))).toBe(tidy(plainText(of)))
  expect(markdownIn(rendered).some((each) => /…[\u200b-\u200d]*$/.test(each))).toBe(true)
}

describe('as much as there may be is sent whole, of more the rest is attached', () => {
  test('2,000 characters of content; longer news begin there and stand whole below it', () => {
    const mark = 43
    const most = posted(message(headline(x(2_000 - mark))))
    whole(most)
    expect(most.body.content).toHaveLength(2_000)
    expect(most.body.embeds).toEqual([])
    const longer = posted(message(text(x(2_000 - mark + 1)), inRow(1)))
    whole(longer)
    expect(longer.body.content).toBe(`${x(199)}…`)
    expect(embedIn(longer).description).toBe(x(2_000 - mark + 1))
    const tooLong = message(text(x(4_097)))
    cut(posted(tooLong), tooLong)
  })

  test('4,096 characters below it', () => {
    whole(posted(message(headline('news'), text(x(4_096)))))
    const more = message(headline('news'), text(x(4_097)))
    cut(posted(more), more)
    expect(embedIn(posted(more)).description).toHaveLength(4_096)
    const lines = message(headline('news'), text(`${x(2_000)}\n${x(2_000)}\n${x(94)}`))
    whole(posted(lines))
    const longer = message(headline('news'), text(`${x(2_000)}\n${x(2_000)}\n${x(95)}`))
    cut(posted(longer), longer)
    // It ends at a line, where the next would be but a beginning.
    expect(embedIn(posted(longer)).description).toBe(`${x(2_000)}\n${x(2_000)}\n…`)
  })

  test('25 fields of 256 and 1,024 characters, 6,000 with the text above; else they are lines', () => {
    const fieldsOf = (...nodes: Node[]) => embedIn(fine(posted(message(headline('news'), ...nodes)))).fields?.length
    expect(fieldsOf(facts(25))).toBe(25)
    expect(fieldsOf(facts(26))).toBeUndefined()
    expect(fieldsOf(facts(1, x(256)))).toBe(1)
    expect(fieldsOf(facts(1, x(257)))).toBeUndefined()
    expect(fieldsOf(facts(1, 'n', x(1_024)))).toBe(1)
    expect(fieldsOf(facts(1, 'n', x(1_025)))).toBeUndefined()
    expect(fieldsOf(text(x(4_000)), facts(2, 'n', x(999)))).toBe(2)
    expect(fieldsOf(text(x(4_001)), facts(2, 'n', x(999)))).toBeUndefined()
    expect(fieldsOf(facts(1), text('more'))).toBeUndefined()
    expect(fieldsOf(facts(1, '', ''))).toBe(1)
  })

  test('4,000 characters in components', () => {
    whole(answered(message(text(x(4_000)))))
    const more = message(text(x(4_001)))
    cut(answered(more), more)
    whole(answered(message(text(x(2_000)), inRow(1), text(x(2_000)))))
    const longer = message(text(x(2_000)), inRow(1), text(x(2_001)), inRow(1), text('end'))
    cut(answered(longer), longer)
    // What stands below keeps its buttons, and the file comes last.
    expect(types(answered(longer).body.components)).toEqual([10, 1, 10, 1, 13])
    cut(posted(longer), longer)
  })

  test('five buttons in a row, 80 characters on one', () => {
    expect(componentsIn(answered(message(inRow(5))))).toHaveLength(1)
    expect(componentsIn(fine(answered(message(inRow(6)))))).toHaveLength(2)
    const label = (length: number) => {
      const [row] = componentsIn(fine(answered(message({ kind: 'buttons', buttons: [{ label: x(length), action: 'a', value: '' }] }))))
      return (row?.components?.[0] as { label?: string } | undefined)?.label // a button of ours
    }
    expect(label(80)).toBe(x(80))
    expect(label(81)).toBe(`${x(79)}…`)
    expect(label(0)).toBe('a')
  })

  test('five rows of a post; else they are filled up; else they are menus of 25; what is left then is left out', () => {
    const rows = (...counts: number[]) =>
      componentsIn(fine(posted(message(headline('n'), ...counts.map((count, group) => inRow(count, `${group}/`))))))
    expect(rows(2, 2, 2, 2, 2).map(({ components }) => components?.length)).toEqual([2, 2, 2, 2, 2])
    expect(rows(2, 2, 2, 2, 2, 2).map(({ components }) => components?.length)).toEqual([5, 5, 2])
    expect(rows(25)).toHaveLength(5)
    expect(rows(26).map(({ components }) => components?.map(({ type }) => type))).toEqual([[3], [3]])
    expect(rows(125)).toHaveLength(5)
    whole(posted(message(headline('n'), inRow(125))))
    const tooMany = message(headline('n'), inRow(126))
    expect(attachedIn(fine(posted(tooMany)))).toContain('[b125]')
  })

  test('40 components; else blank lines stand for dividers, then menus for rows, then the last rows are left out', () => {
    const points = (count: number, buttons: number, dividers = 0): Message =>
      message(
        headline('under way'),
        ...Array.from({ length: dividers }, (): Node => ({ kind: 'divider' })),
        ...Array.from({ length: count }, (_, point) => [text(`point ${point}`), inRow(buttons, `${point}/`)]).flat(),
        inRow(2, 'end/'),
      )
    const shape = (of: Message) => {
      const rendered = fine(posted(of))
      const all = componentsIn(rendered)
      return {
        count: all.reduce((sum, { components = [] }) => sum + 1 + components.length, 0),
        dividers: all.filter(({ type }) => type === 14).length,
        menus: all.filter(({ components }) => components?.[0]?.type === 3).length,
        rows: all.filter(({ type }) => type === 1).length,
        attached: attachedIn(rendered) !== undefined,
      }
    }
    expect(shape(points(7, 3))).toEqual({ count: 38, dividers: 0, menus: 0, rows: 8, attached: false })
    expect(shape(points(7, 3, 1))).toEqual({ count: 40, dividers: 1, menus: 0, rows: 8, attached: false })
    expect(shape(points(7, 3, 2))).toEqual({ count: 38, dividers: 0, menus: 0, rows: 8, attached: false })
    expect(shape(points(8, 3))).toEqual({ count: 27, dividers: 0, menus: 8, rows: 9, attached: false })
    expect(shape(points(12, 3))).toEqual({ count: 39, dividers: 0, menus: 12, rows: 13, attached: false })
    expect(shape(points(13, 2))).toMatchObject({ dividers: 0, attached: true })
    expect(shape(points(30, 3))).toMatchObject({ attached: true })
    const many = componentsIn(posted(points(30, 3)))
    expect(many[0]?.content).toMatch(/^\*\*under way\*\*\npoint 0$/)
    expect(JSON.stringify(many)).toContain('point 29')
  })

  test('a value that comes back only by a key is kept', () => {
    const long = posted(message(headline('n'), inRow(1, x(190))))
    fine(long)
    expect(long.long).toHaveLength(1)
    expect(posted(message(headline('n'), inRow(1))).long).toEqual([])
  })

  test('1,024 characters of what a picture shows', () => {
    const png = { name: 'a.png', mediaType: 'image/png', bytes: Buffer.from('x') }
    for (const length of [1_024, 1_025])
      for (const layout of [false, true])
        fine(posted(message(headline('n'), { kind: 'picture', name: 'a.png', svg: '', alt: x(length) }), { picture: png, layout }))
  })
})

test('a cut never halves a character, nor leaves a mark open', () => {
  for (const unit of ['😀', '👩‍👩‍👧', '🇳🇴', '*', '\\', 'é', '<'])
    for (const node of [headline(`x${unit.repeat(5_000)}`), text({ kind: 'bold', spans: [`x${unit.repeat(5_000)}`] })])
      for (const rendered of [answered(message(node)), posted(message(node)), posted(message(headline('n'), node))])
        for (const each of markdownIn(fine(rendered))) {
          expect(each).not.toMatch(/\p{Cs}/u)
          const words = wordsIn(seen(each)).replace(/^n$|[x…\u200b-\u200d]+$|^x/g, '')
          // A family is joined by characters that show nothing.
          expect(words.replaceAll(unit, '').replaceAll(unit.replaceAll('\u200d', ''), '')).toBe('')
        }
})

const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'*_~`|\\<>[]()#-@: \na', '\ud83d', 'א', '@everyone', '<@812345678901234567>'), maxLength: 30 }),
  fc.string({ unit: 'grapheme', minLength: 900, maxLength: 2_300 }),
)
const span: fc.Arbitrary<Span> = fc.letrec<{ span: Span }>((tie) => ({
  span: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    typed,
    fc.record({
      kind: fc.constantFrom('bold' as const, 'italic' as const, 'strike' as const),
      spans: fc.array(tie('span'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('code' as const), text: typed }),
    fc.record({ kind: fc.constant('channel' as const), channel: fc.constantFrom('812345678901234567', '@812345678901234567', 'x y', '') }),
    fc.record({ kind: fc.constant('link' as const), url: fc.oneof(fc.webUrl(), typed), text: typed }),
    fc.record({
      kind: fc.constant('mention' as const),
      person: fc.constantFrom('812345678901234567', '812345678901234568', 'U1'),
      name: typed,
    }),
  ),
})).span
const spans = fc.array(span, { maxLength: 4 })
const node: fc.Arbitrary<Node> = fc.oneof(
  fc.record({ kind: fc.constantFrom('headline' as const, 'text' as const, 'quiet' as const), spans }),
  fc.record({ kind: fc.constant('bar' as const), filled: fc.double(), tick: fc.double(), before: spans, after: spans }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(spans, { maxLength: 12 }), numbered: fc.boolean() }),
  fc.record({ kind: fc.constant('facts' as const), facts: fc.array(fc.record({ name: typed, value: spans }), { maxLength: 30 }) }),
  fc.constant<Node>({ kind: 'divider' }),
  fc.record({ kind: fc.constant('file' as const), name: typed, mediaType: fc.constant('text/csv'), content: fc.constantFrom('', 'a,b') }),
  fc.record({ kind: fc.constant('picture' as const), name: fc.constant('a.png'), svg: fc.constant(''), alt: typed }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(
      fc.record({ label: fc.string({ unit: 'binary', maxLength: 110 }), action: fc.constant('act'), value: fc.string({ maxLength: 200 }) }),
      {
        maxLength: 30,
      },
    ),
  }),
)

/** Letters and digits alone: what is shown is written in another way, but says no less. */
const letters = (of: string) => of.replace(/[^\p{L}\p{N}]/gu, '')

test('whatever a message holds, Discord takes it, nobody but the thanked is told, and no word of it is lost', () => {
  const picture = { name: 'a b.png', mediaType: 'image/png', bytes: Buffer.from('x') }
  const nodes = fc
    .array(node, { maxLength: 14 })
    .filter((all) => ['file', 'picture'].every((kind) => all.filter((one) => one.kind === kind).length < 2))
  fc.assert(
    fc.property(nodes, fc.boolean(), fc.boolean(), (all, layout, drawn) => {
      const of = { nodes: all }
      for (const rendered of [answered(of), posted(of, { layout, ...(drawn ? { picture } : {}) })]) {
        fine(rendered)
        const markdown = markdownIn(rendered).join('\n')
        const told = [...markdown.matchAll(/(?<!\\)<@(\d+)>/g)].map(([, id]) => id)
        for (const id of rendered.body.allowed_mentions.users)
          expect(plainText(of) !== '' && ['812345678901234567', '812345678901234568']).toContain(id)
        expect(told.every((id) => id?.startsWith('81234567890123456'))).toBe(true)
        const says = attachedIn(rendered)
        if (says !== undefined) expect(says).toBe(tidy(plainText(of)))
        else
          for (const each of all)
            if (each.kind === 'text' && each.spans.every((one) => typeof one === 'string'))
              expect(letters(wordsIn(seen(markdown)))).toContain(letters(tidy(each.spans.join(''))))
      }
    }),
    { numRuns: 120 },
  )
})
