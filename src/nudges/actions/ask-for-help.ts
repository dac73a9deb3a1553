// *Ask my manager* under a nudge: opens a message that is written already, and goes nowhere before it was read.
import { action } from '../../conversation/action.ts'
import { message, text } from '../../message/write.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import { type ManagerNeeds, managerReached } from '../manager.ts'
import { mustBeOwn, readMember } from '../nudge-button.ts'
import { askForm, draft } from '../question-message.ts'
import { behindAt, type StandingNeeds } from '../standing.ts'

type Needs = StandingNeeds & { readonly workspaces: ManagerNeeds['workspaces'] & Leads }

export default action({
  name: 'ask-for-help',
  mayUse: 'nudges',
  changes: 'nothing',
  read: readMember,
  async run(request, member, needs: Needs) {
    await mustBeOwn(request, member, needs.workspaces)
    const { speaker, workspace, now, say } = request
    const reached = await managerReached(request, needs)
    if (!reached) return { kind: 'message', message: message(text(say('help.nobody'))), replaces: false }
    const behind = await behindAt(speaker, now, workspace, needs)
    return { kind: 'form', form: askForm(reached.manager, draft(reached.manager, behind, say), request) }
  },
})
