// Slack's limits as data, each with where it is documented. Lengths are in characters; we count UTF-16 units of the escaped
// text, which is never less than what Slack counts.

/** https://docs.slack.dev/reference/block-kit */
const reference = {
  blockId: 255, // …/blocks: block_id
  text: 3_000, // …/composition-objects/text-object: text, at least 1
  section: { text: 3_000, fields: 10, field: 2_000 }, // …/blocks/section-block
  context: { elements: 10 }, // …/blocks/context-block
  actions: { elements: 25 }, // …/blocks/actions-block
  button: { text: 75, value: 2_000, actionId: 255 }, // …/block-elements/button-element
  header: 150, // …/blocks/header-block
  image: { alt: 2_000 }, // …/blocks/image-block
  input: { label: 2_000, hint: 2_000 }, // …/blocks/input-block
  plainTextInput: { longest: 3_000, placeholder: 150 }, // …/block-elements/plain-text-input-element
  select: { options: 100, option: 75, value: 150, placeholder: 150 }, // …/block-elements/select-menu-element, …/composition-objects/option-object
} as const

export const limits = {
  ...reference,
  message: {
    blocks: 50, // https://docs.slack.dev/reference/block-kit/blocks
    // https://docs.slack.dev/reference/methods/chat.postMessage#truncating: 4,000 advised, cut off after 40,000
    fallback: 4_000,
    // Undocumented: a message whose blocks hold more is refused with msg_blocks_too_long. 13,172 was too long, 11,341 once
    // too (https://github.com/slackapi/bolt-js/issues/2509 and 2867): we stay well below.
    allText: 10_000,
  },
  modal: {
    title: 24, // https://docs.slack.dev/reference/views/modal-views, so are the next four
    submit: 24,
    close: 24,
    callbackId: 255,
    privateMetadata: 3_000,
    blocks: 100, // https://docs.slack.dev/reference/block-kit/blocks
  },
  /** Ours: five buttons are as many as stand in one row of a phone or a narrow window. */
  buttonsInRow: 5,
} as const

/** How long Slack waits for an acknowledgement, and how we keep within it, in milliseconds. */
export const time = {
  acknowledge: 3_000, // https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response
  /** An answer that takes longer than this comes after the acknowledgement. */
  answerWithin: 2_000,
  /** The front door answers for a listener that has not. */
  giveUpAfter: 2_700,
  /** A request signed longer ago, or further ahead, is somebody's replay: https://docs.slack.dev/authentication/verifying-requests-from-slack */
  signatureAge: 5 * 60_000,
  /** A Web API call that has not answered by now is given up: before delivery counts it as lost (10 s) and looks for its effect. */
  call: 9_000,
  /** The same where a person is waiting. */
  callWhileWaiting: 5_000,
  /** So long a post waits for its picture. */
  picture: 4_000,
  /**
   * So late the last call of a post may begin that takes several (a picture, a file). With `callWhileWaiting`, which it may take, it is over
   * before delivery counts it as lost (10 s): what it does later might be done twice.
   */
  postAtLast: 4_800,
  /** So long people are still answered when the program is to stop. */
  settle: 4_000,
  // chat.postMessage takes "1 message per second" and channel: https://docs.slack.dev/apis/web-api/rate-limits
  betweenPosts: 1_000,
  // chat.update is tier 3, "50+ per minute" over all channels of a workspace.
  betweenRewrites: 1_200,
} as const

/** Bytes of a request's body: a view with a hundred long inputs stays below. */
export const largestBody = 1_048_576
