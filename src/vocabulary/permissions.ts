// Who may do what, as one table: product.md, chapter 5. Everything that decides about a permission looks here.
import { type Role, roles } from './roles.ts'

/** Whose things somebody may do it to: nobody's, their own, their team's (with the teams below it), everybody's. */
export type Reach = 'none' | 'own' | 'team' | 'all'

const of = (rep: Reach, lead: Reach, manager: Reach, admin: Reach) => ({ rep, lead, manager, admin })

const table = {
  /** Seeing what everybody may see: progress, boards, targets, help. */
  look: of('all', 'all', 'all', 'all'),
  /** Showing a channel the board of a team; that of the company is everybody's. */
  'post boards': of('none', 'team', 'all', 'all'),
  /** Thanking somebody. */
  thank: of('all', 'all', 'all', 'all'),
  /** Seeing a deal with its customer, note and history. */
  'see deals': of('own', 'team', 'all', 'all'),
  /** Logging and changing deals. */
  deals: of('own', 'team', 'all', 'all'),
  /** … in a period that is closed, or allowing somebody else to. */
  'closed periods': of('none', 'none', 'all', 'all'),
  /** Logging and correcting activities. */
  activities: of('own', 'team', 'all', 'all'),
  /** Saying what a period will bring. */
  forecast: of('own', 'team', 'all', 'all'),
  /** Saying when somebody is away. */
  leave: of('own', 'team', 'all', 'all'),
  /** Whether somebody stands on boards: their own choice. */
  boards: of('own', 'own', 'own', 'own'),
  /** Putting topics and actions on agendas, and ticking off one's own. */
  'agenda items': of('own', 'team', 'all', 'all'),
  /** Leading a meeting: starting it, going through it, ending it. */
  'run meetings': of('none', 'team', 'all', 'all'),
  /** Whether and when somebody is told that they are behind: their own choice, and nobody else's business. */
  nudges: of('own', 'own', 'own', 'own'),
  targets: of('none', 'none', 'all', 'all'),
  rates: of('none', 'none', 'all', 'all'),
  /** Many deals at once, from a file. */
  import: of('none', 'none', 'all', 'all'),
  settings: of('none', 'none', 'none', 'all'),
  schedules: of('none', 'none', 'none', 'all'),
  /** Roles, teams, who has left. */
  members: of('none', 'none', 'none', 'all'),
  export: of('none', 'none', 'none', 'all'),
  /** What is stored about oneself: everybody's own right. */
  'own data': of('own', 'own', 'own', 'own'),
  erasure: of('none', 'none', 'none', 'all'),
} as const satisfies Readonly<Record<string, Readonly<Record<Role, Reach>>>>

export type Act = keyof typeof table

export const permissions: Readonly<Record<Act, Readonly<Record<Role, Reach>>>> = table

export const reachOf = (role: Role, act: Act): Reach => permissions[act][role]

/** True for a role that may do it to somebody at least. */
export const mayEver = (role: Role, act: Act): boolean => reachOf(role, act) !== 'none'

/** The least role that may do it to somebody at least. */
export const leastRole = (act: Act): Role => roles.find((role) => mayEver(role, act)) ?? 'admin'
