// A form on its way: a modal takes five fields and is gone when it is sent, so what is filled in page by page, or has to be corrected, is
// kept. Nothing kept is changed: each step is a state of its own under a key of its own.
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Kept } from '../conversation/kept.ts'
import type { Place } from '../conversation/platform.ts'
import type { Form } from '../message/form.ts'
import { type Clock, later } from '../vocabulary/clock.ts'

export interface OpenForm {
  /** Discord's id of whom it was given to: nobody else may go on with it. */
  readonly person: string
  /** Where it was asked for. */
  readonly place: Place
  readonly form: Form
  /** The pages that are still to be filled in; the first is the one to be shown. */
  readonly pages: readonly number[]
  /** What was filled in so far, by field; the others hold what they began with. */
  readonly filled: Readonly<Record<string, string>>
  /** What was wrong with what was sent, by field. */
  readonly errors: Readonly<Record<string, string>>
}

export interface FormMemory {
  /** Returns the key, which nobody can guess. */
  keep(state: OpenForm): Promise<string>
  /** Undefined: there never was one, or it is too long ago. */
  find(key: string): Promise<OpenForm | undefined>
}

/** Milliseconds. */
const keptFor = 24 * 3_600_000

export function formMemory(kept: Pick<Kept, 'keep' | 'find'>, clock: Clock): FormMemory {
  return {
    async keep(state) {
      const key = randomBytes(16).toString('base64url')
      await kept.keep(keptUnder(key), JSON.stringify(state), later(clock.now(), keptFor))
      return key
    },
    async find(key) {
      const text = /^[\w-]{22}$/.test(key) ? await kept.find(keptUnder(key)) : undefined
      return text === undefined ? undefined : read(text)
    },
  }
}

const keptUnder = (key: string): string => `discord/form/${key}`

const texts = z.record(z.string(), z.string())
const field = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['line', 'text', 'date', 'choice', 'file']),
  initial: z.string().optional(),
  hint: z.string().optional(),
  required: z.boolean(),
  longest: z.number().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  endings: z.array(z.string()).optional(),
})
const schema = z.object({
  person: z.string(),
  place: z.object({ channel: z.string(), kind: z.enum(['channel', 'direct']) }),
  form: z.object({
    name: z.string(),
    about: z.string(),
    title: z.string(),
    submit: z.string(),
    cancel: z.string(),
    fields: z.array(field),
  }),
  pages: z.array(z.number()),
  filled: texts,
  errors: texts,
})

/** What another version of the program kept may have another shape, and is then as good as gone. */
function read(text: string): OpenForm | undefined {
  const state = schema.safeParse(JSON.parse(text))
  return state.success ? (state.data as OpenForm) : undefined // zod's optional fields may be undefined in type; in JSON none is
}
