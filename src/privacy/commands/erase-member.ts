// `/dealbell privacy erase "Jo Doe"`: asks once more before somebody who has left is replaced by a pseudonym.
import { required } from '../../conversation/argument.ts'
import { note } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { PrivacyStore } from '../privacy-store.ts'

export default command({
  name: 'dealbell privacy erase',
  summary: 'command.dealbell-privacy-erase',
  examples: ['/dealbell privacy erase "Jo Doe"'],
  mayUse: 'erasure',
  changes: 'nothing',
  slots: { name: required({ ...note, name: 'argument.whole-name' }) },
  async run({ workspace, say }, { name }, { privacy }: { privacy: Pick<PrivacyStore, 'named'> }) {
    const found = await privacy.named(workspace.id, name)
    const gone = found.filter(({ hasLeft, isErased }) => hasLeft && !isErased)
    const [member, another] = gone
    if (found.length === 0) throw new Complaint('privacy.nobody', { name })
    if (!member) throw new Complaint(found.some(({ isErased }) => isErased) ? 'privacy.erased-before' : 'privacy.not-left', { name })
    if (another) throw new Complaint('privacy.several', { name })
    return {
      kind: 'form',
      form: {
        name: 'erase-member',
        about: String(member.id),
        title: say.plain('privacy.erase-title'),
        submit: say.plain('privacy.erase'),
        cancel: say.plain('button.cancel'),
        fields: [
          {
            name: 'name',
            label: say.plain('privacy.type-name', { name: member.name }),
            kind: 'line',
            required: true,
            longest: 100,
            hint: say.plain('privacy.erase-hint'),
          },
        ],
      },
    }
  },
})
