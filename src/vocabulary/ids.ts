// Ids are numbers in the database and types of their own in the code, so that one cannot stand in for another.
declare const kind: unique symbol
type Id<Kind extends string> = number & { readonly [kind]: Kind }

export type WorkspaceId = Id<'workspace'>
export type MemberId = Id<'member'>
export type TeamId = Id<'team'>

/** A deal's number within its workspace, from 1, as people write it: `#42`. Together with the workspace it is the deal's id. */
export type DealNumber = Id<'deal number'>

/** The number of a logged activity within its workspace, from 1. Together with the workspace it is its id. */
export type ActivityNumber = Id<'activity number'>

export type KudosId = Id<'kudos'>

/** The number of an item of an agenda within its workspace, from 1, as people write it: `/agenda done 3`. */
export type AgendaNumber = Id<'agenda number'>

/** Marks a number that comes from the database (or a test) as the id it is. */
export const asId = <T extends Id<string>>(value: number): T => value as T // the only place where the brand is put on
