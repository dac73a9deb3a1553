// Collects what is declared in the folders and writes what is made of it: src/catalog.generated.ts, manifest.yml and the README's
// command table. `--check` writes nothing and fails when one is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Described } from '../src/help/help-message.ts'

const root = path.resolve(import.meta.dirname, '..')
const kinds = ['commands', 'actions', 'forms', 'posts', 'rituals'] as const
const check = process.argv.includes('--check')
const stale: string[] = []

function put(file: string, content: string): void {
  const target = path.join(root, file)
  if (existsSync(target) && readFileSync(target, 'utf8') === content) return
  stale.push(file)
  if (!check) writeFileSync(target, content)
}

/** Every declaration file of a kind: `./deals/commands/log-win.ts`, in the order of features and names. */
function declarations(kind: string): string[] {
  const features = readdirSync(path.join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return features
    .map(({ name }) => name)
    .sort()
    .flatMap((feature) => {
      const folder = path.join(root, 'src', feature, kind)
      if (!existsSync(folder)) return []
      return readdirSync(folder)
        .filter((file) => file.endsWith('.ts'))
        .sort()
        .map((file) => `./${feature}/${kind}/${file}`)
    })
}

/** `./deals/commands/log-win.ts` -> `dealsLogWinCommand` */
function nameOf(file: string): string {
  const [, feature = '', kind = '', base = ''] = file.split('/')
  const words = `${feature}-${base.replace(/\.ts$/, '')}-${kind.replace(/s$/, '')}`.split('-')
  return words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')
}

const found = kinds.map((kind) => ({ kind, files: declarations(kind) }))
const imports = found
  .flatMap(({ files }) => files)
  .sort()
  .map((file) => `import ${nameOf(file)} from '${file}'`)
const lists = found.map(({ kind, files }) => `  ${kind}: [\n${files.map((file) => `    ${nameOf(file)},\n`).join('')}  ],`)
put(
  'src/catalog.generated.ts',
  `// Collected from the folders by tools/collect.ts (npm run collect). Not edited by hand.\n${imports.join('\n')}\n\nexport const catalog = {\n${lists.join('\n')}\n} as const\n`,
)

// What follows is made from the declarations themselves, so the catalog has to be there first.
const { catalog } = await import('../src/catalog.generated.ts')
const { sayIn } = await import('../src/languages/speak.ts')
const { manifest } = await import('../src/slack/manifest.ts')
const { usageOf } = await import('../src/conversation/usage.ts')
const { inOrder } = await import('../src/conversation/catalog.ts')
const say = sayIn('en')

const rows = inOrder<Described>(catalog.commands).map(
  (command) => `| \`${usageOf(command, say).replaceAll('|', '\\|')}\` | ${say.plain(command.summary)} |`,
)
const table = ['| command | what it does |', '| --- | --- |', ...rows].join('\n')
const readme = path.join(root, 'README.md')
if (existsSync(readme)) {
  const [begin, end] = ['<!-- commands -->', '<!-- /commands -->']
  const text = readFileSync(readme, 'utf8')
  const [before, after] = [text.split(begin)[0], text.split(end)[1]]
  if (before === undefined || after === undefined) throw new Error(`README.md has no ${begin} … ${end}`)
  put('README.md', `${before}${begin}\n${table}\n${end}${after}`)
}

// A platform's command is the first word; what can follow it is its hint.
const words = [...new Set(catalog.commands.map(({ name }) => name.split(' ')[0] ?? name))].sort()
const platformCommands = words.map((word) => {
  const own = inOrder<Described>(catalog.commands).filter(({ name }) => name.split(' ')[0] === word)
  const [only, another] = own
  if (only && !another) return { name: word, description: say.plain(only.summary), hint: usageOf(only, say).slice(word.length + 2) }
  const description = say.plain(`word.${word}` as 'word.deal') // there is one for each word, or the catalogue refuses
  return { name: word, description, hint: own.flatMap(({ name }) => name.slice(word.length + 1) || []).join(' | ') }
})
put('manifest.yml', manifest(platformCommands, say.plain('app.about')))

if (check && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run: npm run collect`)
  process.exit(1)
}
console.log(check ? 'Everything collected is fresh.' : stale.length > 0 ? `Written: ${stale.join(', ')}` : 'Nothing to write.')
