// A conversation that a test scripts; it keeps what it heard.
import type { Answer, Conversation, Press, Submission, Suggestion, Utterance } from '../../src/conversation/platform.ts'
import type { Message } from '../../src/message/message.ts'

export const saying = (text: string, replaces = false): Answer => ({ kind: 'message', message: words(text), replaces })
export const words = (text: string): Message => ({ nodes: [{ kind: 'text', spans: [text] }] })

export class Scripted implements Conversation {
  /** All of it, in order. */
  readonly heard: (Utterance | Press | Submission)[] = []
  readonly uttered: Utterance[] = []
  readonly pressed: Press[] = []
  readonly submitted: Submission[] = []
  onHear: (utterance: Utterance) => Promise<Answer> | Answer = ({ command, text }) => saying(`${command}: ${text}`)
  onPress: (press: Press) => Promise<Answer> | Answer = ({ action, value }) => saying(`${action} ${value}`, true)
  onSubmit: (submission: Submission) => Promise<Answer> | Answer = ({ form }) => saying(`${form} saved`, true)

  async hear(utterance: Utterance): Promise<Answer> {
    this.heard.push(utterance)
    this.uttered.push(utterance)
    return this.onHear(utterance)
  }
  async press(press: Press): Promise<Answer> {
    this.heard.push(press)
    this.pressed.push(press)
    return this.onPress(press)
  }
  async submit(submission: Submission): Promise<Answer> {
    this.heard.push(submission)
    this.submitted.push(submission)
    return this.onSubmit(submission)
  }
  async suggest(): Promise<readonly Suggestion[]> {
    return []
  }
}
