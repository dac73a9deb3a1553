// What the bot relies on, checked on every chat platform: who said what where, that private answers are private, that buttons and forms
// bring back what they were made with, that what people typed is shown as typed.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Answer, Files, InstallationRef } from '../../src/conversation/platform.ts'
import type { Field, Form } from '../../src/message/form.ts'
import type { Button, Node } from '../../src/message/message.ts'
import type { Scripted } from '../fakes/conversation.ts'

export type Person = 'sam' | 'kim'

/** What somebody puts into a field: words, or a file of theirs. */
export type Given = string | { readonly name: string; readonly bytes: Buffer }

/** What stood in a field when it was shown. */
export interface SeenField {
  readonly label: string
  readonly value: string
}

export interface PlatformHarness {
  readonly conversation: Scripted
  readonly installation: InstallationRef
  /** The platform's ids. `kim`: undefined where one person is alone. */
  readonly people: { readonly sam: string; readonly kim: string | undefined }
  readonly channel: string
  readonly files: Files
  /** For how long (ms) the platform part waits for an answer before it says that one will come. */
  readonly answerWithin: number
  /** Types `/deal won 5000 Acme`, as the platform has it typed: words, or fields. Resolves when the request was acknowledged. */
  typeWin(person: Person, amount: string, customer: string): Promise<void>
  /** Presses a button of a message that the person alone sees. */
  press(person: Person, label: string): Promise<void>
  /** Fills in the form in front of somebody, page by page if it has pages, by labels; what is not named stays. Gives what stood there. */
  fill(person: Person, values: Readonly<Record<string, Given>>): Promise<readonly SeenField[]>
  /** The private messages that stand in front of somebody, oldest first, as they read them. */
  reads(person: Person): readonly string[]
  /** What somebody reads of what was wrong with a form. */
  wrong(person: Person): string
  /** What stands in the channel for everybody. */
  public(): readonly string[]
  /** Whom or what was pinged. */
  pinged(): readonly string[]
  /** The platform sends the last request again; absent where none does. */
  repeat?(): Promise<void>
  close(): Promise<void>
}

const saying = (text: string, replaces = false, ...more: Node[]): Answer => ({
  kind: 'message',
  message: { nodes: [{ kind: 'text', spans: [text] }, ...more] },
  replaces,
})
const buttons = (...all: Button[]): Node => ({ kind: 'buttons', buttons: all })

const fields: readonly Field[] = [
  { name: 'amount', label: 'Amount', kind: 'line', required: true, initial: '5000' },
  { name: 'customer', label: 'Customer', kind: 'line', required: true, initial: 'Acme "& Sons" <b>' },
  { name: 'close', label: 'Close date', kind: 'date', required: true, initial: '2026-11-23' },
  {
    name: 'stage',
    label: 'Stage',
    kind: 'choice',
    required: true,
    initial: 'won',
    options: [
      { value: 'open', label: 'Still open' },
      { value: 'won', label: 'Won' },
      { value: 'lost', label: 'Lost' },
    ],
  },
  { name: 'note', label: 'Note', kind: 'text', required: false, hint: 'What helped?' },
  { name: 'product', label: 'Product', kind: 'line', required: false, initial: 'Gold' },
  { name: 'tag', label: 'Tag', kind: 'line', required: false, longest: 20 },
]
const form: Form = { name: 'edit-deal', about: '412 1', title: 'Edit deal #412', submit: 'Save', cancel: 'Cancel', fields }
const shows = (shown: Form): Answer => ({ kind: 'form', form: shown })

/** Waits until something is so. */
async function until(what: () => boolean, describe: () => unknown): Promise<void> {
  for (const end = Date.now() + 5_000; !what(); await new Promise((resolve) => setTimeout(resolve, 10)))
    if (Date.now() > end) throw new Error(`It did not come to that: ${JSON.stringify(describe())}`)
}

