// The attainment bar as text: `▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓│░░░░`.

/** On a phone a line holds a few characters more. */
const cells = 20

/**
 * 20 cells: what is reached ▓, what is not ░, and │ in the cell where it should be today. Shares from 0 to 1; more than 1 is full. Rounded
 * down, so that a bar is full only when the target is reached; and whoever is past the tick has at least one ▓ behind it, where there is room.
 */
export function attainmentBar(filled: number, tick?: number): string {
  const cellAt = (share: number) => Math.floor(Math.max(0, Math.min(1, Number.isFinite(share) ? share : 0)) * cells + 1e-9)
  const full = cellAt(filled)
  const bar = '▓'.repeat(full) + '░'.repeat(cells - full)
  if (tick === undefined) return bar
  const due = Math.min(cells - 1, cellAt(tick))
  const at = filled > tick && due === full - 1 && due > 0 ? due - 1 : due
  return `${bar.slice(0, at)}│${bar.slice(at + 1)}`
}
