// Time zones by their IANA names.

// The names without a region in the tz database. ICU adds three-letter ones of its own, which mean something else to most people
// (`ECT` is Paris): those are not taken.
const single: ReadonlyMap<string, string> = new Map(
  (
    'UTC GMT CET EET MET WET EST MST HST EST5EDT CST6CDT MST7MDT PST8PDT UCT Zulu Universal Greenwich GMT0 GMT+0 GMT-0 Cuba Egypt Eire GB ' +
    'GB-Eire Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya Navajo NZ NZ-CHAT Poland Portugal PRC ROC ROK Singapore Turkey W-SU'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
)

let listed: ReadonlyMap<string, string> | undefined

/**
 * The zone of that name in any case, written as the tz database writes it (`europe/oslo` is `Europe/Oslo`); undefined where there is
 * none. A name that has become another's alias stays what was asked for: `Asia/Kolkata`, not ICU's `Asia/Calcutta`.
 */
export function timeZoneOf(text: string): string | undefined {
  const lower = text.toLowerCase()
  if (lower.length > 40 || !/^[a-z][a-z0-9_+/-]*$/.test(lower)) return undefined
  if (!lower.includes('/')) return single.get(lower)
  listed ??= new Map(Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name]))
  const name = listed.get(lower) ?? capitalised(lower)
  return isZone(name) && !name.startsWith('Systemv/') ? name : undefined
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false // RangeError: no such zone
  }
}

// Parts of names that are not written like a word.
const odd: ReadonlyMap<string, string> = new Map(
  ['GMT', 'UTC', 'UCT', 'GMT0', 'McMurdo', 'DumontDUrville', 'ComodRivadavia', 'DeNoronha', 'BajaNorte', 'BajaSur', 'EasterIsland']
    .concat(['NSW', 'ACT', 'LHI', 'IN', 'ND', 'US'])
    .map((part) => [part.toLowerCase(), part]),
)

/** A name that the list of zones lacks (an alias) with the capitals that the tz database gives it. */
function capitalised(lower: string): string {
  return lower.replace(/[a-z0-9]+/g, (part) => odd.get(part) ?? part.charAt(0).toUpperCase() + part.slice(1))
}
