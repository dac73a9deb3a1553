// What the buttons and forms of an agenda carry: `3:2026-11-23`, of a point `3:2026-11-23:12` or `…:wins`; 0 is the company's meeting.
import { asId, type TeamId } from '../vocabulary/ids.ts'
import { isLocalDate, type LocalDate } from '../vocabulary/local-date.ts'
import type { Circle } from './agenda-item.ts'
import { type Point, readPoint } from './meeting.ts'

export interface MeetingRef {
  readonly circle: Circle
  readonly day: LocalDate
}

export const meetingValue = ({ team, day }: { readonly team: TeamId | undefined; readonly day: LocalDate }): string => `${team ?? 0}:${day}`

/** Undefined for what none of these buttons carries, as in the readers below. */
export function readMeeting(value: string): MeetingRef | undefined {
  const [, team, day] = /^(0|[1-9]\d{0,8}):(\d{4}-\d\d-\d\d)$/.exec(value) ?? []
  if (team === undefined || day === undefined || !isLocalDate(day)) return undefined
  return { circle: team === '0' ? {} : { team: asId<TeamId>(Number(team)) }, day }
}

export interface PointRef extends MeetingRef {
  readonly point: Point
}

export function readPointRef(value: string): PointRef | undefined {
  const [, meeting = '', rest = ''] = /^(\d+:[\d-]{10}):([a-z0-9]{1,9})$/.exec(value) ?? []
  const ref = readMeeting(meeting)
  const point = readPoint(rest)
  return ref && point !== undefined ? { ...ref, point } : undefined
}
