import { sql } from 'kysely';
import type { Db } from './database';
import type { VendorRejections } from './vendor-question-types';

export function createVendorRejections(db: Db): VendorRejections {
  return {
    async reject(connectionId, merchantKeys, vendorNums, by, note) {
      const rows = merchantKeys.flatMap((merchantKey) =>
        vendorNums.map((vendorNum) => ({
          connectionId,
          merchantKey,
          vendorNum,
          decidedBy: by,
          note: note ?? null,
        })),
      );
      if (rows.length === 0) return;
      await db
        .insertInto('vendorRejection')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async lift(connectionId, merchantKeys, vendorNum, by) {
      if (merchantKeys.length === 0) return;
      await db
        .updateTable('vendorRejection')
        .set({ revokedBy: by, revokedAt: sql`now()` })
        .where('connectionId', '=', connectionId)
        .where('merchantKey', 'in', [...merchantKeys])
        .where('vendorNum', '=', vendorNum)
        .where('revokedAt', 'is', null)
        .execute();
    },

    async of(connectionId, [surest]) {
      if (surest === undefined) return new Set();
      const rows = await db
        .selectFrom('vendorRejection')
        .select('vendorNum')
        .where('connectionId', '=', connectionId)
        .where('merchantKey', '=', surest)
        .where('revokedAt', 'is', null)
        .execute();
      return new Set(rows.map(({ vendorNum }) => vendorNum));
    },
  };
}
