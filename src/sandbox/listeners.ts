// Which addresses a TCP port is listened on, from Linux's own table (proc(5): /proc/net/tcp and tcp6).

const listening = '0A'

/** Hexadecimal, each group of four bytes in the machine's order, which is little-endian on every machine this runs on. */
function addressOf(hex: string, family: 4 | 6): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((group) => (group.match(/../g) ?? []).reverse())
  if (family === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.')
  return (bytes.join('').match(/.{4}/g) ?? []).join(':').toLowerCase()
}

export interface TcpTable {
  readonly family: 4 | 6
  readonly text: string
}

/** IPv4 as `127.0.0.1`, IPv6 as eight groups of four digits; empty: nobody listens. */
export function addressesListenedOn(port: number, tables: readonly TcpTable[]): readonly string[] {
  return tables.flatMap(({ family, text }) =>
    text
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([, local = '', , state]) => {
        const [address = '', hexPort = ''] = local.split(':')
        return state === listening && Number.parseInt(hexPort, 16) === port ? [addressOf(address, family)] : []
      }),
  )
}
