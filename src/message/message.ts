// What the bot says, without a platform's markup: a short list of nodes that every platform can show in its own way.
// A string in a span is data: renderers escape it, so that what people typed can never ping, link or break the layout.

export type Span =
  | string
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly spans: readonly Span[] }
  /** As typed: a command, a code, an id. */
  | { readonly kind: 'code'; readonly text: string }
  /**
   * A channel of the installation the message is shown in; shows as its name and leads there. `at`: its whole destination, where it may be shown
   * in another one too; the conversation and delivery take it away (src/conversation/channels-here.ts).
   */
  | { readonly kind: 'channel'; readonly channel: string; readonly at?: string }
  | { readonly kind: 'link'; readonly url: string; readonly text: string }
  /** Somebody who is told: the platform notifies them. Only for a thanks to that person; everybody else is named, not pinged. */
  | { readonly kind: 'mention'; readonly person: string; readonly name: string }

export interface Button {
  readonly label: string
  /** The name of an action declaration. */
  readonly action: string
  /** What the action is about; comes back as it was sent, so the action checks it like any input. At most 200 characters. */
  readonly value: string
  readonly style?: 'primary' | 'danger'
}

export interface FileNode {
  readonly kind: 'file'
  readonly name: string
  readonly mediaType: string
  /** Its text, to be stored as UTF-8. */
  readonly content: string
}

/**
 * A picture of what the words beside it say too. Only posts carry it; what cannot show pictures, or not now, leaves it out. `name` ends in
 * `.png`, which the SVG becomes where it is shown; `alt` is for those who cannot see it.
 */
export interface PictureNode {
  readonly kind: 'picture'
  readonly name: string
  readonly svg: string
  readonly alt: string
}

export type Node =
  /** The line that carries the news. */
  | { readonly kind: 'headline'; readonly spans: readonly Span[] }
  | { readonly kind: 'text'; readonly spans: readonly Span[] }
  /** A side remark in small print. */
  | { readonly kind: 'quiet'; readonly spans: readonly Span[] }
  /** A bar from 0 to 1 (more than 1 shows as full) with an optional tick at where it should be today, and words beside it. */
  | {
      readonly kind: 'bar'
      readonly filled: number
      readonly tick?: number
      readonly before?: readonly Span[]
      readonly after?: readonly Span[]
    }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[]; readonly numbered?: boolean }
  /** Name and value pairs. */
  | { readonly kind: 'facts'; readonly facts: readonly { readonly name: string; readonly value: readonly Span[] }[] }
  | { readonly kind: 'divider' }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  /**
   * A file to be kept, at most one in a message. Only a post to one person carries it; wherever else it is shown, its name stands for it.
   * `name` ends in what it is: `deals-2026.csv`.
   */
  | FileNode
  /** At most one in a message. */
  | PictureNode

export interface Message {
  readonly nodes: readonly Node[]
}

/** The file that a message carries. */
export const fileIn = ({ nodes }: Message): FileNode | undefined => nodes.find((node): node is FileNode => node.kind === 'file')

/** The picture that a message carries. */
export const pictureIn = ({ nodes }: Message): PictureNode | undefined => nodes.find((node): node is PictureNode => node.kind === 'picture')
