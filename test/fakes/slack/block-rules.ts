// What Slack takes as blocks and as a modal, written down from its reference by hand and apart from the program's own limits,
// so that a wrong number there shows. Stricter where Slack is vague: unknown properties, blank texts, doubled ids.
import { z } from 'zod'

const plain = (longest: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(longest), emoji: z.boolean().optional() })
const mrkdwn = (longest: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(longest), verbatim: z.boolean().optional() })
const text = (longest: number) => z.discriminatedUnion('type', [plain(longest), mrkdwn(longest)])
const id = z.string().min(1).max(255)
const blockId = { block_id: id.optional() }
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((value) => new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) ?? false, 'no such day')
const option = z.strictObject({ text: plain(75), value: z.string().min(1).max(150) })

const button = z.strictObject({
  type: z.literal('button'),
  action_id: id,
  text: plain(75),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  url: z.url().max(3000).optional(),
})
const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  action_id: id,
  initial_date: day.optional(),
  placeholder: plain(150).optional(),
})
const select = z
  .strictObject({
    type: z.literal('static_select'),
    action_id: id,
    options: z.array(option).min(1).max(100),
    initial_option: option.optional(),
    placeholder: plain(150).optional(),
  })
  .refine(
    ({ options, initial_option: first }) => !first || options.some((each) => JSON.stringify(each) === JSON.stringify(first)),
    'initial_option',
  )
const writing = z
  .strictObject({
    type: z.literal('plain_text_input'),
    action_id: id,
    multiline: z.boolean().optional(),
    initial_value: z.string().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    placeholder: plain(150).optional(),
  })
  .refine(({ initial_value: first = '', max_length: most = 3000 }) => first.length <= most, 'initial_value')
// https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
const giving = z.strictObject({
  type: z.literal('file_input'),
  action_id: id,
  filetypes: z.array(z.string().min(1)).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
})

// https://docs.slack.dev/reference/block-kit/blocks/image-block
const image = z
  .strictObject({
    type: z.literal('image'),
    ...blockId,
    alt_text: z.string().min(1).max(2000),
    title: plain(2000).optional(),
    image_url: z.url().max(3000).optional(),
    slack_file: z.strictObject({ id: z.string().regex(/^F[A-Z0-9]{8,}$/) }).optional(),
  })
  .refine(({ image_url: url, slack_file: file }) => (url === undefined) !== (file === undefined), 'one of image_url and slack_file')

const sameBlocks = [
  image,
  z
    .strictObject({
      type: z.literal('section'),
      ...blockId,
      text: text(3000).optional(),
      fields: z.array(text(2000)).min(1).max(10).optional(),
      accessory: z.union([button, datepicker, select]).optional(),
      expand: z.boolean().optional(),
    })
    .refine((section) => section.text || section.fields, 'a section needs text or fields'),
  z.strictObject({ type: z.literal('header'), ...blockId, text: plain(150) }),
  z.strictObject({ type: z.literal('context'), ...blockId, elements: z.array(text(3000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('divider'), ...blockId }),
  z
    .strictObject({
      type: z.literal('actions'),
      ...blockId,
      elements: z
        .array(z.union([button, datepicker, select]))
        .min(1)
        .max(25),
    })
    .refine(({ elements }) => new Set(elements.map(({ action_id: each }) => each)).size === elements.length, 'action_id twice'),
] as const
const input = z.strictObject({
  type: z.literal('input'),
  ...blockId,
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.union([writing, datepicker, select, giving]),
})
const onceEach = (blocks: readonly { readonly block_id?: string | undefined }[]) => {
  const ids = blocks.flatMap((block) => block.block_id ?? [])
  return new Set(ids).size === ids.length
}
const messageBlocks = z.array(z.union(sameBlocks)).min(1).max(50).refine(onceEach, 'block_id twice')
const view = z
  .strictObject({
    type: z.literal('modal'),
    callback_id: z.string().min(1).max(255),
    private_metadata: z.string().max(3000).optional(),
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    blocks: z
      .array(z.union([...sameBlocks, input]))
      .min(1)
      .max(100)
      .refine(onceEach, 'block_id twice'),
    notify_on_close: z.boolean().optional(),
    clear_on_close: z.boolean().optional(),
  })
  .refine(({ blocks, submit }) => submit || !blocks.some(({ type }) => type === 'input'), 'inputs need a submit button')

/** Why Slack refuses these blocks in a message (`msg_blocks_too_long` or the first thing that is wrong); undefined if it takes them. */
export function refusalOfBlocks(blocks: unknown): string | undefined {
  const parsed = messageBlocks.safeParse(blocks)
  if (!parsed.success) return z.prettifyError(parsed.error)
  return textLength(parsed.data) > 12_000 ? 'msg_blocks_too_long' : undefined
}

/** Why Slack refuses this view; undefined if it takes it. */
export function refusalOfView(asked: unknown): string | undefined {
  const parsed = view.safeParse(asked)
  return parsed.success ? undefined : z.prettifyError(parsed.error)
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + textLength(each), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + (key === 'text' && typeof each === 'string' ? each.length : textLength(each)),
    0,
  )
}
