import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitWords } from '../../src/vocabulary/words.ts'
import { typed } from './typed.ts'

const texts = (text: string) => typed(text).map((word) => (word.quoted ? `[${word.text}]` : word.text))
const problem = (text: string) => {
  const words = splitWords(text)
  return Array.isArray(words) ? words : [words.reason, words.from, words.to]
}

describe('words', () => {
  it.each([
    ['are parted by spaces, tabs and line breaks', ' won  5000\tAcme\r\nnow ', ['won', '5000', 'Acme', 'now']],
    [
      'are parted by spaces that do not break, thin and wide ones',
      'a\u00a0b\u202fc\u2009d\u3000e\u0085f\u2028g',
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    ],
    ['are none in an empty text', ' \u200b ', []],
    ['are kept together by straight quotes', 'won "Acme Corp" now', ['won', '[Acme Corp]', 'now']],
    ['are kept together by curly quotes', '“Acme Corp” now', ['[Acme Corp]', 'now']],
    ['are kept together by German quotes', '„Acme Corp“ now', ['[Acme Corp]', 'now']],
    ['are kept together by Polish quotes', '„Acme Corp” now', ['[Acme Corp]', 'now']],
    ['are kept together by Swedish quotes', '”Acme Corp” now', ['[Acme Corp]', 'now']],
    ['are kept together by angle quotes', '«Acme Corp» now', ['[Acme Corp]', 'now']],
    ['are kept together by angle quotes with spaces inside', '«\u00a0Acme Corp\u00a0» now', ['[Acme Corp]', 'now']],
    ['are kept together by corner brackets', '「株式会社 Acme」 now', ['[株式会社 Acme]', 'now']],
    ['may be opened and closed by different double quotes', '“Acme Corp" now', ['[Acme Corp]', 'now']],
    ['keep another kind of quotes inside', '"the «Big» One" “a "b" c”', ['[the «Big» One]', '[a "b" c]']],
    ['have quotes inside that open nothing', 'a 27" screen and O"Neil', ['a', '27"', 'screen', 'and', 'O"Neil']],
    ['begin anew behind a closing quote', '"Acme"5000', ['[Acme]', '5000']],
    ['may be empty in quotes', 'a "" b', ['a', '[]', 'b']],
    ['have one space for each stretch of white space in quotes', '" Acme \n\t Corp "', ['[Acme Corp]']],
    ['lose direction marks', '\u200f5000\u200e \u202aAcme\u202c \u2066x\u2069', ['5000', 'Acme', 'x']],
    ['lose a byte order mark and zero-width characters', '\ufeffwon 5\u200b0\u20600\u00ad0', ['won', '5000']],
    ['lose hidden characters before a quote and inside it', '\u200f"Ac\u200bme\u200e Corp"\u200f', ['[Acme Corp]']],
    ['lose joiners and variation selectors that join nothing', 'Ac\u200dme 5\ufe0f000 x\u200c\u200d', ['Acme', '5000', 'x']],
    ['keep emoji whole', '👩‍👩‍👧‍👦 ❤️ 👍🏽 🏳️‍🌈 5️⃣ 🇳🇴 🧑🏽‍💻 "☺️ ok"', ['👩‍👩‍👧‍👦', '❤️', '👍🏽', '🏳️‍🌈', '5️⃣', '🇳🇴', '🧑🏽‍💻', '[☺️ ok]']],
    ['keep the flags of Scotland and Wales', '🏴󠁧󠁢󠁳󠁣󠁴󠁿 a\u{e0067}b', ['🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'ab']],
    ['keep the joiners that Persian and Hindi spelling needs', 'نرم\u200cافزار क्\u200dष', ['نرم\u200cافزار', 'क्\u200dष']],
    ['lose a joiner that a space keeps from joining', '"👩 \u200d👩"', ['[👩 👩]']],
    ['leave mentions and other marks alone', '<@U1|sam> <!channel> #42 &amp;', ['<@U1|sam>', '<!channel>', '#42', '&amp;']],
  ])('%s', (_, text, words) => expect(texts(text)).toEqual(words))

  it('know where they stand, with their quotes', () => {
    expect(typed('won \u200f"Acme Corp"\u200e 5\u200b0 ')).toEqual([
      { text: 'won', from: 0, to: 3, quoted: false },
      { text: 'Acme Corp', from: 5, to: 16, quoted: true },
      { text: '50', from: 18, to: 21, quoted: false },
    ])
  })

  it.each([
    ['a quote that is not closed', 'won "Acme Corp', ['unclosed-quote', 4, 14]],
    ['a curly quote that is not closed', '5 “Acme', ['unclosed-quote', 2, 7]],
    ['a bell', 'won\u0007 5', ['control-character', 3, 4]],
    ['a null between words', 'won \u0000 5', ['control-character', 4, 5]],
    ['a C1 character in quotes', 'x "a\u009bb"', ['control-character', 4, 5]],
    ['half an emoji', 'Acme \ud83d', ['control-character', 5, 6]],
  ])('complain of %s', (_, text, expected) => expect(problem(text)).toEqual(expected))

  it('names the control character', () => {
    expect(splitWords('\u001b[31m')).toMatchObject({ details: { text: 'U+001B' } })
  })

  it('never show what is hidden, never overlap, and hold nothing but what was typed', () => {
    const piece = fc.constantFrom(
      'a',
      '5',
      ' ',
      '"',
      '“',
      '”',
      '«',
      '\u200f',
      '\u200d',
      '\ufe0f',
      '👩',
      '🏴',
      '\u{e0067}',
      'ن',
      '\u00a0',
      '「',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        const words = splitWords(text)
        if (!Array.isArray(words)) {
          expect(words.reason).toBe('unclosed-quote')
          return
        }
        let end = 0
        for (const word of words) {
          expect(word.from).toBeGreaterThanOrEqual(end)
          end = word.to
          expect(word.text).not.toMatch(/[\u200f]|^\s|\s$/)
          if (!word.quoted) expect(word.text).not.toMatch(/\s/)
          for (const char of word.text.replaceAll(' ', '')) expect(text.slice(word.from, word.to)).toContain(char)
        }
      }),
      { numRuns: 500 },
    )
  })
})
