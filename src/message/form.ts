// A form as data: a modal on a chat platform, questions one by one in a terminal.

export interface Field {
  /** Unique within the form; the submission names its value by it. */
  readonly name: string
  readonly label: string
  /** The value of a `file` is the platform's own word for it, to be read through `Files`. */
  readonly kind: 'line' | 'text' | 'date' | 'choice' | 'file'
  /** What stands in it at first; a date as YYYY-MM-DD, a choice as the option's value. */
  readonly initial?: string
  readonly hint?: string
  readonly required: boolean
  /** In characters; at most 3000. */
  readonly longest?: number
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  /** Of a file: how its name may end, without the dot. */
  readonly endings?: readonly string[]
}

export interface Form {
  /** The name of a form declaration. */
  readonly name: string
  /** What the form is about; comes back as it was sent, so the declaration checks it like any input. At most 200 characters. */
  readonly about: string
  readonly title: string
  readonly submit: string
  readonly cancel: string
  readonly fields: readonly Field[]
}

/** What was filled in, by field name; an empty optional field is the empty string. */
export type Filled = Readonly<Record<string, string>>
