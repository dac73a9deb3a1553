// The sections of an agenda by name, as people write them in the order they want.
import { Complaint } from '../conversation/complaint.ts'
import type { Say } from '../languages/say.ts'
import { fold } from '../vocabulary/folding.ts'
import { type Section, sections, wholeOrder } from './meeting.ts'

const nameOf = (section: Section, say: Say): string => say.plain(`agenda.section-${section}`)

export const namesOf = (order: readonly Section[], say: Say): readonly string[] => order.map((section) => nameOf(section, say))

/** The order that lines of names say; what is not named comes after, as usual. Throws a complaint at the field for a name that is none. */
export function orderFrom(text: string, say: Say, field: string): readonly Section[] {
  const same = (a: string, b: string) => fold(a).toLowerCase() === fold(b).toLowerCase()
  const lines = text.split(/[\n,]/).flatMap((line) => line.replace(/^[\s\d.)•-]+/, '').trim() || [])
  const named = lines.map((line) => {
    const section = sections.find((one) => same(nameOf(one, say), line))
    if (!section) throw new Complaint('agenda.section-unknown', { text: line, known: namesOf(sections, say).join(', ') }, { field })
    return section
  })
  return wholeOrder(named)
}
