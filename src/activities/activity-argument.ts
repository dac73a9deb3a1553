// `#17` or `17`: the number of an activity.
import type { Argument } from '../conversation/argument.ts'
import { dealNumber } from '../conversation/arguments.ts'
import { type ActivityNumber, asId } from '../vocabulary/ids.ts'
import { read } from '../vocabulary/reading.ts'

export const activityNumber: Argument<ActivityNumber> = {
  name: 'argument.activity-number',
  field: { kind: 'text', longest: 20 }, // not a number: it is written with its sign
  read(words, at, context) {
    const reading = dealNumber.read(words, at, context) // both are written in the same way
    return reading.outcome === 'read' ? read(asId<ActivityNumber>(reading.value), reading.next) : reading
  },
}
