// The directions of docs and README, checked on the imports that there are: who may know whom, and where each vendor's SDK lives.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../src')

interface Import {
  readonly from: string
  readonly to: string
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.startsWith('generated'),
)

/** Every import, static, dynamic or of types alone, with paths relative to src; packages as they are named. */
const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(path.join(root, file), 'utf8')
  const found = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => name)
  return found.map((name) => ({ from: file, to: name.startsWith('.') ? path.join(path.dirname(file), name) : name }))
})

/** Each folder with those that it may import beside itself. Features of one rank do not know each other. */
const base = ['vocabulary', 'message', 'languages', 'conversation', 'workspaces']
const features = [...base, 'deals', 'targets', 'activities', 'progress', 'pipeline', 'leaderboard', 'kudos']
const rituals = ['agenda', 'shout-outs', 'nudges', 'digest']
const allowed: Readonly<Record<string, readonly string[]>> = {
  vocabulary: [],
  message: ['vocabulary'],
  pictures: [],
  languages: ['vocabulary', 'message'],
  conversation: ['vocabulary', 'message', 'languages'],
  workspaces: base,
  deals: base,
  targets: base,
  activities: base,
  progress: [...base, 'deals', 'targets'],
  pipeline: [...base, 'deals', 'targets', 'progress'],
  leaderboard: [...base, 'deals', 'targets', 'activities', 'progress', 'pictures'],
  kudos: base,
  schedule: base,
  diagnosis: base,
  agenda: [...features, 'diagnosis'],
  'shout-outs': features,
  nudges: features,
  digest: [...features, 'diagnosis'],
  help: base,
  delivery: features,
  timekeeping: [...base, 'delivery'],
  storage: [...features, ...rituals, 'diagnosis', 'transfer', 'privacy', 'delivery', 'sandbox', 'timekeeping'],
  doctor: ['vocabulary', 'message', 'languages'],
  slack: [...base, 'pictures', 'doctor', 'web'],
  discord: [...base, 'pictures', 'doctor', 'web'],
  terminal: base,
  web: ['vocabulary'],
  transfer: features,
  privacy: [...features, 'transfer'],
  sandbox: [...features],
}
/** Files that know more than their folder, each with a reason. */
const exceptions = new Set([
  'sandbox/start-sandbox.ts settings.ts', // what it gives back are settings for Slack
])

const folderOf = (file: string) => (file.includes(path.sep) ? (file.split(path.sep)[0] ?? '') : '')

test('the imports were seen', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(imports.length).toBeGreaterThan(400)
  expect(new Set(files.map(folderOf))).toEqual(new Set(['', ...Object.keys(allowed), 'programs']))
})

test('a folder imports only what lies beneath it', () => {
  const wrong = imports.filter(({ from, to }) => {
    const folder = folderOf(from)
    if (!to.endsWith('.ts') || to.startsWith('generated') || exceptions.has(`${from} ${to}`)) return false
    if (folder === '' || folder === 'programs') return false // compose, main and the programs may know every part
    return folderOf(to) !== folder && !allowed[folder]?.includes(folderOf(to))
  })
  expect(wrong).toEqual([])
})

test('only main knows the programs, and only they and it know how things are composed', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      (folderOf(to) === 'programs' && folderOf(from) !== 'programs' && from !== 'main.ts') ||
      (to === 'compose.ts' && folderOf(from) !== 'programs'),
  )
  expect(wrong).toEqual([])
})

test.each([
  [/^@slack\//, ['slack']],
  [/^(discord\.js|@discordjs\/)/, ['discord']],
  [/^(@prisma\/|pg$|better-sqlite3$)/, ['storage']],
  [/^@resvg\//, ['pictures']],
  [/^graphile-worker/, ['delivery', 'timekeeping']],
  [/generated\/(sqlite|postgresql)/, ['storage']],
])('%s is imported in %s alone', (what, folders) => {
  const wrong = imports.filter(({ from, to }) => what.test(to) && !folders.includes(folderOf(from)))
  expect(wrong).toEqual([])
})

test('the environment is read in settings.ts, the present time in vocabulary/clock.ts', () => {
  const reading = (what: RegExp) =>
    files.filter((file) => what.test(readFileSync(path.join(root, file), 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')))
  expect(reading(/process\.env/)).toEqual(['settings.ts'])
  expect(reading(/Date\.now\(\)|new Date\(\)|Temporal\.Now/)).toEqual(['vocabulary/clock.ts'])
})

test('no sentence stands in the code: what is shown goes through the catalogue', () => {
  // A literal with several words that is handed to a message builder would be one.
  const sentences = files
    .filter((file) => !file.startsWith('languages'))
    .flatMap((file) => {
      const text = readFileSync(path.join(root, file), 'utf8')
      return [...text.matchAll(/\b(?:text|headline|quiet|list|label|title)\(?:?\s*\(?\[?'([^'\n]*\p{L} \p{L}[^'\n]*)'/gu)].map(
        ([match]) => `${file}: ${match}`,
      )
    })
  expect(sentences).toEqual([])
})
