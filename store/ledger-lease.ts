import { sql } from 'kysely';
import type { Db } from './database';
import { jsonText } from './json';
import { LedgerConflict } from './ledger-conflict';
import { toRow } from './ledger-record';
import { refusedByDatabase } from './ledger-refusals';
import type { RecordKey } from './record-key';
import type { Ledger } from './types';

type Leases = Pick<Ledger, 'acquireLease' | 'renewLease' | 'releaseLease' | 'writeSent' | 'writeAnswered'>;

/**
 * The fencing lease on a record's writes. Each is one statement, so that the row's lock decides between two who
 * come at once; times are the database's, read after the lock was got.
 */
export function createLeases(db: Db): Leases {
  const ofRow = ({ connectionId, recordId }: RecordKey) =>
    db.updateTable('ledger').where('connectionId', '=', connectionId).where('recordId', '=', recordId);
  const underLease = (key: RecordKey, lease: number) =>
    ofRow(key).where('lease', '=', lease).where('leaseOwner', 'is not', null);

  return {
    async acquireLease(key, owner, seconds) {
      const row = await ofRow(key)
        .set({ lease: sql`lease + 1`, leaseOwner: owner, leaseUntil: until(seconds) })
        .where((is) =>
          is.or([is('leaseOwner', 'is', null), is('leaseOwner', '=', owner), is('leaseUntil', '<=', clock)]),
        )
        .returningAll()
        .executeTakeFirst();
      if (!row) throw await heldBy(db, key, 'a lease that is free');
      return toRow(row);
    },

    async renewLease(key, lease, seconds) {
      const { numUpdatedRows } = await underLease(key, lease)
        .set({ leaseUntil: until(seconds) })
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw await heldBy(db, key, `lease ${lease}`);
    },

    async releaseLease(key, lease) {
      await underLease(key, lease).set({ leaseOwner: null, leaseUntil: null }).execute();
    },

    async writeSent(key, lease) {
      // an expired lease is not enough to send: whoever takes it next may be sending already
      const { numUpdatedRows } = await underLease(key, lease)
        .set({ writeSentAt: clock, writeAttempts: sql`write_attempts + 1`, updatedAt: clock })
        .where('state', '=', 'writing')
        .where('leaseUntil', '>', clock)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw await heldBy(db, key, `state writing under lease ${lease}, unexpired`);
    },

    async writeAnswered(key, lease, made = null) {
      const { numUpdatedRows } = await underLease(key, lease)
        .set({ writeSentAt: null, updatedAt: clock, ...(made ? { epicorKey: jsonText(made) } : {}) })
        .where('state', '=', 'writing')
        .executeTakeFirst()
        .catch((error: unknown) => Promise.reject(refusedByDatabase(key, 'writing', error)));
      if (numUpdatedRows === 0n) throw await heldBy(db, key, `state writing under lease ${lease}`);
    },
  };
}

const clock = sql<Date>`clock_timestamp()`;

function until(seconds: number) {
  return sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`;
}

async function heldBy(
  db: Db,
  { connectionId, recordId }: RecordKey,
  expected: string,
): Promise<LedgerConflict> {
  const row = await db
    .selectFrom('ledger')
    .select(['state', 'lease', 'leaseOwner', 'leaseUntil'])
    .where('connectionId', '=', connectionId)
    .where('recordId', '=', recordId)
    .executeTakeFirst();
  if (!row) return new LedgerConflict(recordId, expected, 'no row');
  const holder =
    row.leaseOwner === null
      ? `lease ${row.lease}, given back`
      : `lease ${row.lease} of ${row.leaseOwner} until ${row.leaseUntil?.toISOString()}`;
  return new LedgerConflict(recordId, expected, `state ${row.state}, ${holder}`);
}
