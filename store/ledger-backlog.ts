import { sql } from 'kysely';
import type { Db } from './database';
import type { Ledger } from './types';

/** What did not move for longer is not on its way: it is held, or waits for an outage to end. */
const lately = sql<Date>`now() - interval '15 minutes'`;

/** Counts rows by `ledger_by_state`; those that wait for a person have a reason and are not on their way. */
export function createBacklog(db: Db): Pick<Ledger, 'onTheirWay'> {
  return {
    async onTheirWay(connectionId) {
      const { toRead, toReport } = await db
        .selectFrom('ledger')
        .select([
          sql<number>`count(*) filter (where (state = 'seen' and record_type is null)
            or state in ('reporting', 'returning', 'skipping'))`.as('toRead'),
          sql<number>`count(*) filter (where state in ('seen', 'reserved', 'writing', 'committed'))`.as(
            'toReport',
          ),
        ])
        .where('connectionId', '=', connectionId)
        .where('state', 'in', [
          'seen',
          'reserved',
          'writing',
          'committed',
          'reporting',
          'returning',
          'skipping',
        ])
        .where('updatedAt', '>', lately)
        // a failure report carries its text as reason
        .where((where) =>
          where.or([where('reason', 'is', null), where('state', 'in', ['returning', 'skipping'])]),
        )
        .executeTakeFirstOrThrow();
      return { toRead, toReport };
    },
  };
}
