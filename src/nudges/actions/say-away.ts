// *I'm away* under a nudge: opens the form that asks from when to when.
import { action } from '../../conversation/action.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import { awayForm } from '../away.ts'
import { mustBeOwn, readMember } from '../nudge-button.ts'

export default action({
  name: 'say-away',
  mayUse: 'nudges',
  changes: 'nothing',
  read: readMember,
  async run(request, member, { workspaces }: { readonly workspaces: Leads }) {
    await mustBeOwn(request, member, workspaces)
    return { kind: 'form', form: awayForm(request) }
  },
})
