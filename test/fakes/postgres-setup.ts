// Once per run of the tests: a place for the PostgreSQL cluster, which starts when the first test asks for it, and its end.
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { stopCluster, temporaryFolder } from './postgres-cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresFolder: string
  }
}

export default function setup(project: TestProject): () => Promise<void> {
  const folder = temporaryFolder()
  project.provide('postgresFolder', folder)
  return async () => {
    await stopCluster(path.join(folder, 'cluster'))
    rmSync(folder, { recursive: true, force: true })
  }
}
