// What somebody is told who changed an agenda.
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { TextKey } from '../languages/language.ts'
import type { Values } from '../languages/say.ts'
import type { Button } from '../message/message.ts'
import { buttons, message, quiet, text } from '../message/write.ts'

/** A sentence, a remark and a way back. */
export function told(
  { say }: Pick<Request, 'say'>,
  sentence: { readonly key: TextKey; readonly values?: Values },
  {
    undo,
    note,
    replaces = false,
  }: { readonly undo?: Omit<Button, 'label'>; readonly note?: string | false | undefined; readonly replaces?: boolean } = {},
): Answer {
  return {
    kind: 'message',
    message: message(
      text(say(sentence.key, sentence.values)),
      note ? quiet(note) : undefined,
      undo && buttons({ label: say.plain('button.undo'), ...undo }),
    ),
    replaces,
  }
}
