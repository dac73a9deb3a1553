// How deals were won: told in a form, read in the channel under the card and in a list, taken back, and searched.
import { beforeEach, describe, expect, test } from 'vitest'
import { asId, type MemberId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { buttonsOf, type Office, openOffice, type Told } from './office.ts'
import { officeOnEach } from './office-on-each.ts'

let office: Office

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const channel = async () => (await office.channel()).map(plain)
const labels = (told: Told) => buttonsOf(told).map(({ label }) => label)

/** Somebody tells how a deal was won, from the buttons under what they were told. */
const tells = async (who: string, under: Told, story: string, label = 'Add story') =>
  office.fillsIn(who, await office.presses(who, label, under), { story })

officeOnEach((opened) => {
  beforeEach(() => {
    office = opened()
  })

  describe('a story', () => {
    test('is told in a form, and stands in the thread of the card', async () => {
      const echo = await office.types('sam', '/deal won 5000 Acme')
      const form = await office.presses('sam', 'Add story', echo)
      expect(form.text).toBe('Story of deal #1\nHow was it won?: ')
      const told = await office.fillsIn('sam', form, { story: 'The pilot turned\n\n  into a contract.' })
      expect(told.text).toMatchInlineSnapshot(`
        "📖 The story of deal #1 · Acme is told.
        The pilot turned into a contract.
        It stands under the card in the channel. All of them: /deal list stories
        [Undo] [Edit story]"
      `)
      expect(await channel()).toEqual([
        '🔔 Sam Ortiz closed Acme: $5,000\n🌱 First deal',
        '  📖 How Sam Ortiz won Acme: The pilot turned into a contract.',
      ])
      expect(plain((await office.types('sam', '/deal show #1')).text)).toContain('📖 How it was won: The pilot turned into a contract.')
    })

    test('that is told again, undone or emptied is rewritten where it stands', async () => {
      const echo = await office.types('sam', '/deal won 5000 Acme')
      const told = await tells('sam', echo, 'A pilot.')
      await office.channel()
      const again = await tells('sam', told, 'A pilot, and patience.', 'Edit story')
      expect(again.text).toContain('✏️ The story of deal #1 · Acme is corrected.')
      expect((await channel())[1]).toBe('  📖 How Sam Ortiz won Acme: A pilot, and patience.')
      const back = await office.presses('sam', 'Undo', again)
      expect(back.text).toContain('reads as before')
      expect(labels(back)).toEqual(['Edit story'])
      expect((await channel())[1]).toBe('  📖 How Sam Ortiz won Acme: A pilot.')
      // What is not what it was when that was told is left alone.
      expect((await office.presses('sam', 'Undo', again)).text).toContain('was told anew since then')
      const removed = await tells('sam', back, '', 'Edit story')
      expect(removed.text).toContain('is taken away')
      expect((await channel())[1]).toBe('  📖 The story was taken back.')
      expect((await office.types('kim', '/deal list stories')).text).toContain('No stories yet')
      expect((await office.presses('sam', 'Undo', removed)).text).toContain('reads as before')
      expect((await channel())[1]).toBe('  📖 How Sam Ortiz won Acme: A pilot.')
      expect(await channel()).toHaveLength(2)
    })

    test('that was taken back before anybody saw it is told all the same when it comes again', async () => {
      const told = await tells('sam', await office.types('sam', '/deal won 5000 Acme'), 'A pilot.')
      const untold = await office.presses('sam', 'Undo', told)
      expect(untold.text).toContain('is taken back')
      expect(await channel()).toHaveLength(1)
      await tells('sam', untold, 'A long pilot.')
      expect(await channel()).toEqual([expect.any(String), '  📖 How Sam Ortiz won Acme: A long pilot.'])
    })

    test('goes with its deal, and comes back with it', async () => {
      const echo = await office.types('sam', '/deal won 5000 Acme')
      await tells('sam', echo, 'A pilot.')
      await office.channel()
      const undone = await office.presses('sam', 'Undo', echo)
      expect(await channel()).toContain('  📖 The story was taken back.')
      expect((await office.types('kim', '/deal list stories')).text).toContain('No stories yet')
      expect((await office.presses('sam', 'Add story', echo)).text).toContain('Deal #1 is not won')
      await office.presses('sam', 'Redo', undone)
      expect(await channel()).toContain('  📖 How Sam Ortiz won Acme: A pilot.')
      await office.types('gus', '/deal edit #1 owner @kim')
      expect(await channel()).toContain('  📖 How Kim Lund won Acme: A pilot.')
    })

    test('whose deal was taken back before anybody saw it comes with the deal', async () => {
      const echo = await office.types('sam', '/deal won 5000 Acme')
      await tells('sam', echo, 'A pilot.')
      const undone = await office.presses('sam', 'Undo', echo)
      expect(await channel()).toEqual([])
      await office.presses('sam', 'Redo', undone)
      expect((await channel()).slice(0, 2)).toEqual([
        '🔔 Sam Ortiz closed Acme: $5,000\n🌱 First deal',
        '  📖 How Sam Ortiz won Acme: A pilot.',
      ])
    })

    test('of a small win whose thread was never seen comes with all of it', async () => {
      await office.types('gus', '/dealbell settings small-wins 1000')
      const echo = await office.types('sam', '/deal won 50 Acme')
      await tells('sam', echo, 'A call.')
      const undone = await office.presses('sam', 'Undo', echo)
      await office.channel()
      await office.presses('sam', 'Redo', undone)
      expect(await channel()).toEqual([
        '☀️ 1 smaller win today, $50 together',
        '  Sam Ortiz closed Acme: $50 · 🌱 First deal',
        '  📖 How Sam Ortiz won Acme: A call.',
      ])
    })

    test('that is sent without its field, as by a form that nobody touched, stays as it was', async () => {
      const told = await tells('sam', await office.types('sam', '/deal won 5000 Acme'), 'A pilot.')
      const untouched = { form: 'add-story', about: '1', filled: {} }
      expect((await office.forges('sam', untouched)).text).toContain('is as it was')
      expect((await channel())[1]).toBe('  📖 How Sam Ortiz won Acme: A pilot.')
      await office.presses('sam', 'Undo', told)
      expect((await office.forges('sam', untouched)).text).toContain('story: A sentence or two are enough')
    })

    test('of a small win stands in the thread of the day', async () => {
      await office.types('gus', '/dealbell settings small-wins 1000')
      await tells('sam', await office.types('sam', '/deal won 50 Acme'), 'A call.')
      expect(await channel()).toEqual([
        '☀️ 1 smaller win today, $50 together',
        '  Sam Ortiz closed Acme: $50 · 🌱 First deal',
        '  📖 How Sam Ortiz won Acme: A call.',
      ])
      await office.types('sam', '/deal undo #1')
      expect((await channel())[2]).toBe('  📖 The story was taken back.')
    })

    test('that is sent twice is told once', async () => {
      const form = await office.presses('sam', 'Add story', await office.types('sam', '/deal won 5000 Acme'))
      const sent = { form: 'add-story', about: '1', filled: { story: 'A pilot.' } }
      expect(form.answer.kind).toBe('form')
      const [first, second] = [await office.forges('sam', sent), await office.forges('sam', sent)]
      expect(first.text).toContain('is told')
      expect(second.text).toContain('is as it was')
      expect(await channel()).toHaveLength(2)
    })

    test('is not for who may not change the deal, nor for another company', async () => {
      const echo = await office.types('sam', '/deal won 5000 Acme')
      const told = await tells('sam', echo, 'A pilot.')
      const [undo] = buttonsOf(told)
      const rival = await openOffice({ beside: { office, installation: 'RIVAL' } })
      await rival.types('gus', '/deal won 70 Globex')
      for (const [where, who, said] of [
        [office, 'kim', 'somebody else’s'],
        [rival, 'gus', 'too long ago'],
      ] as const) {
        expect((await where.forges(who, { action: 'undo-story', value: undo?.value ?? '' })).text).toContain(said)
      }
      expect((await office.forges('kim', { form: 'add-story', about: '1', filled: { story: 'Luck.' } })).text).toContain('somebody else’s')
      expect((await office.forges('kim', { action: 'add-story', value: '1' })).text).toContain('somebody else’s')
      expect((await rival.types('gus', '/deal list stories')).text).toContain('No stories yet')
      await office.types('gus', '/dealbell member @kim role manager')
      expect((await office.forges('kim', { form: 'add-story', about: '1', filled: { story: 'Luck.' } })).text).toContain('corrected')
      await office.types('gus', '/dealbell member @kim role rep')
      expect((await office.forges('kim', { form: 'add-story', about: '1', filled: { story: '' } })).text).toContain('somebody else’s')
      expect((await channel())[1]).toBe('  📖 How Sam Ortiz won Acme: Luck.')
      await rival.close()
    })

    test('that is empty, too long or hides marks is refused at its field, and nothing is kept', async () => {
      const form = await office.presses('sam', 'Add story', await office.types('sam', '/deal won 5000 Acme'))
      for (const [story, said] of [
        ['   \n ', 'story: A sentence or two are enough'],
        ['\u200b \u2800\u3164', 'story: A sentence or two are enough'],
        ['x'.repeat(1_001), 'story: A story has at most 1,000 characters'],
        ['A \u202e pilot', 'story: '],
      ] as const) {
        expect((await office.fillsIn('sam', form, { story })).text).toContain(said)
      }
      expect((await office.fillsIn('sam', form, { story: '😀'.repeat(1_000) })).text).toContain('is told')
    })

    test('says what was typed and calls nobody', async () => {
      const story = '<!channel> @everyone <@UKIM|kim> *bold* https://evil.example [x](y) “quoted”'
      await tells('sam', await office.types('sam', '/deal won 5000 Acme'), story)
      expect((await channel())[1]).toBe(`  📖 How Sam Ortiz won Acme: ${story.replace('<@UKIM|kim>', '@kim')}`)
      const spans = office.messenger.standing().flatMap(({ message }) => message.nodes)
      expect(JSON.stringify(spans)).not.toMatch(/"mention"|"link"/)
    })
  })

  describe('the list of stories', () => {
    const wins = async (count: number) => {
      for (let index = 1; index <= count; index += 1) {
        const echo = await office.types(index % 2 ? 'sam' : 'kim', `/deal won ${index}000 "Customer ${index}"`)
        office.clock.advance(60_000)
        await tells(
          index % 2 ? 'sam' : 'kim',
          echo,
          `Story ${index} with 100% patience_${index}. ${index === 2 ? 'Ünïcode ПИЛОТ. ' : ''}${'More. '.repeat(index === 7 ? 40 : 0)}`,
        )
      }
    }

    test('has the newest first, whole pages of them, and amounts for who may see the deal', async () => {
      await wins(7)
      const told = await office.types('sam', '/deal list stories')
      expect(plain(told.text)).toMatchInlineSnapshot(`
        "📖 How 7 deals were won
        • #7 Customer 7 · Sam Ortiz · $7,000 · today — Story 7 with 100% patience_7. More. More. More. More. More. More. More. More. More. More. More. More. More. More. More. More. More. More. More. More…
        • #6 Customer 6 · Kim Lund · today — Story 6 with 100% patience_6.
        • #5 Customer 5 · Sam Ortiz · $5,000 · today — Story 5 with 100% patience_5.
        • #4 Customer 4 · Kim Lund · today — Story 4 with 100% patience_4.
        • #3 Customer 3 · Sam Ortiz · $3,000 · today — Story 3 with 100% patience_3.
        All of one: /deal list stories #7
        [Older]"
      `)
      const older = await office.presses('sam', 'Older', told)
      expect(plain(older.text)).toMatchInlineSnapshot(`
        "📖 How 7 deals were won
        • #2 Customer 2 · Kim Lund · today — Story 2 with 100% patience_2. Ünïcode ПИЛОТ.
        • #1 Customer 1 · Sam Ortiz · $1,000 · today — Story 1 with 100% patience_1.
        [Newer]"
      `)
      expect(plain((await office.presses('sam', 'Newer', older)).text)).toBe(plain(told.text))
      expect(plain((await office.types('gus', '/deal list stories')).text)).toContain('Customer 6 · Kim Lund · $6,000')
    })

    test('is searched by any word of story, customer or name, in any case; wildcards mean themselves', async () => {
      await wins(7)
      const found = async (search: string) =>
        [...(await office.types('noor', `/deal list stories ${search}`)).text.matchAll(/#(\d) Customer/g)]
          .map(([, number]) => number)
          .join()
      expect(await found('пилот')).toBe('2')
      expect(await found('ÜNÏCODE')).toBe('2')
      expect(await found('kim')).toBe('6,4,2')
      expect(await found('@kim story')).toBe('6,4,2')
      expect(await found('"customer 3"')).toBe('3')
      expect(await found('patience_5')).toBe('5')
      expect(await found('100%')).toBe('7,6,5,4,3')
      expect(await found('1%')).toBe('')
      expect(await found('patience?')).toBe('')
      expect(await found('#6')).toBe('6')
      expect((await office.types('noor', '/deal list stories nowhere')).text).toContain('No story has nowhere in it')
      expect((await office.types('noor', `/deal list stories ${'long '.repeat(60)}`)).text).toContain('No story has long')
      expect((await office.types('noor', `/deal list stories ${'long'.repeat(60)}`)).text).toContain('too much to look for')
    })

    test('shows one that is alone as a whole', async () => {
      await wins(7)
      expect((await office.types('noor', '/deal list stories #7')).text).toContain(`patience_7. ${'More. '.repeat(39)}More.`)
    })

    test('keeps those of a leaver, and says nothing of an erased name', async () => {
      await tells('kim', await office.types('kim', '/deal won 5000 Acme'), 'Kim Lund and @sam made a pilot.')
      await office.types('gus', '/dealbell member @kim left')
      expect((await office.types('sam', '/deal list stories')).text).toContain('Acme · Kim Lund')
      const sure = await office.types('gus', '/dealbell privacy erase "Kim Lund"')
      await office.fillsIn('gus', sure, { name: 'Kim Lund' })
      expect((await office.types('sam', '/deal list stories pilot')).text).toMatch(/Former member \d+ and @sam made a pilot/)
      expect((await office.types('sam', '/deal list stories lund')).text).toContain('No story has lund')
      expect(JSON.stringify(await office.database.client.pending.findMany({ select: { payload: true } }))).not.toContain('Lund')
    })
  })

  test('a win above the rep’s usual asks for its story, however it was won', async () => {
    for (let index = 1; index <= 5; index += 1) {
      const echo = await office.types('sam', `/deal won 1000 "Customer ${index}"`)
      expect(echo.text).not.toContain('above your usual')
    }
    const asked = 'That is above your usual: how did you win it?'
    const style = (told: Told) => buttonsOf(told).find(({ action }) => action === 'add-story')?.style
    const won = await office.types('sam', '/deal won 1001 Acme')
    expect([won.text.includes(asked), style(won)]).toEqual([true, 'primary'])
    const opened = await office.types('sam', '/deal open 2000 Globex')
    const closed = await office.presses('sam', 'Won', opened)
    expect([closed.text.includes(asked), style(closed)]).toEqual([true, 'primary'])
    const doubted = await office.types('sam', '/deal won 50000 Hooli')
    const confirmed = await office.presses('sam', 'Log it anyway', doubted)
    expect([confirmed.text.includes(asked), style(confirmed)]).toEqual([true, 'primary'])
    const small = await office.types('sam', '/deal won 900 Initech')
    expect([small.text.includes(asked), style(small)]).toEqual([false, undefined])
    expect((await office.types('gus', '/deal won 9000 Stark for @sam')).text).toContain('above what Sam Ortiz usually wins')
    expect((await office.types('sam', '/deal edit #6 note x')).text).not.toContain('usual')
  })

  test('what is stored about somebody counts the stories that they told', async () => {
    await tells('sam', await office.types('sam', '/deal won 5000 Acme'), 'A pilot.')
    expect((await office.types('sam', '/dealbell privacy')).text).toContain('Stories of wins that you told: 1')
    expect((await office.types('kim', '/dealbell privacy')).text).toContain('Stories of wins that you told: 0')
    const { workspaceId, byId } = await office.database.client.story.findFirstOrThrow()
    const { stories } = await office.stores.privacy.everything(asId<WorkspaceId>(workspaceId), asId<MemberId>(byId))
    expect(stories).toMatchObject([{ number: 1, text: 'A pilot.' }])
  })
})
