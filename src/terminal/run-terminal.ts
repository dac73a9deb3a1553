// A conversation in a terminal: lines in, answers out, until the input ends.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Conversation, InstallationRef, Place } from '../conversation/platform.ts'
import type { Say } from '../languages/say.ts'
import type { Form } from '../message/form.ts'
import { askForm } from './ask-form.ts'
import type { Buttons, Shown } from './buttons.ts'
import type { TerminalPerson } from './directory.ts'
import { harmless, renderMessage } from './render.ts'
import type { InputScreen } from './screen.ts'

export interface TalkNeeds {
  readonly conversation: Conversation
  readonly installation: InstallationRef
  readonly person: TerminalPerson
  /** Where the person is: a channel of the terminal. */
  readonly channel: string
  readonly screen: InputScreen
  readonly buttons: Buttons
  readonly say: Say
  /** Different in each run of the program. */
  readonly session: string
  /** True when nothing waits to be posted to the terminal. */
  readonly settled: () => Promise<boolean>
}

/** How long the end waits for what is still to be posted, in milliseconds, and how often it looks. */
const patience = { whole: 5_000, step: 20 }

/** Runs until the input ends (Ctrl-D, Ctrl-C, the end of a pipe) and what was said has been posted. */
export async function runTerminal(needs: TalkNeeds): Promise<void> {
  const { conversation, screen, buttons, say } = needs
  const place: Place = { channel: needs.channel, kind: 'channel' }
  let requests = 0
  let answers = 0

  const heard = (where: Place) => {
    requests += 1
    const { installation, person, session } = needs
    return {
      installation,
      speaker: { id: person.id, handle: person.handle },
      place: where,
      requestKey: `terminal/${installation.id}/${session}/${requests}`,
    }
  }

  /** Shows an answer; a form is asked and sent, whose answer is shown in turn. `of`: the message whose button led here. */
  async function show(answer: Answer, of: string | undefined, form?: Form): Promise<void> {
    switch (answer.kind) {
      case 'message': {
        if (answer.replaces && of !== undefined) buttons.retire(of)
        answers += 1
        const ref = `answer.${answers}`
        screen.print(
          renderMessage(answer.message, { dressed: screen.dressed, numberOf: (button) => buttons.add(ref, button, needs.channel) }),
        )
        return
      }
      case 'form':
        return fillIn(answer.form, of)
      case 'field errors':
        for (const error of Object.values(answer.errors)) screen.print(`! ${harmless(error)}`)
        return form && fillIn(form, of)
    }
  }

  async function fillIn(form: Form, of: string | undefined): Promise<void> {
    let filled = await askForm(form, screen, say)
    while (filled) {
      const answer = await conversation.submit({ ...heard(place), form: form.name, about: form.about, filled })
      if (answer.kind !== 'field errors') return show(answer, of)
      filled = await askForm(form, screen, say, filled, answer.errors)
    }
    screen.print(say.plain('terminal.cancelled'))
  }

  async function press({ button, of, channel }: Shown): Promise<void> {
    const where: Place = { channel, kind: 'channel' }
    return show(await conversation.press({ ...heard(where), action: button.action, value: button.value }), of)
  }

  async function take(line: string): Promise<void> {
    const typed = line.trim()
    if (typed === '') return
    if (/^\d+$/.test(typed)) {
      const shown = buttons.find(Number(typed))
      return shown ? press(shown) : screen.print(say.plain('terminal.no-button', { number: typed }))
    }
    const command = /^\/(\S+)\s?(.*)$/s.exec(line.trimStart())
    if (!command?.[1]) return screen.print(say.plain('terminal.no-slash', { example: '/deal won 5000 Acme' }))
    const isHelp = command[1].toLowerCase() === 'help'
    const [word, text] = isHelp ? ['dealbell', `help ${command[2] ?? ''}`] : [command[1].toLowerCase(), command[2] ?? '']
    await show(await conversation.hear({ ...heard(place), command: word, text, channels: { [place.channel]: place.channel } }), undefined)
    if (isHelp) screen.print(say.plain('terminal.keys'))
  }

  async function settle(): Promise<boolean> {
    for (let waited = 0; waited <= patience.whole; waited += patience.step) {
      if (await needs.settled()) return true
      await sleep(patience.step)
    }
    return false
  }

  for (;;) {
    const line = await screen.ask(`${harmless(needs.person.name)} › `)
    if (line === undefined) break
    await take(line)
    if (!screen.dressed) await settle() // so that a script reads the post of a command before the answer to the next one
  }
  screen.close()
  if (!(await settle())) screen.print(say.plain('terminal.still-waiting'))
}
