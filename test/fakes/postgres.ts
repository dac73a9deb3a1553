// Gives a test an empty PostgreSQL database: in TEST_DATABASE_URL's server, or in a cluster of our own, one for all tests of a run.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import { postgresBinaries, startCluster } from './postgres-cluster.ts'

/** The note for `skip` where there is no PostgreSQL. */
export const whyNoPostgres = 'there is no PostgreSQL here: install it (Debian: apt-get install postgresql) or set TEST_DATABASE_URL'

/** Test files run in processes of their own: the first one that comes starts the cluster, the others wait for what it says. */
async function sharedCluster(binaries: string): Promise<string> {
  const folder = path.join(inject('postgresFolder'), 'cluster')
  const said = path.join(inject('postgresFolder'), 'url')
  try {
    mkdirSync(folder)
  } catch {
    for (let tries = 0; tries < 600 && !existsSync(said); tries++) await sleep(50)
    const url = readFileSync(said, 'utf8')
    if (!url) throw new Error('PostgreSQL did not start: the first test that asked for it says why')
    return url
  }
  let url = ''
  try {
    url = await startCluster(binaries, folder)
  } finally {
    writeFileSync(`${said}.part`, url)
    renameSync(`${said}.part`, said)
  }
  return url
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** An empty database and how to drop it; undefined where there is no PostgreSQL. */
export async function emptyPostgres(): Promise<{ readonly url: string; drop(): Promise<void> } | undefined> {
  const binaries = postgresBinaries()
  const server = process.env.TEST_DATABASE_URL ?? (binaries && (await sharedCluster(binaries)))
  if (!server) return undefined
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await ask(server, `CREATE DATABASE "${name}"`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => ask(server, `DROP DATABASE "${name}" WITH (FORCE)`) }
}
