// How the tests are run: all of them by `npm test`, some by `./node_modules/.bin/vitest run test/<folder>`.
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Left alone it keeps one processor for itself, which of two is half; the tests mostly wait for processes and databases.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ['test/fakes/postgres-setup.ts'],
    // no test asserts on time; this only ends one that hangs, also on a machine that does much else
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
