import { sql } from 'kysely';
import type { Db } from './database';
import { jsonText } from './json';
import type { PreviewSnapshots } from './types';

export function createPreviewSnapshots(db: Db): PreviewSnapshots {
  return {
    async save(id, connectionId, snapshot) {
      await db
        .deleteFrom('previewSnapshot')
        .where('savedAt', '<', sql<Date>`now() - interval '1 day'`)
        .execute();
      await db
        .insertInto('previewSnapshot')
        .values({ id, connectionId, snapshot: jsonText(snapshot) })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet((set) => ({ snapshot: set.ref('excluded.snapshot') })),
        )
        .execute();
    },

    async get(id) {
      const row = await db
        .selectFrom('previewSnapshot')
        .select('snapshot')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.snapshot ?? null;
    },
  };
}
