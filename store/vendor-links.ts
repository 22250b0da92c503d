import { type Selectable, sql } from 'kysely';
import type { Db } from './database';
import type { Database } from './tables';
import type { VendorLink, VendorLinks } from './types';

export function createVendorLinks(db: Db): VendorLinks {
  return {
    async find(connectionId, merchantKey) {
      const row = await current(db, connectionId, merchantKey);
      return row ? toLink(row) : null;
    },

    async ofKeys(connectionId, merchantKeys) {
      if (merchantKeys.length === 0) return [];
      const rows = await currentOf(db, connectionId, merchantKeys).execute();
      const links = new Map(rows.map((row) => [row.merchantKey, toLink(row)]));
      return merchantKeys.map((merchantKey) => links.get(merchantKey) ?? null);
    },

    remember: (connectionId, merchantKey, vendorNum, by, note, decision) =>
      db.transaction().execute(async (transaction) => {
        // two persons may decide on one merchant at the same moment; the later decision stands
        await sql`select pg_advisory_xact_lock(hashtextextended(${`link ${connectionId} ${merchantKey}`}, 0))`.execute(
          transaction,
        );
        const former = await current(transaction, connectionId, merchantKey);
        if (former?.vendorNum === vendorNum) {
          const isRepeated = decision !== undefined && former.decision === decision;
          return isRepeated ? undefined : confirm(transaction, former, by);
        }
        if (former) await revoke(transaction, connectionId, merchantKey, by);
        await transaction
          .insertInto('vendorLink')
          .values({
            connectionId,
            merchantKey,
            vendorNum,
            decidedBy: by,
            note: note ?? null,
            decision: decision ?? null,
            contradicts: former?.vendorNum ?? null,
          })
          .execute();
      }),

    revoke: (connectionId, merchantKey, by) => revoke(db, connectionId, merchantKey, by),

    async list(connectionId) {
      const rows = await db
        .selectFrom('vendorLink')
        .selectAll()
        .where('connectionId', '=', connectionId)
        .orderBy('id')
        .execute();
      return rows.map(toLink);
    },
  };
}

function currentOf(db: Db, connectionId: string, merchantKeys: readonly string[]) {
  return db
    .selectFrom('vendorLink')
    .selectAll()
    .where('connectionId', '=', connectionId)
    .where('merchantKey', 'in', merchantKeys)
    .where('revokedAt', 'is', null);
}

function current(db: Db, connectionId: string, merchantKey: string) {
  return currentOf(db, connectionId, [merchantKey]).executeTakeFirst();
}

/** The same decision a second time: a contradiction is settled by it. */
async function confirm(db: Db, link: Selectable<Database['vendorLink']>, by: string): Promise<void> {
  if (link.contradicts === null || link.confirmedAt !== null) return;
  await db
    .updateTable('vendorLink')
    .set({ confirmedBy: by, confirmedAt: sql`now()` })
    .where('id', '=', link.id)
    .execute();
}

async function revoke(db: Db, connectionId: string, merchantKey: string, by: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('vendorLink')
    .set({ revokedBy: by, revokedAt: sql`now()` })
    .where('connectionId', '=', connectionId)
    .where('merchantKey', '=', merchantKey)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function toLink(row: Selectable<Database['vendorLink']>): VendorLink {
  const { merchantKey, vendorNum, decidedBy, note, decidedAt, revokedBy, revokedAt } = row;
  const contradicts = row.confirmedAt === null ? row.contradicts : null;
  return { merchantKey, vendorNum, by: decidedBy, note, at: decidedAt, revokedBy, revokedAt, contradicts };
}
