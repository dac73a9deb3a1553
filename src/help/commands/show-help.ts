// `/dealbell help [command]`: what there is, from the declarations themselves.
import { optional } from '../../conversation/argument.ts'
import { commandName } from '../../conversation/arguments.ts'
import { inOrder } from '../../conversation/catalog.ts'
import { openCommand } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { notSetUpMessage } from '../../conversation/complaint-message.ts'
import { divider } from '../../message/write.ts'
import { allCommands, type Described, oneCommand } from '../help-message.ts'

export default openCommand({
  name: 'dealbell help',
  summary: 'command.dealbell-help',
  examples: ['/dealbell help', '/dealbell help deal won'],
  changes: 'nothing',
  slots: { command: optional(commandName) },
  async run({ say, known }, values, { commands }: { commands: readonly Described[] }) {
    const asked = values.command?.replace(/^\//, '').toLowerCase()
    const matching =
      asked === undefined
        ? commands
        : commands.filter(
            ({ name, word }) =>
              name === asked ||
              name.startsWith(`${asked} `) ||
              name.endsWith(` ${asked}`) ||
              (word !== undefined && `${name} ${word}` === asked),
          )
    const [first] = matching
    if (!first) throw new Complaint('help.unknown', { command: values.command ?? '' })
    const shown = matching.length === 1 ? oneCommand(first, say) : allCommands(inOrder(matching), known?.speaker.role ?? 'admin', say)
    const message = known ? shown : { nodes: [...notSetUpMessage(say).nodes, divider, ...shown.nodes] }
    return { kind: 'message', message, replaces: false }
  },
})
