// When rituals come, told without a line of the program that carries them out: only what clocks in a zone show (Intl), minute by minute.

export interface Asked {
  readonly zone: string
  /** ISO weekdays. */
  readonly workingDays: readonly number[]
  readonly closingDays: readonly string[]
}

export interface Rhythmic {
  readonly name: string
  readonly order: number
  /** An ISO weekday, or the first working day of the month. */
  readonly on: number | 'month'
  /** `HH:MM`. */
  readonly time: string
}

export interface Expected {
  readonly ritual: string
  /** Wall-clock: `2031-03-07T16:00`. */
  readonly slot: string
  readonly at: number
}

const step = 5 * 60_000

/** What clocks in a zone show from `from` to `to`, every five minutes: no change of the clocks is at another minute. */
export function wallClock(zone: string, from: number, to: number): readonly { readonly at: number; readonly shows: string }[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }) // 2031-03-07 16:00
  const shown: { at: number; shows: string }[] = []
  for (let at = from; at <= to; at += step) shown.push({ at, shows: format.format(at).replace(' ', 'T') })
  return shown
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay() || 7

/** What comes after `from` and until `to`, in the order in which it is to be said. `clock`: of the workspace's zone, from a day earlier on. */
export function expected(asked: Asked, rituals: readonly Rhythmic[], clock: ReturnType<typeof wallClock>, from: number, to: number) {
  const days = [...new Set(clock.map(({ shows }) => shows.slice(0, 10)))]
  const isWorked = (day: string) => asked.workingDays.includes(weekdayOf(day)) && !asked.closingDays.includes(day)
  const dayBefore = (weekday: number): number =>
    asked.workingDays.includes(weekday) ? weekday : dayBefore(weekday === 1 ? 7 : weekday - 1)
  const isFirstOfMonth = (day: string) => {
    const dates = Array.from({ length: Number(day.slice(8)) }, (_, n) => `${day.slice(0, 8)}${String(n + 1).padStart(2, '0')}`)
    return dates.find(isWorked) === day
  }
  const found = rituals.flatMap(({ name, order, on, time }) => {
    const comes = days.filter((day) => isWorked(day) && (on === 'month' ? isFirstOfMonth(day) : weekdayOf(day) === dayBefore(on)))
    return comes.flatMap((day) => {
      const slot = `${day}T${time}`
      // The first moment at which the clocks show that time, or a later one because they skipped it.
      const at = clock.find(({ shows }) => shows >= slot)?.at
      return at !== undefined && at > from && at <= to ? [{ ritual: name, slot, at, order }] : []
    })
  })
  return found.sort((a, b) => a.at - b.at || a.order - b.order)
}
