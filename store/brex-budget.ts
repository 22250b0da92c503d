import { sql } from 'kysely';
import type { Db } from './database';
import type { BrexBudget, CallRate } from './types';

/**
 * The generic cell rate algorithm: one instant per account, `whole_at`, at which its budget is whole again. A call
 * moves it on by one interval, and may be made once it is no further ahead than the burst. In one statement under
 * the row's lock and by the database's clock, so that processes with different clocks share one budget.
 */
export function createBrexBudget(db: Db): BrexBudget {
  return {
    async take(connectionId, rate, count, mostMs) {
      const cost = seconds(rate.intervalMs * count);
      // how far ahead the first of these calls leaves the budget, less what a burst allows
      const first = seconds(rate.intervalMs * (1 - rate.burst));
      const { rows } = await sql<{ readyInMs: number }>`
        insert into brex_budget as b (connection_id, whole_at)
        values (${connectionId}, clock_timestamp() + ${cost})
        on conflict (connection_id) do update
          set whole_at = greatest(b.whole_at, clock_timestamp()) + ${cost}
          where greatest(b.whole_at, clock_timestamp()) + ${first} <= clock_timestamp() + ${seconds(mostMs)}
        returning extract(epoch from whole_at - ${cost} + ${first} - clock_timestamp())::float8 * 1000
          as "readyInMs"`.execute(db);
      const taken = rows[0];
      return taken
        ? { taken: true, readyInMs: taken.readyInMs }
        : { taken: false, readyInMs: await waitFor(db, connectionId, rate) };
    },

    pause: (connectionId, rate, pauseOf, quietAfterMs) =>
      db.transaction().execute(async (transaction) => {
        await sql`
          insert into brex_budget (connection_id, whole_at) values (${connectionId}, clock_timestamp())
          on conflict do nothing`.execute(transaction);
        const { rows } = await sql<{ refusals: number; sinceMs: number | null }>`
          select refusals, extract(epoch from clock_timestamp() - paused_until)::float8 * 1000 as "sinceMs"
          from brex_budget where connection_id = ${connectionId} for update`.execute(transaction);
        const { refusals = 0, sinceMs = null } = rows[0] ?? {};
        const inARow = sinceMs === null || sinceMs > quietAfterMs ? 1 : sinceMs < 0 ? refusals : refusals + 1;
        const pause = seconds(pauseOf(inARow));
        await sql`
          update brex_budget
          set refusals = ${inARow},
            paused_until = greatest(paused_until, clock_timestamp() + ${pause}),
            whole_at = greatest(whole_at, clock_timestamp() + ${pause} + ${seconds(rate.intervalMs * rate.burst)})
          where connection_id = ${connectionId}`.execute(transaction);
      }),
  };
}

async function waitFor(db: Db, connectionId: string, rate: CallRate): Promise<number> {
  const { rows } = await sql<{ waitMs: number }>`
    select extract(epoch from whole_at - clock_timestamp())::float8 * 1000 as "waitMs"
    from brex_budget where connection_id = ${connectionId}`.execute(db);
  return Math.max((rows[0]?.waitMs ?? 0) - rate.intervalMs * (rate.burst - 1), 0);
}

const seconds = (ms: number) => sql`make_interval(secs => ${ms / 1000})`;
