// Where a database is, from its URL.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DatabaseKind } from './database.ts'

export interface Place {
  readonly kind: DatabaseKind
  /** SQLite: the file's full path. PostgreSQL: the URL, with its password. */
  readonly target: string
  /** For people: without user and password. */
  readonly shown: string
}

/** Reads `file:…` and `postgresql://…`. Throws on anything else, without repeating it (there may be a password in it). */
export function placeOf(url: string): Place {
  if (/^postgres(ql)?:\/\//.test(url)) {
    if (!URL.canParse(url)) throw new Error('That database URL cannot be read')
    const { host, pathname } = new URL(url)
    return { kind: 'postgresql', target: url, shown: `${host}${pathname}` }
  }
  if (!url.startsWith('file:')) throw new Error('A database URL starts with file: or postgresql://')
  const [file = ''] = url.split('?') // options that other programs put there
  const target = file.startsWith('file://') ? fileURLToPath(file) : path.resolve(file.slice('file:'.length))
  return { kind: 'sqlite', target, shown: target }
}
