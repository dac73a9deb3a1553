// The files that go with a message: its picture, its file, and all of its words where they do not fit.
import type { Say } from '../languages/say.ts'
import { fileIn, type Message, pictureIn } from '../message/message.ts'
import { plainText } from '../message/plain-text.ts'
import { plainLine, tidy } from '../message/tidy.ts'
import type { Attachment } from './api.ts'
import { fileName } from './file-name.ts'
import { limits } from './limits.ts'

/** A file, and what it shows in words. */
export interface Carried {
  readonly file: Attachment
  readonly about?: string
}

export interface CarriedFiles {
  readonly picture?: Carried
  readonly file?: Carried
}

/** In every language the same: Discord keeps names of ASCII alone. */
const wholeText = 'dealbell.txt'

/** All that a message says. */
export const inFull = (message: Message, say: Say | undefined): Carried => ({
  file: { name: wholeText, mediaType: 'text/plain; charset=utf-8', bytes: Buffer.from(tidy(plainText(message)), 'utf8') },
  ...(say ? { about: say.plain('discord.whole-text') } : {}),
})

/** What a post has from the first, each under a name of its own. `drawn`: its picture, where there is one. */
export function carriedBy(message: Message, drawn: Attachment | undefined): CarriedFiles {
  const [shown, file] = [pictureIn(message), fileIn(message)]
  const picture = shown && drawn ? { ...drawn, name: fileName(drawn.name, [wholeText]) } : undefined
  const name = file && fileName(file.name, [wholeText, ...(picture ? [picture.name] : [])])
  return {
    ...(picture && shown ? { picture: { file: picture, about: shown.alt } } : {}),
    ...(file && name && file.content !== ''
      ? { file: { file: { name, mediaType: file.mediaType, bytes: Buffer.from(file.content, 'utf8') } } }
      : {}),
  }
}

/** By this a component or an embed shows the file. */
export const addressOf = ({ file }: Carried): { readonly url: string } => ({ url: `attachment://${file.name}` })

/** What the picture shows, for those who cannot see it. */
export const wordsOf = ({ about = '' }: Carried): string | undefined => plainLine(about, limits.attachment.description) || undefined

/** As a body lists it: by its place among the files. */
export function listed(carried: Carried, place: number): object {
  const description = wordsOf(carried)
  return { id: String(place), filename: carried.file.name, ...(description ? { description } : {}) }
}
