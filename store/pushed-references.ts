import { sql } from 'kysely';
import type { Db } from './database';
import { jsonText } from './json';
import type { PushedReferences } from './mapping-types';

/** PostgreSQL takes 65,535 parameters per statement; a value has 5. */
const rowsPerStatement = 5_000;

const inSeconds = (seconds: number) => sql<Date>`now() + make_interval(secs => ${seconds})`;

export function createPushedReferences(db: Db): PushedReferences {
  const field = (connectionId: string, remoteId: string) =>
    db.updateTable('pushedField').where('connectionId', '=', connectionId).where('remoteId', '=', remoteId);
  return {
    async saveChart(connectionId, chart) {
      await db
        .insertInto('chartReading')
        .values({ connectionId, chart: jsonText(chart) })
        .onConflict((conflict) =>
          conflict
            .column('connectionId')
            .doUpdateSet((set) => ({ chart: set.ref('excluded.chart'), readAt: sql`now()` })),
        )
        .execute();
    },

    async chart(connectionId) {
      const row = await db
        .selectFrom('chartReading')
        .select(['chart', 'readAt'])
        .where('connectionId', '=', connectionId)
        .executeTakeFirst();
      return row ?? null;
    },

    async beginPush(connectionId, seconds) {
      const { numUpdatedRows } = await db
        .updateTable('chartReading')
        .set({ pushingUntil: inSeconds(seconds) })
        .where('connectionId', '=', connectionId)
        .where((row) => row.or([row('pushingUntil', 'is', null), row('pushingUntil', '<', sql<Date>`now()`)]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async renewPush(connectionId, seconds) {
      await db
        .updateTable('chartReading')
        .set({ pushingUntil: inSeconds(seconds) })
        .where('connectionId', '=', connectionId)
        .execute();
    },

    async endPush(connectionId) {
      await db
        .updateTable('chartReading')
        .set({ pushingUntil: null })
        .where('connectionId', '=', connectionId)
        .execute();
    },

    fields: (connectionId) =>
      db
        .selectFrom('pushedField')
        .select(['remoteId', 'brexFieldId', 'pushes'])
        .where('connectionId', '=', connectionId)
        .orderBy('remoteId')
        .execute(),

    async claimField(connectionId, remoteId) {
      await db
        .insertInto('pushedField')
        .values({ connectionId, remoteId, brexFieldId: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async fieldIs(connectionId, remoteId, brexFieldId) {
      await field(connectionId, remoteId).set({ brexFieldId }).execute();
    },

    async pushed(connectionId, remoteId) {
      await field(connectionId, remoteId).set({ pushes: sql`pushes + 1` }).execute();
    },

    values: (connectionId, remoteId) =>
      db
        .selectFrom('pushedValue')
        .select(['code', 'value', 'isDisabled'])
        .where('connectionId', '=', connectionId)
        .where('remoteId', '=', remoteId)
        .orderBy('code')
        .execute(),

    async saveValues(connectionId, remoteId, values) {
      for (let start = 0; start < values.length; start += rowsPerStatement) {
        await db
          .insertInto('pushedValue')
          .values(
            values
              .slice(start, start + rowsPerStatement)
              .map(({ code, value, isDisabled }) => ({ connectionId, remoteId, code, value, isDisabled })),
          )
          .onConflict((conflict) =>
            conflict.columns(['connectionId', 'remoteId', 'code']).doUpdateSet((set) => ({
              value: set.ref('excluded.value'),
              isDisabled: set.ref('excluded.isDisabled'),
              pushedAt: sql`now()`,
            })),
          )
          .execute();
      }
    },
  };
}
