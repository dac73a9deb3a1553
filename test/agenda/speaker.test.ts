// Who tells a story: it goes round.
import { expect, test } from 'vitest'
import { speakerOf } from '../../src/agenda/speaker.ts'
import { asId, type MemberId } from '../../src/vocabulary/ids.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'

const [sam, kim, noor] = [1, 2, 3].map((id) => asId<MemberId>(id)) as [MemberId, MemberId, MemberId] // three of three
const told = (...of: readonly (readonly [MemberId, string])[]) => new Map(of.map(([who, day]) => [who, day as LocalDate]))

test.each([
  ['nobody has won', [], told(), undefined],
  ['one has', [sam], told([sam, '2026-11-16']), sam],
  ['nobody has told yet: the largest win is told', [kim, sam], told(), kim],
  ['one has told, the other has not', [kim, sam], told([kim, '2026-11-16']), sam],
  ['all have told: whoever did longest ago', [kim, sam, noor], told([kim, '2026-11-02'], [sam, '2026-11-16'], [noor, '2026-11-09']), kim],
  ['two told on one day: the larger win', [noor, kim], told([kim, '2026-11-02'], [noor, '2026-11-02']), noor],
  ['who never won is not asked, however long ago they told', [sam], told([kim, '2026-01-05'], [sam, '2026-11-16']), sam],
])('%s', (_, winners, before, speaker) => {
  expect(speakerOf(winners, before)).toBe(speaker)
})
