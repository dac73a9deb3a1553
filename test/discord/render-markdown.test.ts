// Typed text on Discord: it reads as it was typed and does nothing; what is ours stands where Discord sees it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Span } from '../../src/message/message.ts'
import { isolated, tidy } from '../../src/message/tidy.ts'
import { kindsIn, type Seen, seen, wordsIn } from './markdown-reader.ts'
import { answered, markdownIn, message, posted } from './rendering.ts'

/** As it stands in a text display. */
const shown = (...spans: Span[]): string => markdownIn(answered(message({ kind: 'text', spans }))).join('\n')

describe('typed text', () => {
  test.each([
    ['@everyone and @here', '\\@everyone and \\@here'],
    ['mail sam@acme.com', 'mail sam@acme.com'],
    ['<@812345678901234567> <@&1> <#1>', '\\<@812345678901234567> \\<@&1> \\<#1>'],
    [
      '<t:1618953630> <:a:1> <a:b:2> </deal won:3> <id:customize>',
      '\\<t:1618953630> \\<\\:a:1> \\<a\\:b:2> \\</deal won:3> \\<id:customize>',
    ],
    ['https://evil.example/x', 'https\\://evil.example/x'],
    ['<https://evil.example>', '\\<https\\://evil.example>'],
    ['[Acme](https://evil.example)', '\\[Acme]\\(https\\://evil.example)'],
    ['discord.gg/abc and https://discord.com/invite/x', 'discord\\.gg/abc and https\\://discord\\.com/invite/x'],
    ['*a* **b** _c_ __d__ ~~e~~ ||f|| `g`', '\\*a\\* \\*\\*b\\*\\* \\_c\\_ \\_\\_d\\_\\_ \\~\\~e\\~\\~ \\|\\|f\\|\\| \\`g\\`'],
    ['# big\n## less\n-# small', '\\# big\n\\## less\n\\-# small'],
    ['#412 Acme', '#412 Acme'],
    ['- a\n+ b\n1. c\n2) d', '\\- a\n\\+ b\n1\\. c\n2\\) d'],
    ['-5 %, 5.000 kr', '-5 %, 5.000 kr'],
    ['> a\n>>> b', '\\> a\n\\>>> b'],
    ['3 > 2', '3 > 2'],
    [':tada: at 10:30: now', '\\:tada: at 10:30: now'],
    ['09:100: and 9:30:tada:', '09\\:100: and 9\\:30\\:tada:'],
    ['back\\slash \\* \\', 'back\\\\slash \\\\\\* \\\\'],
    ['¯\\_(ツ)_/¯', '¯\\\\\\_(ツ)\\_/¯'],
    ['a\u0000b\u202ec\u2066d\u200fe\u0007', 'abcde'],
    ['half \ud83d surrogate', 'half \ufffd surrogate'],
    ['won: שלום 5,000', 'won: \u2068שלום\u2069 5,000'],
  ])('%j reads as it was typed', (typed, markdown) => {
    expect(shown(typed)).toBe(markdown)
    expect([...kindsIn(seen(markdown))]).toEqual([])
  })

  const hostile = fc.string({
    unit: fc.constantFrom(
      ...'*_~`|\\<>[]()#-+@:/. \n0a1é',
      '<@812345678901234567>',
      '@everyone',
      '@here',
      '<@&1>',
      '<#1>',
      '</x:1>',
      '<t:1:R>',
      '<:a:1>',
      '<id:guide>',
      'https://',
      'http://a.b',
      'discord.gg/',
      'discordapp.com/x',
      '](https://x.y)',
      '```',
      '||',
      '-# ',
      '# ',
      '>>> ',
      '1. ',
      ':tada:',
      ':30',
      ':100:',
      'א',
      '\u202e',
      '👩‍👩‍👧',
      '🇳🇴',
      '\ud83d',
    ),
    maxLength: 30,
  })
  const typed = fc.oneof({ weight: 3, arbitrary: hostile }, fc.string({ unit: 'binary', maxLength: 40 }))
  /** Blanks at the ends of lines, and blank lines at the ends of a text, are nothing. */
  const bare = (text: string) =>
    text
      .replace(/[\u200b\u2068\u2069]/g, '')
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .trim()

  test('whatever it is, it does nothing and is not changed', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const found = seen(shown(text))
        expect([...kindsIn(found)]).toEqual([])
        expect(bare(wordsIn(found))).toBe(bare(tidy(text)) || '…')
      }),
      { numRuns: 1_500 },
    )
  })

  const span: fc.Arbitrary<Span> = fc.letrec<{ span: Span }>((tie) => ({
    span: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: typed },
      fc.record({
        kind: fc.constantFrom('bold' as const, 'italic' as const, 'strike' as const),
        spans: fc.array(tie('span'), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('code' as const), text: typed }),
      fc.record({
        kind: fc.constant('link' as const),
        url: fc.constantFrom('https://example.com/a_b*c~~d|(e)?f=<g>', 'javascript:alert(1)', 'https://'),
        text: typed,
      }),
    ),
  })).span

  /** Each character that takes room, with how it is to be shown; what is written another way is left out. */
  function wanted(spans: readonly Span[], styles: readonly string[] = []): string[] {
    return spans.flatMap((each): string[] => {
      if (typeof each === 'string') return signed(tidy(each), styles)
      if (each.kind === 'code') return signed(tidy(each.text), [...styles.filter((style) => style === 'strike'), 'code'])
      if (each.kind === 'link') return []
      return 'spans' in each ? wanted(each.spans, [...styles, each.kind]) : []
    })
  }
  function had(all: readonly Seen[], styles: readonly string[] = []): string[] {
    return all.flatMap(({ kind, text, inside }): string[] => {
      if (kind === 'named link') return []
      if (inside.length > 0) return had(inside, [...styles, kind])
      return signed(text, kind === 'text' ? styles : [...styles, kind])
    })
  }
  const signed = (text: string, styles: readonly string[]): string[] =>
    Array.from(text.replace(/[\s\u200b\u2068\u2069`~ˋ∼\]］]/g, '')).map((sign) => `${sign} ${[...new Set(styles)].sort().join(' ')}`)

  test('among styles of ours it stays text, and each word has its style', () => {
    const withoutLinks = (spans: readonly Span[]): boolean =>
      spans.every((each) => typeof each === 'string' || (each.kind !== 'link' && (!('spans' in each) || withoutLinks(each.spans))))
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), (spans) => {
        const found = seen(shown(...spans))
        for (const kind of kindsIn(found)) expect(['bold', 'italic', 'strike', 'code', 'named link']).toContain(kind)
        if (withoutLinks(spans) && wanted(spans).length > 0) expect(had(found)).toEqual(wanted(spans))
      }),
      { numRuns: 1_500 },
    )
  })

  test('nor does it anything in lists, facts, headlines and small print', () => {
    fc.assert(
      fc.property(typed, typed, (one, other) => {
        const all = message(
          { kind: 'headline', spans: [one] },
          { kind: 'list', items: [[one], [other]], numbered: true },
          { kind: 'list', items: [[other]] },
          { kind: 'quiet', spans: [other] },
          { kind: 'bar', filled: 0.5, before: [one], after: [other] },
          { kind: 'facts', facts: [{ name: one, value: [other] }] },
        )
        for (const rendered of [answered(all), posted(all), posted(all, { layout: true })])
          for (const text of markdownIn(rendered)) {
            const found = seen(text)
            for (const kind of kindsIn(found)) expect(['bold', 'subtext']).toContain(kind)
            expect(text).not.toMatch(/\p{Cs}/u)
          }
      }),
      { numRuns: 400 },
    )
  })
})

describe('what is ours', () => {
  test('marks are as few as needed, and words keep their styles wherever they meet', () => {
    expect(shown('a', { kind: 'bold', spans: ['b'] }, 'c')).toBe('a**b**c')
    expect(shown('a', { kind: 'italic', spans: ['b'] }, 'c')).toBe('a\u200b_b_\u200bc')
    expect(shown({ kind: 'bold', spans: [' spaced '] }, 'x')).toBe('**spaced** x')
    expect(shown({ kind: 'bold', spans: ['two\nlines'] })).toBe('**two**\n**lines**')
    expect(shown({ kind: 'bold', spans: ['a ', { kind: 'italic', spans: ['b'] }, ' c'] })).toBe('**a _b_ c**')
    expect(shown({ kind: 'bold', spans: ['  '] }, { kind: 'italic', spans: [''] }, 'x')).toBe('x')
    expect(shown({ kind: 'strike', spans: ['gone ~'] }, { kind: 'italic', spans: ['x'] })).toBe('~~gone \\~\u200b~~\u200b_x_')
    expect(shown({ kind: 'bold', spans: ['try ', { kind: 'code', text: '/deal' }, ' now'] })).toBe('**try** `/deal` **now**')
  })

  test('code is as typed', () => expect(shown({ kind: 'code', text: 'a `b` *c* <@1> \\' })).toBe('`a ˋbˋ *c* <@1> \\`'))

  test('a link goes only where links go, without a preview; else its words stand there', () => {
    expect(shown({ kind: 'link', url: 'https://x.example/a_(b)?c=<d>', text: 'a [b] c' })).toBe(
      '[a ［b］ c](<https://x.example/a%5F%28b%29?c=%3Cd%3E>)',
    )
    expect(shown({ kind: 'link', url: 'javascript:alert(1)', text: 'click' })).toBe('click')
    expect(shown({ kind: 'link', url: 'https://evil.example', text: 'https://bank.example' })).toBe('https\\://bank.example')
  })

  test('a channel leads there, a conversation is named by its person, and what has no id of Discord is a name', () => {
    expect(shown({ kind: 'channel', channel: '812345678901234567' })).toBe('<#812345678901234567>')
    expect(shown({ kind: 'channel', channel: '@812345678901234567' })).toBe('<@812345678901234567>')
    expect(shown({ kind: 'channel', channel: 'C0WINS001> <@1' })).toBe('#C0WINS001> \\<@1')
    expect(shown({ kind: 'mention', person: 'U1> @everyone', name: 'Sam @everyone' })).toBe('Sam \\@everyone')
  })

  test('words from right to left stay among themselves', () => expect(shown('א 5')).toBe(isolated('א 5')))
})
