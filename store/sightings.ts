import { sql } from 'kysely';
import type { Db } from './database';
import { toRow } from './ledger-record';
import type { Ledger } from './types';

/** Rows of one statement; PostgreSQL takes 65,535 values in one. */
const mostAtOnce = 1_000;

/** Writes down which records there are. */
export function createSightings(db: Db): Pick<Ledger, 'see' | 'seeAll'> {
  return {
    // a statement of its own: a record whose row somebody has locked holds up no other
    async see({ connectionId, recordId, source, version = null }) {
      const row = await db
        .insertInto('ledger')
        .values({ connectionId, recordId, source, version, seenVersion: version })
        .onConflict((conflict) =>
          conflict.columns(['connectionId', 'recordId']).doUpdateSet({
            lastSeenAt: sql`now()`,
            seenVersion: sql`greatest(ledger.seen_version, excluded.seen_version)`,
          }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return toRow(row);
    },

    async seeAll(connectionId, recordIds, source) {
      // in one order everywhere, so that two deliveries of the same records do not wait for each other in a circle
      const ids = [...new Set(recordIds)].sort();
      for (let start = 0; start < ids.length; start += mostAtOnce)
        await db
          .insertInto('ledger')
          .values(
            ids.slice(start, start + mostAtOnce).map((recordId) => ({ connectionId, recordId, source })),
          )
          .onConflict((conflict) => conflict.columns(['connectionId', 'recordId']).doNothing())
          .execute();
    },
  };
}
