// Who may do what to whom, through the front door: every role, every command, and another company on the same bot. What is tried is
// taken from the catalog, so that a command or a button that is added is tried as well.
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import { type Act, reachOf } from '../../src/vocabulary/permissions.ts'
import { type Role, roles } from '../../src/vocabulary/roles.ts'
import { buttonsOf, type Office, openOffice, personId, type Told } from './office.ts'

let office: Office
afterEach(() => office.close())

/** Who is of which role: Kim leads North; Sam and Noor are in it, Kim Novak is in South. */
const ofRole: Readonly<Record<Role, string>> = { rep: 'sam', lead: 'kim', manager: 'ola', admin: 'gus' }

async function furnish(at: Office): Promise<void> {
  for (const line of [
    '/dealbell team add North lead @kim',
    '/dealbell team add South',
    '/dealbell team move @kim North',
    '/dealbell team move @sam North',
    '/dealbell team move @noor North',
    '/dealbell team move @kim2 South',
  ]) {
    await at.types('gus', line)
  }
  await at.types('ola', '/dealbell member me')
  await at.types('gus', `/dealbell member <@${personId('ola')}|ola> role manager`)
}

/** How the latest request ended: `ok`, or the key of its complaint. */
const outcome = (at: Office): string => {
  const [last] = at.lines.filter((line): line is { command: string; outcome: string } => 'outcome' in line).slice(-1)
  return last?.outcome ?? 'nothing'
}

/** Complaints that say that somebody may not. */
const refusals = new Set([
  'complaint.not-permitted',
  'deal.not-for-others',
  'deal.not-yours',
  'deal.list-not-theirs',
  'activity.not-for-others',
  'activity.not-yours',
  'forecast.not-for-others',
  'member.leave-of-others',
  'member.boards-own',
])

/** A sentence for each act that is done to somebody. */
const sentences: readonly (readonly [Act, string])[] = [
  ['deals', '/deal won 100 Acme for {who}'],
  ['deals', '/deal open 100 Acme for {who} close 2026-12-15'],
  ['see deals', '/deal list won {who}'],
  ['activities', '/log calls 3 for {who}'],
  ['leave', '/dealbell member {who} away 2026-12-24'],
  ['boards', '/dealbell member {who} boards off'],
  ['members', '/dealbell member {who} start 2026-11-01'],
  ['targets', '/target set {who} 1000 this month'],
  ['look', '/progress {who}'],
  ['thank', '/kudos {who} for the coffee'],
  ['members', '/dealbell team move {who} none'], // the last, as it changes who is in which team
]

