// Says plainly when Node.js is too old, before anything that an old one cannot read is loaded: keep the syntax here old too.

/** The sentence to stop with, or undefined when this Node.js will do: 20.19 and later 20s, or 22.12 and later (package.json, "engines"). */
export function unsuitableNode(version, command) {
  const parts = version.split('.').map(Number)
  const major = parts[0]
  const minor = parts[1]
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return undefined
  return (
    'Dealbell needs Node.js 20.19 or a later 20, or 22.12 or later; this is ' +
    version +
    '. Get one from https://nodejs.org/en/download and run "' +
    command +
    '" again.'
  )
}
