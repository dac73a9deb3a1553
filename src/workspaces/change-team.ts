// Changing a team for a request: decided on the tree as it stands, told with a way back.
import type { Member } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Span } from '../message/message.ts'
import { buttons, headline, message, text } from '../message/write.ts'
import type { TeamId } from '../vocabulary/ids.ts'
import { raisedFor } from './team-changes.ts'
import type { TeamStep, TeamStore, TeamsNow } from './team-store.ts'

export interface TeamNeeds {
  readonly teams: Pick<TeamStore, 'change'>
}

interface Wish {
  /** Undefined: a new one. */
  readonly about: TeamId | undefined
  readonly name: string
  /** Who is to lead it, where that is what changes. */
  readonly lead?: Member | undefined
  decide(now: TeamsNow): TeamStep | undefined
  /** What is said once it is so. */
  readonly done: readonly Span[]
}

export function changeTeam(request: Request, { about, name, lead, decide, done }: Wish, { teams }: TeamNeeds): Promise<Answer> {
  const { workspace, speaker, installation, key, now, say } = request
  return teams.change({
    workspace,
    requestKey: key,
    by: speaker.id,
    platform: installation.platform,
    at: now,
    about,
    decide(stands) {
      const step = decide(stands)
      return step && { ...step, ...raisedFor(lead) }
    },
    answer(changed) {
      if (!changed) return { kind: 'message', message: message(text(say('team.unchanged', { team: name }))), replaces: false }
      const value = [changed.event, ...(changed.roleEvent === undefined ? [] : [changed.roleEvent])].join('.')
      const said = message(
        headline(done),
        changed.roleEvent !== undefined && text(say('team.role-raised', { name: lead?.name ?? '' })),
        buttons({ label: say.plain('button.undo'), action: 'undo-team-change', value }),
      )
      return { kind: 'message', message: said, replaces: false }
    },
  })
}
