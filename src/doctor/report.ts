// The doctor's findings as lines for a terminal.
import type { Say } from '../languages/say.ts'
import type { Section, State } from './finding.ts'

const signs: Readonly<Record<State, string>> = { good: '✓', look: '!', unknown: '?', wrong: '✗' }

/** A title, a line for each finding, and under it what to do; at the end how much there is to mend. */
export function report(sections: readonly Section[], say: Say): readonly string[] {
  const lines = sections.flatMap(({ title, findings }) => [
    title,
    ...findings.flatMap(({ state, says, cure }) => [
      `  ${signs[state]} ${say.plain(says.key, says.values)}`,
      ...(cure ? [`    → ${say.plain(cure.key, cure.values)}`] : []),
    ]),
    '',
  ])
  const count = wrongIn(sections)
  return [...lines, count === 0 ? say.plain('doctor.nothing-to-mend') : say.plain('doctor.to-mend', { count })]
}

export const wrongIn = (sections: readonly Section[]): number =>
  sections.flatMap(({ findings }) => findings).filter(({ state }) => state === 'wrong').length
