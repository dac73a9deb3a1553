// An office on each database, for journeys whose way into the storage differs between them.
import { runMigrations } from 'graphile-worker'
import { afterEach, beforeEach, describe } from 'vitest'
import { whyNoPostgres } from '../fakes/postgres.ts'
import { emptyPlace, type Place } from '../storage/databases.ts'
import { type Office, openOffice } from './office.ts'

/** Declares the journeys once for each database, in an office with these options; `opened` gives the one that is open in a test, `url` its database's. */
export function officeOnEach(
  journeys: (opened: () => Office, url: () => string) => void,
  options: Omit<NonNullable<Parameters<typeof openOffice>[0]>, 'url'> = {},
): void {
  describe.each(['sqlite', 'postgresql'] as const)('on %s', (kind) => {
    let place: Place | undefined
    let open: Office | undefined

    beforeEach(async ({ skip }) => {
      place = await emptyPlace(kind)
      skip(place === undefined, whyNoPostgres)
      const url = place?.url ?? ''
      if (kind === 'postgresql') await runMigrations({ connectionString: url })
      open = await openOffice({ url, ...options })
    })
    afterEach(async () => {
      await open?.close()
      await place?.drop()
    })

    const opened = () => {
      if (!open) throw new Error('The office is not open')
      return open
    }
    journeys(opened, () => place?.url ?? '')
  })
}
