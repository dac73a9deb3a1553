// The time that several calls have together.

export interface Budget {
  /** Milliseconds that are left, at least 1; at most so many. */
  left(most?: number): number
}

export function budget(milliseconds: number): Budget {
  const end = performance.now() + milliseconds
  return { left: (most = milliseconds) => Math.max(1, Math.min(most, Math.ceil(end - performance.now()))) }
}