describe('what a role may do', () => {
  beforeEach(async () => {
    office = await openOffice()
    await furnish(office)
  })

  test.each(roles)('a %s, to themselves, to somebody of their team, to somebody of another', async (role) => {
    const wrong: string[] = []
    const whom = [
      ['own', 'me'],
      ['team', '@noor'],
      ['other', '@kim2'],
    ] as const
    for (const [act, sentence] of sentences) {
      const reach = reachOf(role, act)
      for (const [kind, who] of whom) {
        if (act === 'thank' && kind === 'own') continue // nobody thanks themselves
        const line = sentence.replace('{who}', who)
        await office.types(ofRole[role], line)
        const may = reach === 'all' || (reach !== 'none' && kind === 'own') || (reach === 'team' && kind === 'team')
        const ended = refusals.has(outcome(office)) ? 'refused' : outcome(office)
        if (ended !== (may ? 'ok' : 'refused')) wrong.push(`${line}: ${outcome(office)}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test.each(roles)('a %s uses no command that the table gives them nothing of, and every other', async (role) => {
    const wrong: string[] = []
    for (const { name, examples, ...command } of catalog.commands) {
      if (!('mayUse' in command)) continue
      await office.types(ofRole[role], examples[0])
      const refused = outcome(office) === 'complaint.not-permitted'
      const may = reachOf(role, command.mayUse) !== 'none'
      // What everybody may use decides by what they want with it.
      if (refused === may && command.mayUse !== 'look') wrong.push(`${name}: ${outcome(office)}`)
    }
    expect(wrong).toEqual([])
  })

  test('a deal is seen, changed and taken back by those whose reach it lies in alone', async () => {
    await office.types('noor', '/deal won 100 Northern')
    await office.types('kim2', '/deal won 100 Southern')
    const refused = async (who: string, line: string) => {
      await office.types(who, line)
      return refusals.has(outcome(office))
    }
    for (const line of ['/deal show #', '/deal edit #', '/deal undo #'].map((start) => `${start}{n}`)) {
      const both = async (who: string) => {
        const more = line.includes('edit') ? ' amount 100' : ''
        return [await refused(who, line.replace('{n}', '1') + more), await refused(who, line.replace('{n}', '2') + more)]
      }
      expect([line, await both('sam')]).toEqual([line, [true, true]])
      if (line.includes('undo')) continue // it would be undone for the next
      expect([line, await both('kim')]).toEqual([line, [false, true]])
      expect([line, await both('ola')]).toEqual([line, [false, false]])
      expect([line, await both('noor')]).toEqual([line, [false, true]])
    }
  })
})

/** Everything that is stored of a workspace, from the schema, so that a new table is looked at too. */
async function everythingOf(at: Office, workspaceId: number): Promise<string> {
  const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8')
  const tables = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)]
    .filter(([, , fields]) => /^\s+workspaceId\s+Int/m.test(fields ?? ''))
    .map(([, name = '']) => name)
  expect(tables.length).toBeGreaterThan(15)
  const rows = []
  for (const table of tables) {
    rows.push(
      table,
      ...(await at.database.client.$queryRawUnsafe<object[]>(`SELECT * FROM "${table}" WHERE "workspaceId" = ?`, workspaceId)),
    )
  }
  rows.push(...(await at.database.client.$queryRawUnsafe<object[]>('SELECT * FROM "Workspace" WHERE "id" = ?', workspaceId)))
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))
}

describe('another company on the same bot', () => {
  /** Words that stand in its rows and nowhere else. */
  const secrets = ['zaphod', 'trillian', 'marvin', 'magrathea', 'vogon', 'krikkit', '7,654,321', '31,415']
  const theirPeople = ['zaphod', 'trillian', 'marvin']
  let rival: Office
  let theirs: number
  /** What their buttons and forms carried. */
  let presses: { readonly action: string; readonly value: string }[]
  let forms: { readonly form: string; readonly about: string }[]
  /** How often their buttons showed themselves one of those words. */
  let shown: number

  beforeEach(async () => {
    office = await openOffice()
    await furnish(office)
    rival = await openOffice({ beside: { office, installation: 'RIVAL' }, setUp: false })
    presses = []
    forms = []
    shown = 0
    const say = async (who: string, line: string) => note(await rival.types(who, line))
    await say('zaphod', '/dealbell setup currency USD timezone Europe/Oslo')
    await say('zaphod', '/dealbell team add Magrathea')
    for (const who of theirPeople) {
      await rival.types(who, '/dealbell member me')
      await say('zaphod', `/dealbell team move <@${personId(who)}|${who}> Magrathea`)
    }
    await say('zaphod', '/dealbell team lead Magrathea "trillian"')
    await say('zaphod', '/target set company 7654321 this quarter')
    for (let n = 0; n < 12; n += 1) {
      await say('trillian', `/deal won ${31_415 + n * 1_000_000} Vogon note krikkit`)
      await say('marvin', '/deal open 31415 Vogon stage proposal close 2026-12-15')
    }
    await say('marvin', '/log calls 7')
    await say('zaphod', '/dealbell member "marvin" away next week')
    // Every command as its own examples have it, and what its buttons lead to.
    for (const { examples, name } of catalog.commands) {
      if (name === 'dealbell setup') continue
      for (const example of examples) await say('zaphod', inTheirWords(example))
    }
    for (const press of [...presses].slice(0, 400)) {
      const known = catalog.actions.find(({ name }) => name === press.action)
      if (known?.changes === 'nothing') shown += leaked(note(await rival.forges('zaphod', press))).length
    }
    theirs = (await office.database.client.installation.findFirstOrThrow({ where: { externalId: 'RIVAL' } })).workspaceId
  }, 60_000)
  afterEach(() => rival.close())

  function note(told: Told): Told {
    presses.push(...buttonsOf(told).map(({ action, value }) => ({ action, value })))
    if (told.answer.kind === 'form') forms.push({ form: told.answer.form.name, about: told.answer.form.about })
    return told
  }

  const inTheirWords = (example: string): string =>
    example
      .replace(/#\d+/g, '#24')
      .replace(/@\w+/g, `<@${personId('marvin')}|marvin>`)
      .replace(/\b(North-East|North|West|South)\b/g, 'Magrathea')

  /** What somebody was told that they cannot know. `typed`: what they wrote themselves may be repeated. */
  const leaked = ({ text }: Told, typed = ''): readonly string[] =>
    secrets.filter((secret) => text.toLowerCase().includes(secret) && !typed.toLowerCase().includes(secret))

  test('is not seen or changed by what its buttons and forms carried, or by anything like it', async () => {
    const before = await everythingOf(office, theirs)
    const ids = await idsOf(theirs)
    const actions = new Set(presses.map(({ action }) => action))
    expect(actions.size).toBeGreaterThan(10)
    expect(shown).toBeGreaterThan(10)
    const guesses = guessesFrom([...presses.map(({ value }) => value), ...forms.map(({ about }) => about)], ids)
    const told: string[] = []
    let accepted = 0
    for (const { name, read } of catalog.actions) {
      const values = guesses.filter((value) => read(value) !== undefined)
      accepted += values.length
      for (const value of sample(values)) {
        for (const who of ['gus', 'sam']) {
          told.push(...leaked(await office.forges(who, { action: name, value })).map((secret) => `${name} ${value}: ${secret}`))
        }
      }
    }
    for (const { name, read } of catalog.forms) {
      for (const about of sample(guesses.filter((value) => read(value) !== undefined))) {
        const filled = { amount: '1', customer: 'Forged', note: 'forged', reason: 'forged' }
        told.push(...leaked(await office.forges('gus', { form: name, about, filled })).map((secret) => `${name} ${about}: ${secret}`))
      }
    }
    expect(told).toEqual([])
    expect(accepted).toBeGreaterThan(100)
    expect(await everythingOf(office, theirs)).toBe(before)
  }, 120_000)

  test('is not seen or changed by any command that names its people, its teams or its deals', async () => {
    const before = await everythingOf(office, theirs)
    const told: string[] = []
    for (const { examples, name } of catalog.commands) {
      for (const example of examples) {
        const line = inTheirWords(example)
        for (const who of ['gus', 'sam']) {
          told.push(...leaked(await office.types(who, line), line).map((secret) => `${name}, ${line}: ${secret}`))
        }
      }
    }
    expect(told).toEqual([])
    expect(await everythingOf(office, theirs)).toBe(before)
  }, 120_000)

  test('has people, teams and deals that are nobody and nothing here', async () => {
    for (const [line, complaint] of [
      [`/progress <@${personId('marvin')}|marvin>`, 'I cannot find this person'],
      ['/progress "marvin"', 'I do not know anybody called marvin'],
      ['/progress @marvin', 'I do not know anybody called marvin'],
      ['/dealbell team Magrathea', 'there is no team called Magrathea'],
      ['/deal show #24', 'There is no deal #24'],
      ['/deal undo #24', 'There is no deal #24'],
      [`/dealbell member "marvin" role admin`, 'I do not know anybody called marvin'],
    ] as const) {
      expect((await office.types('gus', line)).text).toContain(complaint)
    }
    expect(await office.stores.workspaces.byHandle(asWorkspace(theirs), { platform: 'terminal', id: 'OFFICE' }, 'marvin')).toEqual([])
  })

  const asWorkspace = (id: number) => id as Parameters<Office['stores']['workspaces']['byHandle']>[0] // an id from the database

  /** At most so many of a long list, spread over it. */
  const sample = (values: readonly string[], most = 25): readonly string[] =>
    values.filter((_, at) => values.length <= most || at % Math.ceil(values.length / most) === 0)

  /** Numbers by which their rows are known. */
  async function idsOf(workspaceId: number): Promise<readonly number[]> {
    const where = { where: { workspaceId }, select: { id: true } } as const
    const { client } = office.database
    const some = [await client.member.findMany(where), await client.team.findMany(where), await client.memberEvent.findMany(where)]
    return [...new Set([...some.flat().map(({ id }) => id), ...(await client.workspaceEvent.findMany(where)).map(({ id }) => id), 20, 24])]
  }

  /** What their buttons carried, and the same with each number in it exchanged for each of theirs. */
  function guessesFrom(values: readonly string[], ids: readonly number[]): readonly string[] {
    const distinct = [...new Set(values)]
    const shapes = [...new Set(distinct.map((value) => value.replace(/\d+/g, '0')))]
    const made = shapes.flatMap((shape) => ids.map((id) => shape.replace(/0/, String(id)).replace(/0/g, '1')))
    const plain = ids.flatMap((id) => [`${id}`, `${id}:1`, `${id}:0`, `member ${id}`, `team ${id}`, `m${id}`, `t${id}`, `${id}.${id + 1}`])
    return [...new Set([...distinct, ...made, ...plain])].filter((value) => value.length <= 200)
  }
})
