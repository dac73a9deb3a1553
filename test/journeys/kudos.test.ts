// Thanks: who may give them, how many, and what the channel sees.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { destination } from '../../src/conversation/platform.ts'
import type { Span } from '../../src/message/message.ts'
import { type Office, openOffice, personId } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
  await office.types('kim', '/progress')
})
afterEach(() => office.close())

const mentions = (): readonly Span[] =>
  office.messenger
    .standing(destination({ platform: 'terminal', id: 'OFFICE' }, 'C1SALES'))
    .flatMap(({ message }) => message.nodes.flatMap((node) => ('spans' in node ? node.spans : [])))
    .filter((span) => typeof span !== 'string' && span.kind === 'mention')

test('thanks stand in the channel and call the one who is thanked', async () => {
  const told = await office.types('gus', '/kudos @sam for staying late for the "Globex" demo')
  expect(told.text).toMatchInlineSnapshot(`
    "💛 You thanked Sam Ortiz: staying late for the “Globex” demo
    You can give 2 more today.
    [Undo]"
  `)
  expect(await office.channel()).toMatchInlineSnapshot(`
    [
      "💛 Gus Berg thanks Sam Ortiz
    staying late for the “Globex” demo",
    ]
  `)
  expect(mentions()).toEqual([{ kind: 'mention', person: personId('sam'), name: 'Sam Ortiz' }])
})

test('what was typed calls nobody', async () => {
  await office.types('gus', '/kudos @sam for telling @kim, <@UKIM|kim> and <!channel> and @everyone')
  expect((await office.channel()).at(-1)).toContain('telling @kim, @kim and <!channel> and @everyone')
  expect(mentions()).toHaveLength(1)
})

test('thanks that are taken back are struck through where they stand, and counted no more', async () => {
  const told = await office.types('gus', '/kudos @sam for the demo')
  await office.channel()
  const undone = await office.presses('gus', 'Undo', told)
  expect(undone.text).toBe('↩️ Your thanks to Sam Ortiz are taken back.\nYou can give 3 more today.')
  expect(await office.channel()).toEqual(['~Gus Berg thanked Sam Ortiz~ — taken back'])
  expect(mentions()).toEqual([])
  expect((await office.presses('gus', 'Undo', told)).text).toContain('are taken back')
  expect((await office.types('sam', '/kudos list')).text).toBe('No thanks to or from Sam Ortiz in Q4 2026 yet.')
  expect((await office.presses('sam', 'Undo', told)).text).toContain('Only who gave thanks')
})

test('thanks of yesterday that are taken back leave today as it is', async () => {
  const told = await office.types('gus', '/kudos @sam for the demo')
  office.clock.set('2026-11-19T12:00:00Z')
  for (let n = 0; n < 3; n += 1) await office.types('gus', `/kudos @sam for thing ${n}`)
  expect((await office.presses('gus', 'Undo', told)).text).toBe('↩️ Your thanks to Sam Ortiz are taken back.')
})

test('taken back before it was shown, it never is', async () => {
  await office.presses('gus', 'Undo', await office.types('gus', '/kudos @sam for the demo'))
  expect(await office.channel()).toEqual([])
})

test('at most so many a day, and the next day anew', async () => {
  for (const left of ['2 more', 'one more', 'last one'])
    expect((await office.types('gus', '/kudos @sam for the demo')).text).toContain(left)
  expect((await office.types('gus', '/kudos @kim for the demo')).text).toBe(
    '3 thank-yous a day is the limit here, so that each one counts. Keep this one for tomorrow.\nNothing was saved. Try: /kudos @sam for staying late on the Globex demo',
  )
  expect((await office.types('kim', '/kudos @sam for the demo')).text).toContain('2 more')
  office.clock.set('2026-11-18T23:30:00Z') // in Oslo it is tomorrow
  expect((await office.types('gus', '/kudos @kim for the demo')).text).toContain('2 more')
})

test('a repeated request thanks once', async () => {
  for (let time = 0; time < 2; time += 1) await office.types('gus', '/kudos @sam for the demo', { requestKey: 'same' })
  expect(await office.channel()).toHaveLength(1)
})

test('a list has what was given and received', async () => {
  await office.types('gus', '/kudos @sam for the demo')
  await office.types('sam', '/kudos "Kim Lund" for the coffee')
  await office.types('kim', '/kudos @sam for the slides')
  expect((await office.types('sam', '/kudos list')).text).toMatchInlineSnapshot(`
    "💛 Sam Ortiz · Q4 2026 · 2 received, 1 given
    • Kim Lund → Sam Ortiz: the slides · today
    • Sam Ortiz → Kim Lund: the coffee · today
    • Gus Berg → Sam Ortiz: the demo · today"
  `)
  expect((await office.types('gus', '/kudos list @kim this month')).text).toContain('Kim Lund · November 2026 · 1 received, 1 given')
  expect((await office.types('gus', '/kudos list @kim last month')).text).toContain('No thanks to or from Kim Lund')
})

test.each([
  ['oneself', '/kudos @gus for being here', 'Thanks go to somebody else'],
  ['without a reason', '/kudos @sam', 'What do you thank Sam Ortiz for?'],
  ['with nothing behind for', '/kudos @sam for', 'something is missing'],
  ['a reason without for', '/kudos @sam great work', 'stumbled at [great]: what you thank for goes behind for.'],
  ['two people', '/kudos @sam @kim for the demo', 'stumbled at [@kim]: thanks go to one person at a time'],
  ['two people with a word between them', '/kudos @sam and @kim for the demo', 'stumbled at [and]: thanks go to one person at a time'],
  ['nobody', '/kudos', 'something is missing: @person'],
  ['somebody unknown', '/kudos @nobody for the demo', 'I do not know anybody called nobody'],
  ['a long story', `/kudos @sam for ${'so very '.repeat(40)}much`, 'a reason has at most 300 characters'],
])('thanking %s is told what is wrong, and thanks nobody', async (_, line, problem) => {
  const { text } = await office.types('gus', line)
  expect(text).toContain(problem)
  expect(text).toContain('Nothing was saved. Try: /kudos @sam for staying late on the Globex demo')
  expect(await office.channel()).toEqual([])
})
