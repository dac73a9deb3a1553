// What names a given file is nothing that a person can write.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileRef, readFileRef } from '../../src/discord/file-ref.ts'

const file = { url: 'https://cdn.discordapp.com/ephemeral-attachments/1/2/deals.csv?ex=1', name: 'deals «nå».csv', size: 12 }

test('a file is read back as it was given', () => {
  expect(readFileRef('secret', fileRef('secret', file))).toEqual(file)
})

test('one that another secret signed, or whose address was changed, is none', () => {
  const ref = fileRef('secret', file)
  const [head = ''] = ref.split('.')
  const forged = Buffer.from(JSON.stringify({ ...file, url: 'http://169.254.169.254/' })).toString('base64url')
  for (const wrong of [fileRef('other', file), `${head}.${forged}`, ref.slice(0, -1), `${ref}A`, ` ${ref}`]) {
    expect(readFileRef('secret', wrong)).toBeUndefined()
  }
})

test('nothing that is typed is one', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      expect(readFileRef('secret', typed)).toBeUndefined()
      expect(readFileRef('secret', `discord-file/${typed}`)).toBeUndefined()
      expect(readFileRef('secret', `discord-file/AAAA.${Buffer.from(typed).toString('base64url')}`)).toBeUndefined()
    }),
  )
})
