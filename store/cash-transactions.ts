import { sql } from 'kysely';
import type { Db } from './database';
import { jsonText } from './json';
import type { CashTransactions } from './types';

export function createCashTransactions(db: Db): CashTransactions {
  return {
    async see(connectionId, transaction) {
      const { version } = await db
        .insertInto('cashTransaction')
        .values({ connectionId, transactionId: transaction.id, transaction: jsonText(transaction) })
        .onConflict((conflict) =>
          conflict.columns(['connectionId', 'transactionId']).doUpdateSet((set) => ({
            version: sql<number>`cash_transaction.version
              + (cash_transaction.transaction <> excluded.transaction)::int`,
            transaction: set.ref('excluded.transaction'),
            seenAt: sql`now()`,
          })),
        )
        .returning('version')
        .executeTakeFirstOrThrow();
      return version;
    },

    async get(connectionId, transactionId) {
      const row = await db
        .selectFrom('cashTransaction')
        .select(['transaction', 'version'])
        .where('connectionId', '=', connectionId)
        .where('transactionId', '=', transactionId)
        .executeTakeFirst();
      return row ?? null;
    },

    async list(connectionId) {
      return db
        .selectFrom('cashTransaction')
        .select(['transaction', 'version'])
        .where('connectionId', '=', connectionId)
        .orderBy(sql`transaction ->> 'postedOn'`)
        .orderBy('transactionId')
        .execute();
    },
  };
}
