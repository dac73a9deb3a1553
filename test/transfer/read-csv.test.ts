// Files as spreadsheets and people write them, read as rows; and rows written so that no program runs them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asWritten, csvText, harmlessCell } from '../../src/message/write-csv.ts'
import { decoded } from '../../src/transfer/decode.ts'
import { readTable } from '../../src/transfer/read-csv.ts'

const cellsOf = (text: string) => {
  const table = readTable(text)
  return 'unreadable' in table ? table : { header: table.header, rows: table.rows.map(({ line, cells }) => [line, ...cells]) }
}

test.each([
  ['commas', 'a,b\n1,2\n'],
  ['semicolons', 'a;b\n1;2'],
  ['tabs', 'a\tb\r\n1\t2\r\n'],
  ['a byte order mark', '\ufeffa,b\n1,2\n'],
  ['old Mac line ends', 'a,b\r1,2\r'],
  ['quotes around everything', '"a","b"\n"1","2"\n'],
  ['blanks around cells', 'a , b\n 1, 2 \n'],
])('%s', (_, text) => {
  expect(cellsOf(text)).toEqual({ header: ['a', 'b'], rows: [[2, '1', '2']] })
})

test('a semicolon in a quoted header does not decide', () => {
  expect(cellsOf('"a;x;y;z",b\n1,2\n')).toEqual({ header: ['a;x;y;z', 'b'], rows: [[2, '1', '2']] })
})

test('lines are counted through quoted line breaks and blank lines', () => {
  expect(cellsOf('a,b\r\n"1\r\n1",2\r\n\r\n,\r\n3,4')).toEqual({
    header: ['a', 'b'],
    rows: [
      [2, '1\r\n1', '2'],
      [6, '3', '4'],
    ],
  })
})

test('quotes within quotes, and rows that are too short or too long', () => {
  expect(cellsOf('a,b\n"say ""yes""",2\n1\n1,2,3\n')).toEqual({
    header: ['a', 'b'],
    rows: [
      [2, 'say "yes"', '2'],
      [3, '1'],
      [4, '1', '2', '3'],
    ],
  })
})

test.each([
  ['', { unreadable: 'empty' }],
  [' \n\t\n', { unreadable: 'empty' }],
  ['a,b\n', { unreadable: 'no rows' }],
  ['a,b\n,\n', { unreadable: 'no rows' }],
])('%j is no table', (text, expected) => {
  expect(readTable(text)).toEqual(expected)
})

test.each([
  ['a,b\r\n"1\r\n\r\n1",2\r\n\r\n3,"4\r\n5,6\r\n', 6],
  ['a,b\n1,2\n3,say "yes"\n5,6\n', 3],
  ['a,b\n1,2\n"3"x,4\n', 3],
  ['"a,b\n1,2\n', 1],
])('of %j the row with the quote is named by the line on which it begins', (text, line) => {
  expect(readTable(text)).toEqual({ unreadable: 'quote', line })
})

test('a first line that says what separates the cells is none of the table, but is a line', () => {
  expect(cellsOf('sep=;\r\na,x;b\r\n1;2')).toEqual({ header: ['a,x', 'b'], rows: [[3, '1', '2']] })
})

test('a quote that is never closed is named by its line', () => {
  expect(readTable('a,b\n1,2\n"3,4\n5,6\n')).toMatchObject({ unreadable: 'quote' })
  expect(readTable(`a\n${'1\n'.repeat(100_001)}`)).toEqual({ unreadable: 'too long', most: 100_000 })
})

test('a file of rows without end keeps nobody waiting until its end is read', () => {
  expect(readTable(`a\n1\n${'\n'.repeat(200_000)}`)).toEqual({ unreadable: 'too long', most: 100_000 })
})

describe('bytes as text', () => {
  const text = 'Blåbær · 蓝莓'
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16'],
    ['UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16'],
  ])('%s', (_, bytes, encoding) => {
    expect(decoded(bytes)).toEqual({ text, encoding })
  })
  test('what is no UTF-8 is read as Windows-1252, and says so', () => {
    expect(decoded(Uint8Array.from([0x42, 0x6c, 0xe5, 0x80]))).toEqual({ text: 'Blå€', encoding: 'windows-1252' })
  })
  test('what has a NUL is no text', () => {
    expect(decoded(Uint8Array.from([0x89, 0x50, 0, 1]))).toBeUndefined()
  })
})

describe('written rows', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+47 123', "'+47 123"],
    ['@sam', "'@sam"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['-2+3', "'-2+3"],
    ['-5', '-5'],
    ['-5.25', '-5.25'],
    ['5,000', '5,000'],
    ["'=1+1", "''=1+1"],
    ['＝1+1', "'＝1+1"],
    ["'quoted", "'quoted"],
    ['a=b', 'a=b'],
  ])('%j becomes %j', (cell, expected) => {
    expect(harmlessCell(cell)).toBe(expected)
    expect(asWritten(expected)).toBe(cell)
  })

  test('the names of columns are made harmless too: they may be those of a file that somebody brought', () => {
    expect(csvText(['line', '=cmd()'], [])).toBe("\ufeffline,'=cmd()\r\n")
  })

  test('no cell begins like a formula, and all are read back as they were', () => {
    // Blanks at the ends are not kept, and a row of nothing is no row.
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '').trim())
    const row = fc.tuple(cell, cell).map(([a, b]) => [a, b, 'x'])
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const table = readTable(csvText(['a', 'b', 'c'], rows))
        if ('unreadable' in table) throw new Error(table.unreadable)
        for (const { cells } of table.rows) for (const text of cells) expect(/^[=+@\t\r]/.test(text)).toBe(false)
        expect(table.rows.map(({ cells }) => cells.map(asWritten))).toEqual(rows)
      }),
    )
  })
})
