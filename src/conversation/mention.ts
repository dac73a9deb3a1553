// A person who was really mentioned stands in an utterance as `<@U123|sam>`; people typed, and want to read, `@sam`.

const mentions = /<@([A-Z0-9]+)(?:\|([^>]*))?>/gi

/** The text with mentions as they were typed: by handle, or where the platform sent none by id. */
export const asTyped = (text: string): string => text.replace(mentions, (_, id: string, handle?: string) => `@${handle || id}`)

/** The id of the person whose mention a word is; undefined for any other word. */
export const mentionedIn = (word: string): string | undefined => /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/i.exec(word)?.[1]

// The look-alikes are those that compatibility normalisation (NFKC) turns into < and @.
const opensMention = /[<＜﹤](?=[\p{Cc}\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}]*[@＠﹫])/gu

/** What somebody typed, so that nothing in it reads as a mention: a `<` in front of an `@` becomes `‹`. */
export const withoutMentions = (typed: string): string => typed.replace(opensMention, '‹')
