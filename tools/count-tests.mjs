// A vitest reporter that writes down how many tests passed and failed and why the others were skipped, for tools/test.mjs.
// The reason is the note given to `skip` in the test: say there how to enable it.
import { writeFileSync } from 'node:fs'

export default class CountTests {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: [] }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      for (const test of tests) {
        const { state, note } = test.result()
        if (state === 'passed') counts.passed += 1
        else if (state === 'failed') counts.failed += 1
        else counts.skipped.push({ name: test.fullName, reason: note ?? 'without a reason' })
      }
      const brokeOutsideItsTests = module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed')
      if (brokeOutsideItsTests) counts.failed += 1
    }
    const into = process.env.COUNT_TESTS_INTO
    if (into) writeFileSync(into, JSON.stringify(counts))
  }
}
