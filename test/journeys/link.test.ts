// One team on two chats: Slack first, a Discord server linked to it.
import { expect, test } from 'vitest'
import { destination } from '../../src/conversation/platform.ts'
import type { Span } from '../../src/message/message.ts'
import { buttonsOf, type Office, openOffice, personId, type Told } from './office.ts'
import { officeOnEach } from './office-on-each.ts'
import { statementsOf } from './statements-of.ts'

const codeIn = ({ text }: Told): string => /\b[2-9A-Z]{5}-[2-9A-Z]{5}\b/.exec(text)?.[0] ?? 'no code'

officeOnEach(
  (opened) => {
    const discordBeside = (options: Parameters<typeof openOffice>[0] = {}): Promise<Office> =>
      openOffice({ platform: 'discord', beside: { office: opened(), installation: 'G1' }, setUp: false, ...options })

    /** A server that the admin has linked. */
    async function linked(): Promise<{ slack: Office; discord: Office; joined: Told }> {
      const slack = opened()
      const discord = await discordBeside()
      const joined = await discord.types('gus', `/dealbell link ${codeIn(await slack.types('gus', '/dealbell link'))}`)
      expect((await discord.presses('gus', 'Yes, I am Gus Berg', joined)).text).toContain('one person now')
      return { slack, discord, joined }
    }

    /** Where Sam is one person on both chats, and wins are mirrored. */
    async function mirrored() {
      const { slack, discord } = await linked()
      await discord.types('sam', `/dealbell link ${codeIn(await slack.types('sam', '/dealbell link'))}`)
      await discord.types('gus', '/dealbell settings mirror here')
      return { slack, discord }
    }

    test('a code of an admin joins a server to the team, and says what is one now', async () => {
      const slack = opened()
      const discord = await discordBeside()
      const issued = await slack.types('gus', '/dealbell link')
      expect(issued.text).toContain(`/dealbell link ${codeIn(issued)}`)
      expect(issued.text).toContain('This team is on Slack')
      const joined = await discord.types('gus', `/dealbell link ${codeIn(issued).toLowerCase().replace('-', ' ')}`)
      expect(joined.text).toContain('Discord and Slack are one team now')
      expect(joined.text).toContain('a channel on Slack')
      await discord.presses('gus', 'Yes, I am Gus Berg', joined)
      const again = await discord.types('gus', '/dealbell link')
      expect(again.text).toContain('This team is on Slack, Discord')
      expect(again.text).toContain('Slack @gus, Discord @gus')
      expect((await discord.types('gus', '/dealbell settings')).text).toContain('a channel on Slack')
    })

    test('a linked person has one target, one ledger and one progress on both', async () => {
      const { slack, discord } = await linked()
      const code = codeIn(await slack.types('sam', '/dealbell link'))
      const joined = await discord.types('sam', `/dealbell link ${code}`)
      expect(joined.text).toContain('one person now')
      await slack.types('gus', '/target set @sam 10000 this quarter')
      await discord.types('sam', '/deal won 4000 Acme')
      await slack.types('sam', '/deal won 1000 Globex')
      for (const office of [slack, discord]) {
        const progress = (await office.types('sam', '/progress')).text
        expect(progress).toContain('$5,000 of $10,000')
      }
      expect((await discord.types('gus', '/progress <@DSAM|sam>')).text).toContain('$5,000')
      expect((await slack.types('gus', `/progress <@${personId('sam')}|sam>`)).text).toContain('$5,000')
      expect((await slack.types('gus', '/deal undo #1')).text).not.toContain('no deal')
    })

    test('a win stands in both channels, and is put right in both from either', async () => {
      const { slack, discord } = await mirrored()
      await discord.types('sam', '/deal won 4000 Acme')
      for (const office of [slack, discord]) expect((await office.channel()).at(-1)).toContain('Sam Ortiz closed Acme: $4,000')
      await slack.types('sam', '/deal undo')
      for (const office of [slack, discord]) {
        const [card, note] = (await office.channel()).slice(-2)
        expect(card).toContain('taken back')
        expect(note).toMatch(/^ {2}/)
      }
      await discord.types('sam', '/deal won 5000 Hooli')
      await discord.types('sam', '/deal edit #2 amount 5500')
      for (const office of [slack, discord]) expect((await office.channel()).join('\n')).toContain('$5,500')
    })

    test('a win goes to the database as often as without a mirror: to read and to write', async () => {
      const { slack } = await mirrored()
      await slack.types('sam', '/deal won 4000 Acme')
      const asked = statementsOf(slack)
      await slack.types('sam', '/deal won 5000 Globex')
      expect(asked).toEqual(['ledger find', expect.stringMatching(/^(all or nothing|ledger write)/)])
      const keys = await slack.database.client.outboxEntry.findMany({ orderBy: { id: 'asc' }, select: { key: true } })
      expect(keys.slice(-2)).toEqual([{ key: 'deal/2' }, { key: 'deal/2@discord/G1/C1SALES' }])
    })

    test('small wins have a thread on each, which counts its own', async () => {
      const { slack, discord } = await mirrored()
      await slack.types('gus', '/dealbell settings small-wins 500')
      await slack.types('sam', '/deal won 100 Acme')
      await discord.types('sam', '/deal won 150 Globex')
      for (const office of [slack, discord]) {
        const [head, ...replies] = (await office.channel()).slice(-3)
        expect(head).toContain('2 smaller wins')
        expect(head).toContain('$250')
        expect(replies.every((reply) => reply.startsWith('  '))).toBe(true)
      }
    })

    test('the amounts that a channel is shown are its own', async () => {
      const { slack, discord } = await mirrored()
      await discord.types('gus', '/dealbell settings amounts hidden here')
      await slack.types('sam', '/deal won 4000 Acme')
      expect((await slack.channel()).at(-1)).toContain('$4,000')
      expect((await discord.channel()).at(-1)).not.toContain('4,000')
    })

    test('a story is told under both cards, and the company’s agenda stands and changes on both', async () => {
      const { slack, discord } = await mirrored()
      const won = await discord.types('sam', '/deal won 4000 Acme')
      const form = await slack.presses('sam', 'Add story', won)
      await slack.fillsIn('sam', form, { story: 'The pilot turned into a contract' })
      for (const office of [slack, discord]) expect((await office.channel()).join('\n')).toContain('The pilot turned into a contract')
      await slack.comes('2026-11-23T07:31:00Z')
      for (const office of [slack, discord]) expect((await office.channel()).join('\n')).toContain('📋')
      await discord.types('sam', '/agenda add New pricing')
      for (const office of [slack, discord]) {
        expect((await office.channel()).find((text) => text.includes('📋'))).toContain('New pricing')
      }
    })

    test('a handle of either chat finds the same person', async () => {
      const { slack, discord } = await mirrored()
      await slack.database.client.identity.updateMany({
        where: { externalId: 'DSAM' },
        data: { handle: 'samwise', foldedHandle: 'samwise' },
      })
      await slack.types('sam', '/deal won 4000 Acme')
      expect((await slack.types('gus', '/progress @samwise')).text).toContain('Sam Ortiz')
      expect((await discord.types('gus', '/progress @samwise')).text).toContain('Sam Ortiz')
    })

    test('thanks call the person on each chat by their account there, and are taken back on both', async () => {
      const { slack, discord } = await mirrored()
      const given = await slack.types('gus', `/kudos <@${personId('sam')}|sam> for the demo`)
      await slack.channel()
      const mentioned = (office: Office) =>
        office.messenger
          .standing(destination(office.installation, 'C1SALES'))
          .flatMap(({ message }) => message.nodes.flatMap((node): readonly Span[] => (node.kind === 'text' ? node.spans : [])))
          .flatMap((span) => (typeof span !== 'string' && span.kind === 'mention' ? [span.person] : []))
      expect(mentioned(slack)).toEqual(['USAM'])
      expect(mentioned(discord)).toEqual(['DSAM'])
      await slack.presses('gus', 'Undo', given)
      await slack.channel()
      expect([...mentioned(slack), ...mentioned(discord)]).toEqual([])
    })

    test('the weekly board comes once to each', async () => {
      const { slack, discord } = await mirrored()
      await slack.types('sam', '/deal won 4000 Acme')
      await slack.comes('2026-11-20T15:01:00Z')
      await discord.comes('2026-11-20T15:03:00Z')
      for (const office of [slack, discord]) {
        expect((await office.channel()).filter((text) => text.includes('My position'))).toHaveLength(1)
      }
    })

    test('a mirror that fails holds nothing up, and once it is none, only what stands there is kept right', async () => {
      const { slack, discord } = await mirrored()
      const there = destination(discord.installation, 'C1SALES')
      discord.messenger.always(there, { kind: 'server fault' })
      await slack.types('sam', '/deal won 4000 Acme')
      expect((await slack.channel()).at(-1)).toContain('Acme')
      discord.messenger.always(there, undefined)
      slack.clock.advance(3_600_000)
      expect((await discord.channel()).at(-1)).toContain('Acme')
      const changed = await discord.types('gus', '/dealbell settings mirror none')
      expect(changed.text).toContain('none')
      await slack.types('sam', '/deal won 6000 Globex')
      await slack.types('sam', '/deal edit #1 amount 4500')
      expect((await discord.channel()).join('\n')).toContain('$4,500')
      expect((await discord.channel()).join('\n')).not.toContain('Globex')
      expect((await slack.channel()).join('\n')).toContain('Globex')
      const back = await discord.presses('gus', 'Undo', changed)
      expect(back.text).toContain('#C1SALES')
      await slack.types('sam', '/deal won 7000 Initech')
      await slack.channel()
      expect((await discord.channel()).at(-1)).toContain('Initech')
    })

    test('what a mirror could not show is shown once the bot is let in and that is said there', async () => {
      const { slack, discord } = await mirrored()
      const there = destination(discord.installation, 'C1SALES')
      discord.messenger.always(there, { kind: 'channel gone' })
      await slack.types('sam', '/deal won 4000 Acme')
      await discord.channel()
      expect((await discord.direct('gus')).at(-1)?.text).toContain('/dealbell settings mirror here')
      discord.messenger.always(there, undefined)
      await discord.types('gus', '/dealbell settings mirror here')
      expect((await discord.channel()).at(-1)).toContain('Acme')
    })

    test('whoever is on one chat alone keeps what they did when it is separated and linked again', async () => {
      const { slack, discord } = await linked()
      await discord.types('kim', '/deal won 4400 Kimco')
      await slack.presses('gus', 'Separate', await slack.types('gus', '/dealbell unlink'))
      await discord.types('noor', `/dealbell link ${codeIn(await slack.types('gus', '/dealbell link'))}`)
      expect((await discord.types('kim', '/progress')).text).toContain('$4,400')
    })

    test('a mirror is chosen on the other chat, and where the bot can post', async () => {
      const { slack, discord } = await linked()
      expect((await slack.types('gus', '/dealbell settings mirror here')).text).toContain('on this chat already')
      expect((await discord.types('gus', '/dealbell settings mirror #wins')).text).toContain('#C2WINS')
      expect((await discord.types('sam', '/dealbell settings mirror none')).text).toContain('admin')
      const closed = await discordBeside({ directory: { enter: async () => 'invite me' }, requests: 'closed' })
      expect((await closed.types('gus', '/dealbell settings mirror here')).text).toContain('I may not post in #C1SALES')
    })

    test('what does not work says the same, and who tries too often is told to wait', async () => {
      const slack = opened()
      const discord = await discordBeside()
      const old = codeIn(await slack.types('gus', '/dealbell link'))
      const newer = codeIn(await slack.types('gus', '/dealbell link'))
      const wrong = (await discord.types('gus', '/dealbell link ABCDE-FGHJK')).text
      expect(wrong).toContain('That code does not work')
      const sentence = (text: string) => text.replace(/^.*?That/s, 'That')
      expect(sentence((await discord.types('gus', `/dealbell link ${old}`)).text)).toBe(sentence(wrong))
      slack.clock.advance(16 * 60_000)
      expect(sentence((await discord.types('gus', `/dealbell link ${newer}`)).text)).toBe(sentence(wrong))
      const fresh = codeIn(await slack.types('gus', '/dealbell link'))
      for (let tries = 0; tries < 5; tries += 1) await discord.types('kim', '/dealbell link ABCDE-FGHJK')
      expect((await discord.types('kim', `/dealbell link ${fresh}`)).text).toContain('quarter of an hour')
      expect((await discord.types('gus', `/dealbell link ${fresh}`)).text).toContain('one team now')
      expect(sentence((await discord.types('noor', `/dealbell link ${fresh}`)).text)).toBe(sentence(wrong))
    })

    test('a server is joined by an admin’s code alone, and by who manages it', async () => {
      const slack = opened()
      const discord = await discordBeside({ manages: false })
      const reps = codeIn(await slack.types('sam', '/dealbell link'))
      expect((await discord.types('sam', `/dealbell link ${reps}`)).text).toContain('Only an admin’s code')
      const admins = codeIn(await slack.types('gus', '/dealbell link'))
      expect((await discord.types('gus', `/dealbell link ${admins}`)).text).toContain('may manage this server')
      const managed = await discordBeside({ manages: true, requests: 'managed' })
      expect((await managed.types('gus', `/dealbell link ${admins}`)).text).toContain('one team now')
    })

    test('who manages the server is no admin of the team for that, and takes it back if it was a mistake', async () => {
      const slack = opened()
      const discord = await discordBeside()
      const joined = await discord.types('kim', `/dealbell link ${codeIn(await slack.types('gus', '/dealbell link'))}`)
      expect(joined.text).toContain('Gus Berg made the code')
      expect((await discord.types('kim', '/dealbell settings announce here')).text).toContain('admin')
      expect((await discord.presses('noor', 'Undo', joined)).text).toContain('admin')
      // Gus comes to the server later
      const own = codeIn(await slack.types('gus', '/dealbell link'))
      expect((await discord.types('gus', `/dealbell link ${own}`)).text).toContain('one person now')
      expect((await discord.presses('kim', 'Yes, I am Gus Berg', joined)).text).toContain('That code does not work')
      expect((await discord.presses('kim', 'Undo', joined)).text).toContain('separate again')
      expect((await discord.types('kim', '/progress')).text).toContain('not set up')
    })

    test('whoever may do more than the maker of a code is asked before they become one', async () => {
      const { slack, discord } = await linked()
      const theirs = codeIn(await discord.types('noor', '/dealbell link'))
      const asked = await slack.types('gus', `/dealbell link ${theirs}`)
      expect(asked.text).toContain('Noor Haddad made this code')
      expect((await discord.types('noor', '/dealbell settings announce here')).text).toContain('admin')
      const sure = await slack.presses('gus', 'Yes, I am Noor Haddad', asked)
      expect(sure.text).toContain('look like two people')
    })

    test('two ledgers are never mixed', async () => {
      const slack = opened()
      const discord = await discordBeside()
      await discord.types('gus', '/dealbell setup currency EUR')
      const code = codeIn(await slack.types('gus', '/dealbell link'))
      expect((await discord.types('gus', `/dealbell link ${code}`)).text).toContain('two ledgers are never mixed')
      expect((await discord.types('gus', '/dealbell settings')).text).toContain('EUR')
    })

    test('of two who type a code at once one is joined', async () => {
      const slack = opened()
      const discord = await discordBeside()
      const code = codeIn(await slack.types('gus', '/dealbell link'))
      const told = await Promise.all(['gus', 'kim'].map((who) => discord.types(who, `/dealbell link ${code}`)))
      expect(told.filter(({ text }) => text.includes('one team now'))).toHaveLength(1)
      expect(told.filter(({ text }) => text.includes('That code does not work'))).toHaveLength(1)
    })

    test('people who both have something of their own, or share a chat, stay two', async () => {
      const { slack, discord } = await linked()
      await slack.types('sam', '/deal won 4000 Acme')
      await discord.types('sam', '/deal won 4000 Globex')
      const own = codeIn(await slack.types('sam', '/dealbell link'))
      expect((await discord.types('sam', `/dealbell link ${own}`)).text).toContain('They stay two')
      const kims = codeIn(await slack.types('kim', '/dealbell link'))
      expect((await slack.types('noor', `/dealbell link ${kims}`)).text).toContain('on your other one')
      await discord.types('kim', `/dealbell link ${kims}`)
      const again = codeIn(await slack.types('kim', '/dealbell link'))
      expect((await discord.types('kim', `/dealbell link ${again}`)).text).toContain('belongs to Kim Lund already')
      await slack.types('noor', '/progress')
      const noors = codeIn(await slack.types('noor', '/dealbell link'))
      expect((await discord.types('kim', `/dealbell link ${noors}`)).text).toContain('look like two people')
    })

    test('joined people are told apart again', async () => {
      const { slack, discord } = await linked()
      await slack.types('sam', '/deal won 4000 Acme')
      const joined = await discord.types('sam', `/dealbell link ${codeIn(await slack.types('sam', '/dealbell link'))}`)
      expect((await discord.types('sam', '/progress')).text).toContain('$4,000')
      expect((await discord.presses('kim', 'Undo', joined)).text).toContain('Only whoever joined')
      expect((await discord.presses('sam', 'Undo', joined)).text).toContain('Two people again')
      expect((await discord.types('sam', '/progress')).text).not.toContain('$4,000')
      expect((await slack.types('sam', '/progress')).text).toContain('$4,000')
      expect((await discord.presses('sam', 'Undo', joined)).text).toContain('nothing was taken back')
    })

    test('a server is separated by an admin, and everybody keeps what they did', async () => {
      const { slack, discord } = await mirrored()
      await discord.types('sam', '/deal won 4000 Acme')
      await slack.channel()
      expect((await discord.types('sam', '/dealbell unlink')).text).toContain('admin')
      expect((await slack.types('gus', '/dealbell unlink')).text).toContain('Separate this Discord')
      expect((await slack.forges('gus', { action: 'separate', value: 'slack/OFFICE' })).text).toContain('Wins are announced on this chat')
      expect((await slack.forges('gus', { action: 'separate', value: 'discord/G2' })).text).toContain('nothing was taken back')
      const asked = await discord.types('gus', '/dealbell unlink')
      expect(buttonsOf(asked).map(({ label }) => label)).toEqual(['Separate'])
      await slack.types('sam', '/deal won 5000 Hooli')
      expect((await discord.presses('gus', 'Separate', asked)).text).toContain('separate again')
      expect((await slack.types('sam', '/progress')).text).toContain('$9,000')
      expect((await discord.types('sam', '/progress')).text).toContain('not set up')
      await slack.types('sam', '/deal undo #1')
      expect((await slack.channel()).join('\n')).toContain('taken back')
      const left = (await discord.channel()).join('\n')
      expect(left).not.toContain('taken back')
      expect(left).not.toContain('Hooli')
      expect((await slack.types('gus', '/dealbell settings mirror')).text).toContain('none')
      await discord.types('kim', '/dealbell setup currency EUR')
      expect((await discord.types('kim', '/deal list')).text).not.toContain('4,000')
    })

    test('a code works from Discord to Slack too', async () => {
      const { slack, discord } = await linked()
      await discord.types('noor', '/deal won 3000 Initech')
      const code = codeIn(await discord.types('noor', '/dealbell link'))
      expect((await slack.types('noor', `/dealbell link ${code}`)).text).toContain('one person now')
      expect((await slack.types('noor', '/progress')).text).toContain('$3,000')
    })

    test('an erased person leaves no account on either chat', async () => {
      const { slack, discord } = await mirrored()
      await discord.types('sam', '/deal won 4000 Acme')
      expect((await discord.types('sam', '/dealbell privacy')).text).toMatch(/sam \(Discord\), sam \(Slack\)/i)
      await slack.types('gus', '/dealbell member @sam left')
      const asked = await discord.types('gus', '/dealbell privacy erase "Sam Ortiz"')
      expect((await discord.fillsIn('gus', asked, { name: 'Sam Ortiz' })).text).toContain('Former member')
      const { client } = slack.database
      expect(await client.identity.count({ where: { foldedHandle: 'sam' } })).toBe(0)
      expect(await client.linkCode.findMany({ select: { done: true, usedAt: true } })).toHaveLength(2) // the server's, and Gus's own
      expect((await slack.channel()).join() + (await discord.channel()).join()).not.toContain('DSAM')
    })
  },
  { platform: 'slack' },
)
