import { sql } from 'kysely';
import { finalStates } from '../accounting/ledger-states';
import type { VendorCandidate } from '../accounting/vendor-matching';
import type { Db } from './database';
import { jsonText } from './json';
import { deletedIfAny } from './record-keys';
import type { Urging, VendorQuestion, VendorQuestions } from './vendor-question-types';

const urgedAt = { reminder: 'remindedAt', escalation: 'escalatedAt' } as const satisfies Record<
  Urging,
  string
>;

export function createVendorQuestions(db: Db): VendorQuestions {
  /** What the ledger has finished waits for nobody, whatever ended it. */
  const rows = (connectionId: string) =>
    db
      .selectFrom('vendorQuestion')
      .innerJoin('ledger', (join) =>
        join
          .onRef('ledger.connectionId', '=', 'vendorQuestion.connectionId')
          .onRef('ledger.recordId', '=', 'vendorQuestion.recordId'),
      )
      .where('vendorQuestion.connectionId', '=', connectionId)
      .where('ledger.state', 'not in', [...finalStates])
      .orderBy('askedAt')
      .orderBy('vendorQuestion.recordId');
  const open = (connectionId: string) =>
    rows(connectionId).selectAll('vendorQuestion').select(['ledger.amount', 'ledger.currency']);
  const read = async (query: ReturnType<typeof open>): Promise<VendorQuestion[]> =>
    (await query.execute()).map((row) => ({ ...row, candidates: row.candidates as VendorCandidate[] }));

  return {
    async ask({ connectionId, recordId }, { merchant, merchantKeys, code, question, candidates }) {
      const asked = {
        merchant,
        merchantKeys: [...merchantKeys],
        code,
        question,
        candidates: jsonText(candidates),
      };
      await db
        .insertInto('vendorQuestion')
        .values({ connectionId, recordId, ...asked })
        .onConflict((conflict) => conflict.columns(['connectionId', 'recordId']).doUpdateSet(asked))
        .execute();
    },

    close: deletedIfAny(db, 'vendorQuestion'),

    list: (connectionId) => read(open(connectionId)),

    async ofMerchant(connectionId, merchantKeys) {
      const found = await rows(connectionId)
        .select('vendorQuestion.recordId')
        .where(sql<boolean>`merchant_keys && ${[...merchantKeys]}::text[]`)
        .execute();
      return found.map(({ recordId }) => recordId);
    },

    due: (connectionId, urging, afterMs) =>
      read(
        open(connectionId)
          .where(urgedAt[urging], 'is', null)
          .where(sql<boolean>`asked_at <= now() - ${afterMs} * interval '1 millisecond'`),
      ),

    async urged(connectionId, urging, recordIds) {
      if (recordIds.length === 0) return;
      await db
        .updateTable('vendorQuestion')
        .set({ [urgedAt[urging]]: sql`now()` })
        .where('connectionId', '=', connectionId)
        // one parameter, however many wait
        .where(sql<boolean>`record_id = any(${[...recordIds]}::text[])`)
        .execute();
    },
  };
}