/** `alone`: one person sits there, and nothing comes between: no second one to answer, and no request that is sent again. */
export function platformContract(name: string, make: () => Promise<PlatformHarness>, { alone = false } = {}): void {
  const withOthers = alone ? () => undefined : test
  describe(`${name} is a platform`, () => {
    let at: PlatformHarness
    let conversation: Scripted
    beforeEach(async () => {
      at = await make()
      conversation = at.conversation
    })
    afterEach(() => at.close())

    const reading = (person: Person) => at.reads(person).join('\n')
    const comes = (text: string, person: Person = 'sam') =>
      until(
        () => reading(person).includes(text),
        () => at.reads(person),
      )

    test('a command is heard: who, where, which words', async () => {
      await at.typeWin('sam', '5000', 'Acme')
      await comes('deal')
      expect(conversation.uttered).toHaveLength(1)
      const [heard] = conversation.uttered
      expect(heard).toMatchObject({
        installation: at.installation,
        speaker: { id: at.people.sam },
        place: { channel: at.channel, kind: 'channel' },
        command: 'deal',
      })
      const given = heard?.fields ? `${heard.text} ${Object.values(heard.fields).join(' ')}` : heard?.text
      expect(given).toBe('won 5000 Acme')
      expect(heard?.requestKey).toBeTruthy()
    })

    test('each request has a key of its own', async () => {
      await at.typeWin('sam', '5000', 'Acme')
      await at.typeWin('sam', '5000', 'Acme')
      await until(
        () => conversation.uttered.length === 2,
        () => conversation.uttered,
      )
      expect(new Set(conversation.uttered.map(({ requestKey }) => requestKey)).size).toBe(2)
    })

    test('an answer reaches the one who spoke, and nobody else', async () => {
      conversation.onHear = () => saying('You are at 76 %')
      await at.typeWin('sam', '5000', 'Acme')
      await comes('You are at 76 %')
      expect(at.public().join()).not.toContain('76 %')
      if (at.people.kim !== undefined) expect(at.reads('kim')).toEqual([])
    })

    withOthers('of two people who speak at once each gets their own answer', async () => {
      const waits = { sam: at.answerWithin + 150, kim: 10 }
      conversation.onHear = async ({ speaker }) => {
        await new Promise((resolve) => setTimeout(resolve, speaker.id === at.people.sam ? waits.sam : waits.kim))
        return saying(`for ${speaker.id} alone`)
      }
      await Promise.all([at.typeWin('sam', '1', 'Acme'), at.typeWin('kim', '2', 'Globex')])
      await comes(`for ${at.people.sam} alone`)
      await comes(`for ${at.people.kim} alone`, 'kim')
      expect(reading('kim')).not.toContain(`for ${at.people.sam}`)
      expect(reading('sam')).not.toContain(`for ${at.people.kim}`)
    })

    test('a button brings back its action and its value, and its answer takes the place of what it stood under', async () => {
      const value = '412 1 "Acme & Sons" <x>'
      conversation.onHear = () =>
        saying(
          'Deal #412 won',
          false,
          buttons({ label: 'Undo', action: 'undo-deal', value }, { label: 'Edit', action: 'edit-deal', value: '2' }),
        )
      conversation.onPress = () => saying('Deal #412 undone', true)
      await at.typeWin('sam', '5000', 'Acme')
      await comes('Deal #412 won')
      await at.press('sam', 'Undo')
      await comes('Deal #412 undone')
      expect(conversation.pressed).toMatchObject([
        { action: 'undo-deal', value, speaker: { id: at.people.sam }, installation: at.installation, place: { channel: at.channel } },
      ])
      await expect(at.press('sam', 'Undo')).rejects.toThrow()
    })

    test('an answer that replaces nothing stands beside what was pressed', async () => {
      conversation.onHear = () => saying('Deal #412 won', false, buttons({ label: 'Show the maths', action: 'maths', value: '1' }))
      conversation.onPress = () => saying('38,200 / 50,000', false)
      await at.typeWin('sam', '5000', 'Acme')
      await at.press('sam', 'Show the maths')
      await comes('38,200 / 50,000')
      expect(reading('sam')).toContain('Deal #412 won')
      await at.press('sam', 'Show the maths')
      expect(conversation.pressed).toHaveLength(2)
    })

    test('a form with many fields opens with what stands in them, and comes back whole', async () => {
      conversation.onHear = () => saying('Deal #412 won', false, buttons({ label: 'Edit', action: 'edit-deal', value: '412' }))
      conversation.onPress = () => shows(form)
      await at.typeWin('sam', '5000', 'Acme')
      await at.press('sam', 'Edit')
      const seen = await at.fill('sam', { Amount: '5500', Stage: 'Lost', Note: 'two\nlines' })
      await comes('edit-deal saved')
      expect(seen).toEqual([
        { label: 'Amount', value: '5000' },
        { label: 'Customer', value: 'Acme "& Sons" <b>' },
        { label: 'Close date', value: '2026-11-23' },
        { label: 'Stage', value: 'won' },
        { label: 'Note', value: '' },
        { label: 'Product', value: 'Gold' },
        { label: 'Tag', value: '' },
      ])
      expect(conversation.submitted).toMatchObject([
        {
          form: 'edit-deal',
          about: '412 1',
          speaker: { id: at.people.sam },
          installation: at.installation,
          place: { channel: at.channel },
        },
      ])
      const filled = conversation.submitted[0]?.filled
      expect({ ...filled, note: filled?.note?.replace(' ', '\n') }).toEqual({
        ...{
          amount: '5500',
          customer: 'Acme "& Sons" <b>',
          close: '2026-11-23',
          stage: 'lost',
          note: 'two\nlines',
          product: 'Gold',
          tag: '',
        },
      })
    })

    test('a form opens as the answer to a command, and a field that may be empty comes back empty', async () => {
      conversation.onHear = () => shows({ ...form, fields: fields.slice(4, 6) })
      await at.typeWin('sam', '5000', 'Acme')
      await at.fill('sam', { Product: '' })
      await comes('edit-deal saved')
      expect(conversation.submitted[0]?.filled).toEqual({ note: '', product: '' })
    })

    test('what is wrong is told beside the field, and can be mended with the rest kept', async () => {
      conversation.onHear = () => shows(form)
      conversation.onSubmit = ({ filled }) =>
        filled.amount === '5500'
          ? saying('saved', true)
          : { kind: 'field errors', errors: { amount: 'I read "lots" and know no such amount' } }
      await at.typeWin('sam', '5000', 'Acme')
      await at.fill('sam', { Amount: 'lots', Customer: 'Globex', Stage: 'Lost' })
      await until(
        () => at.wrong('sam').includes('I read "lots" and know no such amount'),
        () => at.wrong('sam'),
      )
      const again = await at.fill('sam', { Amount: '5500' })
      await comes('saved')
      expect(again.find(({ label }) => label === 'Customer')?.value).toBe('Globex')
      expect(conversation.submitted.at(-1)?.filled).toMatchObject({
        amount: '5500',
        customer: 'Globex',
        stage: 'lost',
        close: '2026-11-23',
      })
    })

    test('a form that answers a form is filled in too', async () => {
      conversation.onHear = () => shows({ ...form, fields: fields.slice(0, 1) })
      conversation.onSubmit = ({ form: sent }) =>
        sent === 'edit-deal' ? shows({ ...form, name: 'second', fields: fields.slice(5) }) : saying('both saved')
      await at.typeWin('sam', '5000', 'Acme')
      await at.fill('sam', {})
      await at.fill('sam', { Tag: 'pilot' })
      await comes('both saved')
      expect(conversation.submitted.map((each) => [each.form, each.filled])).toEqual([
        ['edit-deal', { amount: '5000' }],
        ['second', { product: 'Gold', tag: 'pilot' }],
      ])
    })

    test('an answer that takes its time arrives all the same, and alone', async () => {
      conversation.onHear = async () => {
        await new Promise((resolve) => setTimeout(resolve, at.answerWithin + 200))
        return saying('at last')
      }
      await at.typeWin('sam', '5000', 'Acme')
      await comes('at last')
      expect(at.reads('sam').filter((text) => text.includes('at last'))).toHaveLength(1)
      expect(at.public()).toEqual([])
    })

    test('an answer to a button that takes its time takes its place too', async () => {
      conversation.onHear = () => saying('Deal #412 won', false, buttons({ label: 'Undo', action: 'undo-deal', value: '1' }))
      conversation.onPress = async () => {
        await new Promise((resolve) => setTimeout(resolve, at.answerWithin + 200))
        return saying('Deal #412 undone', true)
      }
      await at.typeWin('sam', '5000', 'Acme')
      await at.press('sam', 'Undo')
      await comes('Deal #412 undone')
      await expect(at.press('sam', 'Undo')).rejects.toThrow()
    })

    test.each([
      '<@200000000000000002> <@U0KIM0001> <!channel> @everyone @here <@&500000000000000001>',
      '[click](https://evil.example) <https://evil.example|Acme>',
      '> quoted, # big, ||hidden||, - listed',
      '\u202Egnidaelsim and a \u0007 bell',
    ])('what somebody typed is shown as typed, and pings nobody: %j', async (hostile) => {
      conversation.onHear = () => saying(hostile, false, buttons({ label: 'Undo', action: 'undo-deal', value: hostile }))
      await at.typeWin('sam', '5000', 'Acme')
      await until(
        () => at.reads('sam').length > 0,
        () => at.reads('sam'),
      )
      const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
      expect(letters(reading('sam'))).toContain(letters(hostile))
      expect(at.pinged()).toEqual([])
    })

    withOthers('a request that is sent again carries the same key, and shows nothing else', async () => {
      conversation.onHear = () => saying('Deal #412 won')
      await at.typeWin('sam', '5000', 'Acme')
      await comes('Deal #412 won')
      await at.repeat?.()
      expect(new Set(conversation.uttered.map(({ requestKey }) => requestKey)).size).toBe(1)
      expect(new Set(at.reads('sam')).size).toBe(1)
    })

    test('a file that somebody gives can be read', async () => {
      const file: Field = { name: 'file', label: 'File', kind: 'file', required: true, endings: ['csv'] }
      conversation.onHear = () => shows({ ...form, name: 'import', fields: [file] })
      await at.typeWin('sam', '5000', 'Acme')
      await at.fill('sam', { File: { name: 'deals.csv', bytes: Buffer.from('amount;customer\n5000;Açme\n') } })
      await comes('import saved')
      const read = await at.files.read(at.installation, conversation.submitted[0]?.filled.file ?? '')
      expect(read).toMatchObject({ outcome: 'read', name: expect.stringContaining('deals.csv') })
      expect(read.outcome === 'read' && Buffer.from(read.bytes).toString()).toBe('amount;customer\n5000;Açme\n')
    })
  })
}
