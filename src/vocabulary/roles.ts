// What a member may be, from least to most.
export const roles = ['rep', 'lead', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]

/** True when `role` may do what `needed` may do: each role includes the ones before it. */
export const isAtLeast = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed)
