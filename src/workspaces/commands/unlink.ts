// `/dealbell unlink`: separates the chat where it is typed from the team, once that is said again.
import { command } from '../../conversation/command.ts'
import { separateMessage } from '../link-message.ts'

export default command({
  name: 'dealbell unlink',
  summary: 'command.dealbell-unlink',
  examples: ['/dealbell unlink'],
  mayUse: 'settings',
  changes: 'nothing',
  slots: {},
  run: async ({ installation, say }, _values, _needs: object) => ({
    kind: 'message',
    message: separateMessage(installation, say),
    replaces: false,
  }),
})
