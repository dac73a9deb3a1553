// How the tests are run: all of them by `npm test`, some by `./node_modules/.bin/vitest run test/<folder>`.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/fakes/postgres-setup.ts'],
    // no test asserts on time; this only ends one that hangs, also on a machine that does much else
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
