// A file on its way in: asked for in a form, read where it was given, tried out.
import { randomBytes } from 'node:crypto'
import { Complaint } from '../conversation/complaint.ts'
import { type Answer, type Files, inbox, largestFile } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Request } from '../conversation/request.ts'
import type { Say } from '../languages/say.ts'
import type { Form } from '../message/form.ts'
import type { PendingStore } from '../workspaces/pending-store.ts'
import type { ImportKind } from './columns.ts'
import { decoded } from './decode.ts'
import { columnsMessage, toldAtOnce, trialMessage } from './import-message.ts'
import type { TransferStore } from './transfer-store.ts'
import { type Brought, checkMayImport, missingColumns, payloadOf, pendingKind, type TrialNeeds, trialOf } from './trial.ts'

export interface BringNeeds extends TrialNeeds {
  readonly files: Files
  readonly transfer: TrialNeeds['transfer'] & Pick<TransferStore, 'account' | 'settle'>
  readonly pending: Pick<PendingStore, 'keep'>
}

const megabytes = largestFile / (1024 * 1024)

/** Rows can be pasted where a platform has no field for files, or the file is small. */
export const fileForm = (kind: ImportKind, takesPaths: boolean, say: Say): Form => ({
  name: 'import-file',
  about: kind,
  title: say.plain('import.form-title'),
  submit: say.plain('import.try'),
  cancel: say.plain('button.cancel'),
  fields: [
    {
      name: 'file',
      label: say.plain(takesPaths ? 'import.form-path' : 'import.form-file'),
      kind: 'file',
      required: false,
      hint: say.plain('import.form-file-hint', { megabytes }),
      endings: ['csv'],
    },
    {
      name: 'rows',
      label: say.plain('import.form-rows'),
      kind: 'text',
      required: false,
      longest: 3000,
      hint: say.plain('import.form-rows-hint'),
    },
  ],
})

/** `/dealbell import deals [path]`: a path is read where paths are; else the form asks for the file. */
export async function importCommand(request: Request, kind: ImportKind, path: string | undefined, needs: BringNeeds): Promise<Answer> {
  checkMayImport(request, kind)
  const takesPaths = needs.files.takesPaths(request.installation)
  if (path === undefined) return { kind: 'form', form: fileForm(kind, takesPaths, request.say) }
  if (!takesPaths) throw new Complaint('import.no-paths', {}, { example: `/dealbell import ${kind}` })
  return bringFile(request, kind, path, needs, undefined)
}

const troubles = {
  'too large': 'import.too-large',
  unknown: 'import.no-file',
  refused: 'import.refused',
  'no answer': 'import.no-answer',
} as const

/** Reads a file by its reference and tries it out. `field`: the form's field that it stood in. */
export async function bringFile(
  request: Request,
  kind: ImportKind,
  ref: string,
  needs: BringNeeds,
  field: string | undefined,
): Promise<Answer> {
  const at = field === undefined ? {} : { field }
  const answer = await needs.files.read(request.installation, ref)
  if (answer.outcome !== 'read') throw new Complaint(troubles[answer.outcome], { megabytes }, at)
  const text = decoded(answer.bytes)
  if (!text) throw new Complaint('import.not-text', {}, at)
  return tryOut(request, { kind, name: answer.name.slice(-80), ...text, words: {}, takesNewcomers: true }, needs, false)
}

/** Tries a file out, keeps it until somebody says yes, and tells what would become of it. */
export async function tryOut(request: Request, brought: Brought, needs: BringNeeds, replaces: boolean): Promise<Answer> {
  checkMayImport(request, brought.kind)
  const { workspace, speaker, installation, now, key, say } = request
  const id = randomBytes(12).toString('hex')
  const trial = await trialOf(brought, request, needs).catch((error: unknown) => {
    if (error instanceof Complaint && error.key === missingColumns) return error
    throw error
  })
  await needs.pending.keep(workspace.id, { id, kind: pendingKind, payload: payloadOf(brought), by: speaker.id, at: now })
  const person =
    !(trial instanceof Complaint) && trial.bad.length > toldAtOnce
      ? await needs.transfer.account(workspace.id, installation, speaker.id)
      : undefined
  const posts: readonly Post[] =
    person === undefined
      ? []
      : [
          {
            key: `import/${id}`,
            to: inbox(installation, person),
            kind: 'import-problems',
            about: { id, by: speaker.id },
            action: { do: 'post' },
          },
        ]
  // Whose columns nobody could guess can still say them.
  const told = trial instanceof Complaint ? columnsMessage(brought, trial, id, say) : trialMessage(brought, trial, id, say)
  const answer: Answer = { kind: 'message', message: told, replaces }
  return needs.transfer.settle({ workspace, requestKey: key, at: now, by: speaker.id, posts, answer })
}
