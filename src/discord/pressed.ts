// Which button was pressed: where a message has more buttons than Discord takes, a row of them is a menu whose choices carry the buttons' ids.
import { type Json, listIn, textIn } from '../conversation/json.ts'

/** The custom id of the menu itself, which says nothing; `row` makes it another one within the message. */
export const menuId = (row: number): string => `menu-${row}`

/** The custom id of what was pressed or chosen; `data`: of an interaction with a component. */
export const pressedId = (data: Json): string | undefined => textIn(listIn(data.values)[0]) ?? textIn(data.custom_id)
