// The line that logs some of an activity, as it is typed.
import type { Metric } from '../vocabulary/metrics.ts'

/** A name of several words stands in quotes. */
export const logLine = (kind: Metric): string => `/log ${/\s/.test(kind) ? `"${kind}"` : kind} 5`
