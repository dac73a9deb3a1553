// From a person as written to the member it means, or a complaint that says why it is nobody.
import type { FindMember } from './argument.ts'
import { Complaint } from './complaint.ts'
import type { Found, Known, PersonRef } from './people.ts'

/** Looks people up for one request; `me` is who speaks. */
export function memberFinder(find: (ref: PersonRef) => Promise<Found>, known: Known): FindMember {
  return async (ref) => {
    if (ref.kind === 'me') return known.speaker
    const found = await find(ref)
    if (found.outcome === 'found') return found.member
    const written = ref.kind === 'mention' ? '' : ref.text
    const mark = { mark: { from: ref.from, to: ref.to } }
    if (found.outcome === 'several') throw new Complaint('complaint.person-several', { written, names: found.names.join(', ') }, mark)
    if (found.outcome === 'not a person') throw new Complaint('complaint.not-a-person', { written }, mark)
    if (found.outcome === 'no answer') throw new Complaint('complaint.person-no-answer', {}, mark)
    throw new Complaint(ref.kind === 'mention' ? 'complaint.mention-unknown' : 'complaint.person-unknown', { written }, mark)
  }
}
