// When a copy is good enough.
import { expect, test } from 'vitest'
import { Copies } from '../../src/storage/copies.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { TestClock } from '../fakes/clock.ts'

const one = { id: asId<WorkspaceId>(1), version: 1 }
const two = { id: asId<WorkspaceId>(2), version: 1 }

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
  copies.forget(one.id)
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
    copies.forget(one.id)
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

test('what was read of a newer version ends every copy from before, and is not ended by an older one that comes late', async () => {
  const versions = new Map()
  const clock = new TestClock()
  const [people, workspaces] = [new Copies<string>(clock, false, versions), new Copies<string>(clock, false, versions)]
  const read = (copies: Copies<string>, key: string, version: number) =>
    copies.read(
      key,
      async () => `v${version}`,
      () => ({ ...one, version }),
    )
  await read(people, 'sam', 1)
  await read(workspaces, 'office', 1)
  await people.read(
    'other',
    async () => 'stays',
    () => two,
  )
  await read(people, 'gus', 2)
  expect([people.get('sam'), workspaces.get('office'), people.get('gus'), people.get('other')]).toEqual([
    undefined,
    undefined,
    'v2',
    'stays',
  ])
  await read(people, 'sam', 1)
  expect([people.get('sam'), people.get('gus')]).toEqual([undefined, 'v2'])
})
