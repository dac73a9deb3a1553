// Copies, in this process, of who is who: every command asks for a workspace and its speaker, and they hardly ever change.
// A copy that is out of date does no harm: whatever is decided on one is refused when the workspace's version is another by then
// (`Stale`), and is decided again on what is read anew.
import type { Clock } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'

/** So old (ms) a copy may be where other processes write too. */
const oldest = 30_000
/** So many are kept; then all are forgotten, which costs one reading each. */
const most = 20_000

interface Copy<Value> {
  readonly value: Value
  readonly workspace: WorkspaceId
  readonly readAt: number
}

export class Copies<Value> {
  readonly #kept = new Map<string, Copy<Value>>()
  readonly #clock: Clock
  readonly #alone: boolean
  /** How often something was forgotten. */
  #forgotten = 0

  /** `alone`: no other process writes to the database, so that a copy is good until this one changes something. */
  constructor(clock: Clock, alone: boolean) {
    this.#clock = clock
    this.#alone = alone
  }

  get(key: string): Value | undefined {
    const copy = this.#kept.get(key)
    if (!copy) return undefined
    const age = this.#clock.now() - copy.readAt
    return this.#alone || (age >= 0 && age < oldest) ? copy.value : undefined
  }

  /**
   * Reads, and keeps what was read: unless something was forgotten meanwhile, as then it may be from before. `workspaceOf` says which
   * workspace the value is about; undefined: it is not to be kept.
   */
  async read<Read extends Value | undefined>(
    key: string,
    read: () => Promise<Read>,
    workspaceOf: (value: Read) => WorkspaceId | undefined,
  ): Promise<Read> {
    const readAt = this.#clock.now()
    const forgotten = this.#forgotten
    const value = await read()
    const workspace = workspaceOf(value)
    if (value !== undefined && workspace !== undefined && forgotten === this.#forgotten) {
      if (this.#kept.size >= most) this.#kept.clear()
      this.#kept.set(key, { value, workspace, readAt })
    }
    return value
  }

  /** After a change of a workspace was committed. */
  forget(workspace: WorkspaceId): void {
    this.#forgotten += 1
    for (const [key, copy] of this.#kept) if (copy.workspace === workspace) this.#kept.delete(key)
  }
}
