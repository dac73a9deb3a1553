// Names of files as Discord keeps them: anything else it changes, and then no component or embed finds the file by its name.

/** Letters of ASCII, digits, `.`, `_` and `-`; the ending stays. None of `taken`, and never empty. */
export function fileName(name: string, taken: readonly string[] = []): string {
  const [, stem = '', ending = ''] = /^(.*?)(\.[a-z0-9]{1,10})?$/is.exec(name) ?? []
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[^\w.-]+/g, '-')
  const begin =
    plain(stem)
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, longest) || 'file'
  const unlike = (count: number): string => {
    const found = `${begin}${count === 1 ? '' : `-${count}`}${ending}`
    return taken.includes(found) ? unlike(count + 1) : found
  }
  return unlike(1)
}

/** Of the name without its ending: enough for what we call our files. */
const longest = 80
