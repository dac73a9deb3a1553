// Discord's limits as data, each with where it is documented. Lengths are in UTF-16 units, which are never fewer than the characters that
// Discord counts.

export const limits = {
  // https://docs.discord.com/developers/components/reference
  customId: 100, // #anatomy-of-a-component-custom-id, at least 1
  /** Text of all text displays, and components however nested, of a message in components (V2). */
  layout: { text: 4_000, components: 40 }, // 40: the head of that page; 4,000: what Discord answers, and for one text its schema
  /** Of a message with content and embeds. */
  actionRows: 5, // #legacy-message-component-behavior
  actionRow: { buttons: 5 }, // #action-row
  button: { label: 80, url: 512 }, // #button-button-structure
  select: { options: 25, label: 100, value: 100, description: 100, placeholder: 150 }, // #string-select
  textInput: { value: 4_000, placeholder: 100 }, // #text-input-text-input-structure
  label: { label: 45, description: 100 }, // #label-label-structure
  fileUpload: { files: 10, types: 10 }, // #file-upload
  gallery: { items: 10, description: 1_024 }, // #media-gallery
  componentId: 2_147_483_647, // #anatomy-of-a-component: a 32 bit integer; the schema takes no negative one
  // https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
  modal: { title: 45, components: 5 },
  // https://docs.discord.com/developers/interactions/application-commands#application-command-object
  command: { name: 32, description: 100, options: 25, perKind: 100, characters: 8_000 },
  option: { name: 32, description: 100, choices: 25, text: 6_000 },
  // …#autocomplete and #application-command-object-application-command-option-choice-structure
  choice: { count: 25, name: 100, value: 100 },
  // https://docs.discord.com/developers/resources/message#create-message
  content: 2_000,
  nonce: 25,
  mentions: 100, // …#allowed-mentions-object
  attachment: { description: 1_024, name: 1_024 }, // …#attachment-object
  attachments: 10,
  // …#embed-object-embed-limits
  embed: { title: 256, description: 4_096, fields: 25, fieldName: 256, fieldValue: 1_024, footer: 2_048, author: 256, url: 2_048 },
  embeds: { count: 10, text: 6_000 },
  // https://docs.discord.com/developers/resources/channel#start-thread-from-message
  threadName: 100,
  // https://docs.discord.com/developers/reference#uploading-files: of one file, in bytes
  file: 10 * 1_024 * 1_024,
} as const
