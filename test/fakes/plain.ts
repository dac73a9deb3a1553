// What most people, deals and workspaces of a test have: nothing special.
import { defaultRules } from '../../src/vocabulary/rules.ts'

/** A member who is neither new, nor away, nor gone. */
export const plainMember = {
  startedOn: undefined,
  leave: [],
  hasLeft: false,
  offBoards: false,
  timeZone: undefined,
  nudgesFrom: undefined,
} as const

/** A deal that never was in the pipeline. */
export const plainFacts = { product: '', path: [] } as const

export const plainRules = defaultRules
