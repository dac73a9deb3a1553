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
