import { sql } from 'kysely';
import type { Db } from './database';
import type { Cursors } from './types';

export function createCursors(db: Db): Cursors {
  return {
    async get(connectionId, name) {
      const row = await db
        .selectFrom('syncCursor')
        .select('value')
        .where('connectionId', '=', connectionId)
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value ?? null;
    },

    async set(connectionId, name, value) {
      await db
        .insertInto('syncCursor')
        .values({ connectionId, name, value })
        .onConflict((conflict) =>
          conflict.columns(['connectionId', 'name']).doUpdateSet({ value, updatedAt: sql`now()` }),
        )
        .execute();
    },
  };
}
