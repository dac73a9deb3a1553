// The bot does by itself what is due: once, in order, and late rather than never.
import { expect, test } from 'vitest'
import { officeOnEach } from './office-on-each.ts'

officeOnEach((opened) => {
  test('the board of the week comes on Friday at four, once', async () => {
    const office = opened()
    await office.types('sam', '/deal won 5000 Acme')
    await office.comes('2026-11-20T14:59:00Z')
    const before = (await office.channel()).length
    await office.comes('2026-11-20T15:00:00Z')
    await office.comes('2026-11-20T15:01:00Z')
    const boards = (await office.channel()).slice(before)
    expect(boards.filter((text) => text.includes('🏁'))).toHaveLength(1)
    expect(boards.join('\n')).toContain('Sam Ortiz')
  })

  test('after a night without the bot the board still comes, and a board of long ago does not', async () => {
    const office = opened()
    await office.types('sam', '/deal won 5000 Acme')
    await office.comes('2026-11-21T09:00:00Z')
    expect((await office.channel()).filter((text) => text.includes('🏁'))).toHaveLength(1)
    await office.comes('2026-12-06T09:00:00Z')
    expect((await office.channel()).filter((text) => text.includes('🏁'))).toHaveLength(1)
  })
})
