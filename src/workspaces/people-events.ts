// What the buttons under a change of people carry: the ids of its events. Each is looked up in the presser's own workspace.

/** `12` or `12.13`, at most eight of them; undefined for what none of these buttons carries. */
export function readEventIds(value: string): readonly [number, ...number[]] | undefined {
  if (!/^[1-9]\d{0,8}(\.[1-9]\d{0,8}){0,7}$/.test(value)) return undefined
  const [first, ...rest] = value.split('.').map(Number)
  return first === undefined ? undefined : [first, ...rest]
}
