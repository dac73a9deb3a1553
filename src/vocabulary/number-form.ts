// A number as people write it, with the separators of any country, without guessing which is which.
//
//   one separator, exactly three digits behind it, one to three before it (no leading zero): thousands
//   one separator otherwise: decimal mark                      5000.5, 0.500, 5,25
//   the same one several times: thousands, in groups of three  1.234.567
//   two different ones: the last is the decimal mark           5.000,50
//   an apostrophe, a space, ٬ can only group; ٫ can only be the decimal mark
//
// Whether "5000.555" or "1.500k" is a slip, and which, is left to the reader of the amount: `single` says that there is a doubt.

export interface NumberForm {
  readonly whole: string
  readonly fraction: string
  /** True for one separator that is read as a decimal mark only by its digits: with three of them, thousands may have been meant. */
  readonly single: boolean
}

export interface BadForm {
  /** `grouping`: the digits make no groups of three; `indian`: they are grouped as in India (12,34,567). */
  readonly bad: 'grouping' | 'indian' | 'unreadable'
  /** All digits before a decimal mark that is beyond doubt. */
  readonly whole: string
  /** Those behind the last separator, or behind that mark. */
  readonly last: string
  /** True when `last` stands behind such a mark, and so is no part of `whole`. */
  readonly marked: boolean
}

const unreadable: BadForm = { bad: 'unreadable', whole: '', last: '', marked: false }
const groupingOnly = new Set([' ', "'", '٬'])

/** Reads folded digits and separators. `suffixed`: a k or million follows, so that three digits behind one separator are never thousands. */
export function numberForm(body: string, suffixed: boolean): NumberForm | BadForm {
  const groups = body.split(/[ .,'٫٬]/)
  const marks = body.replace(/\d/g, '')
  const different = new Set(marks)
  const [first = '', ...rest] = groups
  const last = rest.at(-1) ?? ''
  if (different.size === 0) return exact(first)
  if (rest.includes('') || (first === '' && (marks.length > 1 || groupingOnly.has(marks)))) return unreadable
  if (marks.length === 1) return oneSeparator(first, last, marks, suffixed)
  if (different.size === 1) return marks.startsWith('٫') ? unreadable : (grouped(groups) ?? badGroups(groups))
  const mark = marks.charAt(marks.length - 1)
  const decimal = !groupingOnly.has(mark) && marks.indexOf(mark) === marks.length - 1
  if (!decimal) return badGroups(groups)
  const whole = different.size === 2 && !marks.startsWith('٫') ? grouped(groups.slice(0, -1)) : undefined
  return whole ? { ...whole, fraction: last } : badGroups(groups.slice(0, -1), last)
}

function oneSeparator(before: string, after: string, mark: string, suffixed: boolean): NumberForm | BadForm {
  if (groupingOnly.has(mark)) return grouped([before, after]) ?? badGroups([before, after])
  const beyondDoubt = mark === '٫' || before === '' || before.startsWith('0')
  const thousands = !beyondDoubt && !suffixed && after.length === 3 && before.length <= 3
  return thousands ? exact(before + after) : { whole: before, fraction: after, single: !beyondDoubt }
}

const exact = (whole: string): NumberForm => ({ whole, fraction: '', single: false })

function grouped(groups: readonly string[]): NumberForm | undefined {
  const [first = '', ...rest] = groups
  const right = first.length >= 1 && first.length <= 3 && !first.startsWith('0') && rest.every((group) => group.length === 3)
  return right ? exact(groups.join('')) : undefined
}

/** Groups that are not of three; in India the last is, and those before it are of two: 12,34,567. */
function badGroups(groups: readonly string[], fraction?: string): BadForm {
  const [first = '', ...rest] = groups
  const last = rest.at(-1) ?? ''
  const pairs = rest.length >= 2 && rest.slice(0, -1).every((group) => group.length === 2)
  const indian = pairs && first.length >= 1 && first.length <= 2 && last.length === 3
  return { bad: indian ? 'indian' : 'grouping', whole: groups.join(''), last: fraction ?? last, marked: fraction !== undefined }
}
