// No nudges for good: before a day that nobody comes to.
import { dateOfNumber, type LocalDate } from '../vocabulary/local-date.ts'

/** 31 December 9999. */
export const forGood: LocalDate = dateOfNumber(2_932_896)
