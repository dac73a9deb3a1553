// The channel that somebody chooses for something: the one they are in (`here`), or one that they name (`#sales`); the bot can post there.
import type { Argument } from '../conversation/argument.ts'
import { channelSpan } from '../conversation/channels-here.ts'
import { Complaint } from '../conversation/complaint.ts'
import { type Destination, type Directory, destination, partsOf } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import { passed, read } from '../vocabulary/reading.ts'

/** A channel as typed, without its sign. */
export interface ChannelRef {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** `#sales`. */
export const channel: Argument<ChannelRef> = {
  name: 'argument.channel',
  field: { kind: 'channel' },
  read(words, at) {
    const word = words[at]
    if (!word || word.quoted || !/^#[^#\s]+$/u.test(word.text)) return passed
    return read({ name: word.text.slice(1), from: word.from, to: word.to }, at + 1)
  },
}

export interface Chosen {
  readonly here?: true | undefined
  readonly channel?: ChannelRef | undefined
}

type Place = Pick<Request, 'installation' | 'place' | 'channels'>

/** Which one is meant; undefined where none is. Throws a complaint for one that cannot be told, and for two. */
export function chosenChannel(request: Place, { here, channel: named }: Chosen): Destination | undefined {
  const { installation, place } = request
  if (named) {
    if (here) throw new Complaint('channel.two', {}, { mark: { from: named.from, to: named.to } })
    return channelNamed(request, named)
  }
  if (here && place.kind !== 'channel') throw new Complaint('channel.not-here')
  return here && destination(installation, place.channel)
}

/** The platform tells what a name stands for; nobody has to guess which of two that look alike was meant. */
export function channelNamed(
  { installation, channels = {} }: Pick<Place, 'installation' | 'channels'>,
  { name, from, to }: ChannelRef,
): Destination {
  const id = Object.hasOwn(channels, name) ? channels[name] : undefined
  if (id === undefined) throw new Complaint('channel.unknown', { name }, { mark: { from, to } })
  return destination(installation, id)
}

/** Throws a complaint, in a form at that field, where the bot cannot post. */
export async function mustEnter(to: Destination, directory: Pick<Directory, 'enter'>, field?: string): Promise<void> {
  const { installation, channel: id } = partsOf(to)
  const entered = await directory.enter(installation, id)
  if (entered === 'in') return
  const at = field === undefined ? {} : { field }
  const invite = installation.platform === 'discord' ? 'channel.invite-discord' : 'channel.invite'
  throw new Complaint(entered === 'invite me' ? invite : 'channel.gone', { channel: channelSpan(to) }, at)
}
