// A messenger to the fake Discord, with what it keeps and logs at hand.
import { discordApi } from '../../src/discord/api.ts'
import { customIds } from '../../src/discord/custom-id.ts'
import { discordMessenger } from '../../src/discord/messenger.ts'
import type { Draw } from '../../src/pictures/pictures.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { type FakeDiscord, ids } from '../fakes/discord-server.ts'

export function messengerTo(discord: Pick<FakeDiscord, 'token' | 'apiUrl' | 'world'>, { draw }: { readonly draw?: Draw } = {}) {
  const texts = new Map<string, string>()
  const kept = {
    keep: async (key: string, text: string) => void texts.set(key, text),
    find: async (key: string) => texts.get(key),
  }
  const warnings: object[] = []
  const log = { info: () => {}, warn: (about: object) => void warnings.push(about), error: () => {} }
  const custom = customIds('a secret of nobody', kept)
  const messenger = discordMessenger(discordApi({ token: discord.token, apiUrl: discord.apiUrl }, log), {
    ids: custom,
    kept,
    clock: { now: () => asInstant(discord.world.now()) },
    native: (typed) => typed,
    me: () => ids.bot,
    draw: draw ?? (async (svg) => Buffer.from(svg)),
    log,
  })
  return { messenger, custom, texts, warnings, log }
}
