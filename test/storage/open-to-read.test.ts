// A database that is opened only to be read is as it was afterwards, and stays whoever's it is meanwhile.
import { expect, test } from 'vitest'
import { openDatabase, openToRead } from '../../src/storage/open-database.ts'
import { onEachPlace } from './databases.ts'

onEachPlace((place, kind) => {
  test('one that no program has prepared is refused, and not made', async () => {
    const wanted = { name: 'Error', reason: 'not prepared' }
    await expect(openToRead(place().url)).rejects.toMatchObject(wanted)
    await expect(openToRead(place().url)).rejects.toMatchObject(wanted)
  })

  test('it is read beside the program that has it, and nothing that is done to it gets there', async () => {
    const owner = await openDatabase(place().url)
    try {
      await owner.client.answeredRequest.create({ data: { requestKey: 'one', answer: {}, at: 1n } })
      const reader = await openToRead(place().url)
      try {
        expect(await reader.client.answeredRequest.count()).toBe(1)
        const removing = reader.client.answeredRequest.deleteMany()
        if (kind === 'postgresql') await expect(removing).rejects.toThrow(/read-only/)
        else await removing // from its own copy
        expect(await owner.client.answeredRequest.count()).toBe(1)
        await owner.client.answeredRequest.create({ data: { requestKey: 'two', answer: {}, at: 1n } })
      } finally {
        await reader.close()
      }
      expect(await owner.client.answeredRequest.count()).toBe(2)
    } finally {
      await owner.close()
    }
  })
})
