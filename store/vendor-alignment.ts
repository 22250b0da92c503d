import { sql } from 'kysely';
import type { AlignmentPlan, AlignmentStep } from '../accounting/vendor-alignment';
import type { Db } from './database';
import { jsonText } from './json';
import type { VendorAlignmentRepository } from './vendor-alignment-types';

/** What is carried out, in order: what waits for a person comes after what is safe. */
export const stepsInOrder = ({ steps, waiting }: AlignmentPlan): AlignmentStep[] => [...steps, ...waiting];

export function createVendorAlignment(db: Db): VendorAlignmentRepository {
  const row = (connectionId: string) =>
    db.selectFrom('vendorAlignment').selectAll().where('connectionId', '=', connectionId).executeTakeFirst();
  const set = async (connectionId: string, values: object): Promise<void> => {
    await db
      .insertInto('vendorAlignment')
      .values({ connectionId, ...values })
      .onConflict((conflict) => conflict.column('connectionId').doUpdateSet(values))
      .execute();
  };
  return {
    async state(connectionId) {
      const found = await row(connectionId);
      return {
        appliedAt: found?.appliedAt ?? null,
        appliedBy: found?.appliedBy ?? null,
        off:
          found?.offReason == null
            ? null
            : {
                reason: found.offReason,
                revision: found.offRevision ?? 0,
                since: found.offSince ?? new Date(0),
              },
      };
    },

    async applied(connectionId, by) {
      await db
        .updateTable('vendorAlignment')
        .set({ appliedAt: sql`now()`, appliedBy: by })
        .where('connectionId', '=', connectionId)
        .where('appliedAt', 'is', null)
        .execute();
    },

    async turnOff(connectionId, offReason, offRevision) {
      const first = (await row(connectionId))?.offReason == null;
      await set(connectionId, { offReason, offRevision, ...(first ? { offSince: sql`now()` } : {}) });
    },
    turnOn: (connectionId) => set(connectionId, { offReason: null, offRevision: null, offSince: null }),

    saveDirectory: (connectionId, vendors) => set(connectionId, { directory: jsonText(vendors) }),
    directory: async (connectionId) => (await row(connectionId))?.directory ?? [],

    savePlan: (connectionId, plan) =>
      set(connectionId, {
        plan: jsonText(plan),
        planDigest: plan.digest,
        plannedAt: sql`now()`,
        done: 0,
        refusals: '[]',
      }),

    async plan(connectionId) {
      const found = await row(connectionId);
      if (!found?.plan || !found.plannedAt) return null;
      const { plan, plannedAt, done, refusals } = found;
      return { plan, plannedAt, done, refusals };
    },

    async advance(connectionId, digest, from, refusal) {
      const { numUpdatedRows } = await db
        .updateTable('vendorAlignment')
        .set({
          done: from + 1,
          ...(refusal ? { refusals: sql`refusals || ${jsonText([refusal])}::jsonb` } : {}),
        })
        .where('connectionId', '=', connectionId)
        .where('planDigest', '=', digest)
        .where('done', '=', from)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
