// A message's buttons as rows; where there are more of them than Discord takes, as menus, which take the room of one button each.
import type { Button, Message } from '../message/message.ts'
import { plainLine } from '../message/tidy.ts'
import type { MessageIds } from './custom-id.ts'
import { limits } from './limits.ts'
import { more } from './lines.ts'
import { menuId } from './pressed.ts'

/** A custom id for each button of a message: it counts within the message, so each is asked for once. */
export type ButtonIds = ReadonlyMap<Button, string>

/** The message with a button object for each place in which one stands, and their ids. */
export function withIds({ nodes }: Message, ids: MessageIds): readonly [Message, ButtonIds] {
  const found = new Map<Button, string>()
  const own = (button: Button): Button => {
    const copy = { ...button }
    found.set(copy, ids.of(button.action, button.value))
    return copy
  }
  const copied = nodes.map((node) => (node.kind === 'buttons' ? { ...node, buttons: node.buttons.map(own) } : node))
  return [{ nodes: copied }, found]
}

/** https://docs.discord.com/developers/components/reference#button-button-styles */
const styles = { primary: 1, secondary: 2, danger: 4 } as const

export interface RowComponent {
  readonly type: 1
  readonly id?: number
  readonly components: readonly object[]
}

const labelOf = ({ label, action }: Button, longest: number): string => plainLine(label, longest) || action.slice(0, longest)

export const buttonRows = (buttons: readonly Button[], ids: ButtonIds): RowComponent[] =>
  inGroups(buttons, limits.actionRow.buttons).map((group) => ({
    type: 1,
    components: group.map((button) => ({
      type: 2,
      style: styles[button.style ?? 'secondary'],
      label: labelOf(button, limits.button.label),
      custom_id: ids.get(button),
    })),
  }))

/** `from`: another one for each call within a message. */
export const menuRows = (buttons: readonly Button[], ids: ButtonIds, from: number): RowComponent[] =>
  inGroups(buttons, limits.select.options).map((group, index) => ({
    type: 1,
    components: [
      {
        type: 3,
        custom_id: menuId(from + index),
        placeholder: plainLine(group.map(({ label }) => label).join(' · '), limits.select.placeholder) || more,
        options: group.map((button) => ({ label: labelOf(button, limits.select.label), value: ids.get(button) })),
      },
    ],
  }))

function inGroups<T>(all: readonly T[], longest: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / longest) }, (_, group) => all.slice(group * longest, (group + 1) * longest))
}
