// Copies, in this process, of who is who: every command asks for a workspace and its speaker, and they hardly ever change.
// A copy that is out of date does no harm: whatever is decided on one is refused when the workspace's version is another by then
// (`Stale`), and is decided again on what is read anew. Reading a newer version of a workspace ends all copies of the older ones.
import type { Workspace } from '../conversation/people.ts'
import type { Clock } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'

/** So old (ms) a copy may be where other processes write too. */
const oldest = 30_000
/** So many are kept; then all are forgotten, which costs one reading each. */
const most = 20_000

/** What a copy is about, and as of which version. */
type Of = Pick<Workspace, 'id' | 'version'>

/** The newest version of each workspace that this process has seen. */
export type Versions = Map<WorkspaceId, number>

export function note(versions: Versions, { id, version }: Of): void {
  if (version > (versions.get(id) ?? 0)) versions.set(id, version)
}

interface Copy<Value> {
  readonly value: Value
  readonly of: Of
  readonly readAt: number
}

export class Copies<Value> {
  readonly #kept = new Map<string, Copy<Value>>()
  readonly #clock: Clock
  readonly #alone: boolean
  readonly #versions: Versions
  /** How often something was forgotten. */
  #forgotten = 0

  /** `alone`: no other process writes to the database, so that a copy is good until this one changes something. */
  constructor(clock: Clock, alone: boolean, versions: Versions = new Map()) {
    this.#clock = clock
    this.#alone = alone
    this.#versions = versions
  }

  get(key: string): Value | undefined {
    const copy = this.#kept.get(key)
    if (!copy || copy.of.version < (this.#versions.get(copy.of.id) ?? 0)) return undefined
    const age = this.#clock.now() - copy.readAt
    return this.#alone || (age >= 0 && age < oldest) ? copy.value : undefined
  }

  /**
   * Reads, and keeps what was read: unless something was forgotten meanwhile, as then it may be from before. `workspaceOf` says which
   * workspace the value is about, and as of which version; undefined: it is not to be kept.
   */
  async read<Read extends Value | undefined>(
    key: string,
    read: () => Promise<Read>,
    workspaceOf: (value: Read) => Of | undefined,
  ): Promise<Read> {
    const readAt = this.#clock.now()
    const forgotten = this.#forgotten
    const value = await read()
    const of = workspaceOf(value)
    if (of) note(this.#versions, of)
    if (value !== undefined && of && forgotten === this.#forgotten) {
      if (this.#kept.size >= most) this.#kept.clear()
      this.#kept.set(key, { value, of, readAt })
    }
    return value
  }

  /** After a change of a workspace was committed. */
  forget(workspace: WorkspaceId): void {
    this.#forgotten += 1
    for (const [key, copy] of this.#kept) if (copy.of.id === workspace) this.#kept.delete(key)
  }
}
