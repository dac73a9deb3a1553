// Looking into what came over the wire without trusting its shape; cheaper than a schema, for the path that every command takes.

export type Json = { readonly [key: string]: unknown }

const nothing: Json = {}

/** The object itself, or an empty one for anything that is none. */
export const objectIn = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : nothing) // any object can be asked for any key

/** The array itself, or an empty one. */
export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The string itself, or undefined for an empty one and for anything else. */
export const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
