// Digits, widths and dashes of other scripts and keyboards as their ASCII counterparts, so that a reader knows only one of each.

/** The zeros of the decimal digits that are read beside ASCII: Arabic-Indic and extended Arabic-Indic. Full-width ones fold by their block. */
const zeros = [0x0660, 0x06f0]

/** Single characters, each for one of the same length: places in the text stay what they are. */
const others: ReadonlyMap<string, string> = new Map([
  ...[...'‐‑‒–—―−﹣'].map((dash) => [dash, '-'] as const),
  ...[...'’‘ʼ′‛'].map((apostrophe) => [apostrophe, "'"] as const),
  ['،', ','], // Arabic comma
  ['￥', '¥'],
  ['￡', '£'],
  ['￦', '₩'],
])

/**
 * The text with full-width characters, Arabic-Indic digits, dashes and apostrophes folded to ASCII. Has the length of the text. The
 * Arabic separators ٫ (decimal) and ٬ (thousands) stay, as they say which of the two they are.
 */
export function fold(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return text
  let folded = ''
  for (let at = 0; at < text.length; at += 1) folded += foldOne(text.charCodeAt(at), text.charAt(at))
  return folded
}

function foldOne(code: number, char: string): string {
  if (code < 0x80) return char
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  const zero = zeros.find((first) => code >= first && code <= first + 9)
  return zero === undefined ? (others.get(char) ?? char) : String(code - zero)
}
