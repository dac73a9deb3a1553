// Files in a terminal: read by their path, and written where the bot was started.
import { mkdir, open, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { type FileAnswer, type Files, largestFile } from '../conversation/platform.ts'
import type { FileNode } from '../message/message.ts'

/** Below the working directory. */
const folder = 'exports'

/** Whoever sits at the terminal may read there what its user may read. */
export const terminalFiles: Files = {
  takesPaths: () => true,
  async read(_, ref) {
    for (const place of placesOf(ref)) {
      const answer = await readAt(place)
      if (answer.outcome !== 'unknown') return answer
    }
    return { outcome: 'unknown' }
  },
}

/** The paths that may be meant: as it stands, and as a shell would take it (quotes, `\ ` for a blank), each with `~` for the user's own folder. */
function placesOf(ref: string): readonly string[] {
  const bare = /^(['"])(.*)\1$/s.exec(ref.trim())?.[2] ?? ref.trim()
  const places = [ref, bare, bare.replace(/\\(.)/g, '$1')]
  return [...new Set(places.map((place) => place.replace(/^~(?=$|[/\\])/, homedir())))]
}

async function readAt(place: string): Promise<FileAnswer> {
  try {
    const about = await stat(place)
    if (!about.isFile()) return { outcome: 'unknown' }
    if (about.size > largestFile) return { outcome: 'too large' }
    return { outcome: 'read', name: path.basename(place), bytes: await readFile(place) }
  } catch (error) {
    return { outcome: error instanceof Error && 'code' in error && error.code === 'EACCES' ? 'refused' : 'unknown' }
  }
}

/** Writes a file under a name that was free, and returns its path: `exports/deals-2.csv`. */
export async function writeExport({ name, content }: FileNode, directory: string = process.cwd()): Promise<string> {
  await mkdir(path.join(directory, folder), { recursive: true })
  const { name: base, ext } = path.parse(path.basename(name))
  for (let count = 1; ; count += 1) {
    const place = path.join(folder, count === 1 ? `${base}${ext}` : `${base}-${count}${ext}`)
    try {
      // Its own user's alone: it holds customers and amounts.
      const file = await open(path.join(directory, place), 'wx', 0o600)
      await file.writeFile(content).finally(() => file.close())
      return place
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}
