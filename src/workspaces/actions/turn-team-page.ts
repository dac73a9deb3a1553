// *Back*, *More* under the tree of teams.
import { action } from '../../conversation/action.ts'
import { asId, type TeamId } from '../../vocabulary/ids.ts'
import { showTeams, type TreeNeeds } from '../show-teams.ts'

export default action({
  name: 'turn-team-page',
  mayUse: 'look',
  changes: 'nothing',
  read(value) {
    const [, team, skip] = /^(\d{0,9}):(\d{1,7})$/.exec(value) ?? []
    if (team === undefined || skip === undefined) return undefined
    return { team: team === '' ? undefined : asId<TeamId>(Number(team)), skip: Number(skip) }
  },
  run: (request, { team, skip }, needs: TreeNeeds) => showTeams(request, { team, skip, replaces: true }, needs),
})
