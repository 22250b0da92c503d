import { sql } from 'kysely';
import type { Db } from './database';
import type { MirroredVendor, VendorMirror } from './types';

/** PostgreSQL takes 65,535 parameters per statement; a vendor has 11. */
const rowsPerStatement = 1_000;

export function createVendorMirror(db: Db): VendorMirror {
  return {
    async upsert(connectionId, rows) {
      const newest = onePerVendor(rows);
      for (let start = 0; start < newest.length; start += rowsPerStatement) {
        await upsertSome(db, connectionId, newest.slice(start, start + rowsPerStatement));
      }
    },

    all: (connectionId) =>
      db
        .selectFrom('vendor')
        .select([
          'vendorNum',
          'vendorId',
          'name',
          'city',
          'state',
          'country',
          'currency',
          'inactive',
          'payHold',
        ])
        .where('connectionId', '=', connectionId)
        .orderBy('vendorNum')
        .execute(),

    async watermark(connectionId) {
      const row = await db
        .selectFrom('vendorWatermark')
        .select(['sysRevId', 'refreshedAt'])
        .where('connectionId', '=', connectionId)
        .executeTakeFirst();
      return row ?? null;
    },

    async touch(connectionId, sysRevId) {
      await db
        .insertInto('vendorWatermark')
        .values({ connectionId, sysRevId, refreshedAt: sql`now()` })
        .onConflict((conflict) =>
          conflict.column('connectionId').doUpdateSet({
            sysRevId: sql`greatest(vendor_watermark.sys_rev_id, excluded.sys_rev_id)`,
            refreshedAt: sql`now()`,
          }),
        )
        .execute();
    },
  };
}

async function upsertSome(db: Db, connectionId: string, rows: readonly MirroredVendor[]): Promise<void> {
  await db
    .insertInto('vendor')
    .values(rows.map((row) => ({ connectionId, ...columns(row) })))
    .onConflict((conflict) =>
      conflict
        .columns(['connectionId', 'vendorNum'])
        .doUpdateSet((set) => ({
          vendorId: set.ref('excluded.vendorId'),
          name: set.ref('excluded.name'),
          city: set.ref('excluded.city'),
          state: set.ref('excluded.state'),
          country: set.ref('excluded.country'),
          currency: set.ref('excluded.currency'),
          inactive: set.ref('excluded.inactive'),
          payHold: set.ref('excluded.payHold'),
          sysRevId: set.ref('excluded.sysRevId'),
        }))
        .whereRef('excluded.sysRevId', '>=', 'vendor.sysRevId'),
    )
    .execute();
}

/** Callers' rows may carry more than the mirror keeps. */
function columns(row: MirroredVendor): MirroredVendor {
  const { vendorNum, vendorId, name, city, state, country, currency, inactive, payHold, sysRevId } = row;
  return { vendorNum, vendorId, name, city, state, country, currency, inactive, payHold, sysRevId };
}

/** One statement cannot write a row twice: of a vendor that changed while it was paged, the newest version stays. */
function onePerVendor(rows: readonly MirroredVendor[]): MirroredVendor[] {
  const newest = new Map<number, MirroredVendor>();
  for (const row of rows) {
    const known = newest.get(row.vendorNum);
    if (known === undefined || BigInt(row.sysRevId) >= BigInt(known.sysRevId)) newest.set(row.vendorNum, row);
  }
  return [...newest.values()];
}
