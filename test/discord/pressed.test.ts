// A choice in a menu is a button that was pressed.
import { expect, test } from 'vitest'
import { pressedId } from '../../src/discord/pressed.ts'

test.each([
  [{ component_type: 2, custom_id: 'undo' }, 'undo'],
  [{ component_type: 3, custom_id: 'menu-1', values: ['done'] }, 'done'],
  [{ component_type: 3, custom_id: 'menu-1', values: [] }, 'menu-1'],
  [{}, undefined],
])('%j', (data, expected) => expect(pressedId(data)).toBe(expected))
