// From a person or a team as written to the one it means, or a complaint that says why it is nobody.
import { fold } from '../vocabulary/folding.ts'
import type { Lookup } from './argument.ts'
import { Complaint } from './complaint.ts'
import { asTyped } from './mention.ts'
import type { Found, Known, Member, PersonRef, Team } from './people.ts'

export interface LookingUp {
  find(ref: PersonRef): Promise<Found>
  teams(): Promise<readonly Team[]>
}

/** Looks people and teams up for one request; `me` is who speaks. */
export function lookup({ find, teams }: LookingUp, known: Known): Lookup {
  return {
    async member(ref, leavers) {
      if (ref.kind === 'me') return known.speaker
      const found = await find(ref)
      return leavers && found.outcome === 'left' ? found.member : memberIn(found, ref)
    },
    async team(name, mark) {
      const all = await teams()
      const whole = all.find((team) => folded(team.name) === folded(name))
      if (whole) return whole
      const some = all.filter((team) => ` ${folded(team.name)} `.includes(` ${folded(name)} `))
      if (some.length > 1) {
        throw new Complaint('complaint.team-several', { written: name, names: some.map((team) => team.name).join(', ') }, { mark })
      }
      return some[0]
    },
    async ownTeam() {
      const { team } = known.speaker
      return team === undefined ? undefined : (await teams()).find(({ id }) => id === team)
    },
  }
}

const folded = (text: string): string =>
  fold(text)
    .toLowerCase()
    .replace(/[\s'’]+/g, ' ')
    .trim()

function memberIn(found: Found, ref: Exclude<PersonRef, { kind: 'me' }>): Member {
  if (found.outcome === 'found') return found.member
  const written = ref.kind === 'mention' ? '' : asTyped(ref.text)
  const mark = { mark: { from: ref.from, to: ref.to } }
  if (found.outcome === 'left') throw new Complaint('complaint.person-left', { name: found.member.name }, mark)
  if (found.outcome === 'several') throw new Complaint('complaint.person-several', { written, names: found.names.join(', ') }, mark)
  if (found.outcome === 'not a person') throw new Complaint('complaint.not-a-person', { written }, mark)
  if (found.outcome === 'no answer') throw new Complaint('complaint.person-no-answer', {}, mark)
  throw new Complaint(ref.kind === 'mention' ? 'complaint.mention-unknown' : 'complaint.person-unknown', { written }, mark)
}
