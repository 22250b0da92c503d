import { sql } from 'kysely';
import type { Db } from './database';
import { jsonText } from './json';
import type { VendorPartners } from './vendor-alignment-types';

export function createVendorPartners(db: Db): VendorPartners {
  const pairs = (connectionId: string) =>
    db
      .selectFrom('vendorPartner')
      .select(['brexVendorId', 'vendorNum', 'rule', 'carried', 'shown'])
      .where('connectionId', '=', connectionId)
      .orderBy('vendorNum');
  return {
    all: (connectionId) => pairs(connectionId).execute(),

    having: (connectionId, { brexVendorId, vendorNum }) =>
      pairs(connectionId)
        .where((pair) =>
          pair.or([
            ...(brexVendorId === undefined ? [] : [pair('brexVendorId', '=', brexVendorId)]),
            ...(vendorNum === undefined ? [] : [pair('vendorNum', '=', vendorNum)]),
          ]),
        )
        .execute(),

    async save(connectionId, { brexVendorId, vendorNum, rule, carried, shown }) {
      const memory = { rule, carried: jsonText(carried), shown: jsonText(shown) };
      await db.transaction().execute(async (trx) => {
        await trx
          .deleteFrom('vendorPartner')
          .where('connectionId', '=', connectionId)
          .where((pair) =>
            pair.or([
              pair.and([pair('vendorNum', '=', vendorNum), pair('brexVendorId', '!=', brexVendorId)]),
              pair.and([pair('vendorNum', '!=', vendorNum), pair('brexVendorId', '=', brexVendorId)]),
            ]),
          )
          .execute();
        await trx
          .insertInto('vendorPartner')
          .values({ connectionId, brexVendorId, vendorNum, ...memory })
          .onConflict((conflict) =>
            conflict
              .columns(['connectionId', 'brexVendorId'])
              .doUpdateSet({ ...memory, updatedAt: sql`now()` }),
          )
          .execute();
      });
    },

    async remove(connectionId, brexVendorId) {
      const removed = await db
        .deleteFrom('vendorPartner')
        .where('connectionId', '=', connectionId)
        .where('brexVendorId', '=', brexVendorId)
        .returning(['brexVendorId', 'vendorNum'])
        .executeTakeFirst();
      return removed ?? null;
    },

    async reject(connectionId, { brexVendorId, vendorNum }, by) {
      await db
        .insertInto('vendorPairRejection')
        .values({ connectionId, brexVendorId, vendorNum, rejectedBy: by })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    rejected: (connectionId) =>
      db
        .selectFrom('vendorPairRejection')
        .select(['brexVendorId', 'vendorNum'])
        .where('connectionId', '=', connectionId)
        .execute(),

    async approve(connectionId, { brexVendorId, by, vendorId }) {
      const approval = { approvedBy: by, vendorId, refused: null };
      await db
        .insertInto('vendorCreationApproval')
        .values({ connectionId, brexVendorId, ...approval })
        .onConflict((conflict) => conflict.columns(['connectionId', 'brexVendorId']).doUpdateSet(approval))
        .execute();
    },

    async refuse(connectionId, brexVendorId, refused) {
      await db
        .updateTable('vendorCreationApproval')
        .set({ refused })
        .where('connectionId', '=', connectionId)
        .where('brexVendorId', '=', brexVendorId)
        .execute();
    },

    approved: (connectionId) =>
      db
        .selectFrom('vendorCreationApproval as approval')
        .leftJoin('vendorPartner as partner', (join) =>
          join
            .onRef('partner.connectionId', '=', 'approval.connectionId')
            .onRef('partner.brexVendorId', '=', 'approval.brexVendorId'),
        )
        .select([
          'approval.brexVendorId',
          'approval.approvedBy as by',
          'approval.vendorId',
          'approval.refused',
        ])
        .where('approval.connectionId', '=', connectionId)
        .where('partner.brexVendorId', 'is', null)
        .orderBy('approval.brexVendorId')
        .execute(),
  };
}
