// The id that an export gives to a deal that came from nowhere else: where it is from and its number. Imported where it is from, it is the same
// deal; imported elsewhere, a new one that is known again.
import { type Destination, partsOf } from '../conversation/platform.ts'
import { asId, type DealNumber } from '../vocabulary/ids.ts'

const placeOf = (announce: Destination): string => partsOf(announce).installation.id

/** `T0SALES01#42`. `announce`: where the workspace announces its wins, which is in its installation. */
export const exportedId = (number: DealNumber, announce: Destination): string => `${placeOf(announce)}#${number}`

/** Undefined for an id of another system or of another workspace. */
export function numberOfExported(id: string, announce: Destination): DealNumber | undefined {
  const start = `${placeOf(announce)}#`
  const digits = id.startsWith(start) ? /^\d{1,9}$/.exec(id.slice(start.length))?.[0] : undefined
  return digits === undefined ? undefined : asId<DealNumber>(Number(digits))
}
