// Waking delivery through the queue engine, in the transaction that writes entries to the outbox.
import { deliverTask } from '../../delivery/outbox-store.ts'

/**
 * For the destinations (column "to") of a relation; sorted, so that two transactions cannot wait for each other. A destination that is
 * paused stays so, and one that is being served is served once more: with `preserve_run_at` the engine keeps the time of a job that
 * waits, and makes a new job beside one that has started.
 */
export const wakeSql = (relation: string): string => `SELECT graphile_worker.add_job('${deliverTask}',
  json_build_object('destination', "to"), job_key => '${deliverTask}:' || "to", job_key_mode => 'preserve_run_at')
FROM (SELECT DISTINCT "to" FROM ${relation} ORDER BY "to") AS destinations`

/**
 * The same for very many at once, which is thirty times faster than one by one. The engine then locks what is served before the rest, so two
 * who wake the same ones may wait for each other: `wakeManyWithin` has to go before it, for these to be the ones who give up.
 */
export const wakeManySql = (relation: string): string => `SELECT graphile_worker.add_jobs(array_agg(
  ('${deliverTask}', json_build_object('destination', "to"), NULL, NULL, NULL, '${deliverTask}:' || "to", NULL, NULL)::graphile_worker.job_spec
  ORDER BY "to"), job_key_preserve_run_at => true)
FROM (SELECT DISTINCT "to" FROM ${relation}) AS destinations`

/** For the rest of the transaction: less than the second after which PostgreSQL looks for a deadlock and ends any one of those who are in it. */
export const wakeManyWithin = `SELECT set_config('lock_timeout', '500ms', true)`
