// The jobs that wake delivery on PostgreSQL, as the queue itself adds them (storage adds them in the transaction of the cause).
import type { Destination } from '../conversation/platform.ts'
import type { Pool } from './copy-session.ts'
import { deliverKey, deliverTask } from './outbox-store.ts'

/**
 * Wakes a destination in `pause` ms, by the database's clock. A wake that is there already keeps its time: it was added since,
 * by somebody who wrote an entry.
 */
export async function addWake(pool: Pool, to: Destination, pause: number): Promise<void> {
  await pool.query(
    `select graphile_worker.add_job($1, json_build_object('destination', $2::text), run_at => now() + $3 * interval '1 millisecond',
       job_key => $4, job_key_mode => 'preserve_run_at')`,
    [deliverTask, to, Math.max(0, Math.ceil(pause)), deliverKey(to)],
  )
}

/**
 * Wakes those that have no job, or one that failed and would wait for long. `really` is asked for each of them first.
 * In sorted order, as everywhere where several jobs are added, so that two who do so cannot block each other.
 */
export async function addWaiting(
  pool: Pool,
  destinations: readonly Destination[],
  really?: (to: Destination) => Promise<boolean>,
): Promise<void> {
  const { rows } = await pool.query<{ to: Destination }>(
    `select "to" from unnest($1::text[]) "to" where not exists (
       select from graphile_worker._private_jobs
       where key = $2 || "to" and (locked_at is not null or attempts = 0 or (is_available and run_at < now() + interval '1 minute'))
     ) order by "to"`,
    [destinations, `${deliverTask}:`],
  )
  for (const { to } of rows) if (!really || (await really(to))) await addWake(pool, to, 0)
}

/** Removes jobs that will never run: the remains of a copy that ended after it had woken itself anew. */
export async function removeSpent(pool: Pool): Promise<void> {
  await pool.query(
    `delete from graphile_worker._private_jobs jobs using graphile_worker._private_tasks tasks
     where tasks.id = jobs.task_id and tasks.identifier = $1 and jobs.attempts >= jobs.max_attempts and jobs.locked_at is null`,
    [deliverTask],
  )
}
