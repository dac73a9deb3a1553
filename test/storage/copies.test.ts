// When a copy is good enough.
import { expect, test } from 'vitest'
import { Copies } from '../../src/storage/copies.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { TestClock } from '../fakes/clock.ts'

const [one, two] = [asId<WorkspaceId>(1), asId<WorkspaceId>(2)]

test('a copy is kept until its workspace is forgotten', async () => {
  const copies = new Copies<string>(new TestClock(), true)
  await copies.read(
    'a',
    async () => 'A',
    () => one,
  )
  await copies.read(
    'b',
    async () => 'B',
    () => two,
  )
  copies.forget(one)
  expect([copies.get('a'), copies.get('b')]).toEqual([undefined, 'B'])
})

test('where others write too a copy is good for 30 seconds, by a clock that may also be set back', async () => {
  const clock = new TestClock()
  const shared = new Copies<string>(clock, false)
  const alone = new Copies<string>(clock, true)
  for (const copies of [shared, alone])
    await copies.read(
      'a',
      async () => 'A',
      () => one,
    )
  clock.advance(29_999)
  expect(shared.get('a')).toBe('A')
  clock.advance(1)
  expect([shared.get('a'), alone.get('a')]).toEqual([undefined, 'A'])
  clock.advance(-60_000)
  expect(shared.get('a')).toBeUndefined()
})

test('what was read while something changed is not kept', async () => {
  const copies = new Copies<string>(new TestClock(), true)
  const reading = async () => {
    copies.forget(one)
    return 'old'
  }
  expect(await copies.read('a', reading, () => one)).toBe('old')
  expect(copies.get('a')).toBeUndefined()
})

test('nothing is kept of what is not there, or is not to be kept', async () => {
  const copies = new Copies<string>(new TestClock(), true)
  await copies.read(
    'a',
    async () => undefined,
    () => one,
  )
  await copies.read(
    'b',
    async () => 'B',
    () => undefined,
  )
  expect([copies.get('a'), copies.get('b')]).toEqual([undefined, undefined])
})
