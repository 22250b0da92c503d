import { sql } from 'kysely';
import type { MirrorName, ReferenceRows } from '../accounting/reference-data';
import type { Db } from './database';
import { jsonText } from './json';
import { createMirrorReads } from './mirror-reads';
import type { MirrorChange, MirrorRow, Mirrors } from './mirror-types';

/** PostgreSQL takes 65,535 parameters per statement. */
const rowsPerStatement = 1_000;

const nothingRead = {
  loadedAt: null,
  polledAt: null,
  comparingSince: null,
  comparingAfter: null,
  comparedAt: null,
};

export function createMirrors(db: Db): Mirrors {
  const reads = createMirrorReads(db);
  return {
    ...reads,

    async state(connectionId, mirror) {
      const row = await db
        .selectFrom('mirrorState')
        .select(['loadedAt', 'polledAt', 'comparingSince', 'comparingAfter', 'comparedAt'])
        .where('connectionId', '=', connectionId)
        .where('mirror', '=', mirror)
        .executeTakeFirst();
      return row ?? nothingRead;
    },

    async note(connectionId, mirror, patch) {
      await db
        .insertInto('mirrorState')
        .values({ connectionId, mirror, ...nothingRead, ...patch })
        .onConflict((conflict) => conflict.columns(['connectionId', 'mirror']).doUpdateSet(patch))
        .execute();
    },

    async beginComparing(connectionId, mirror) {
      const row = await db
        .updateTable('mirrorState')
        // by the database's clock, as the rows are dated by it
        .set({ comparingSince: sql<Date>`coalesce(comparing_since, clock_timestamp())` })
        .where('connectionId', '=', connectionId)
        .where('mirror', '=', mirror)
        .returning([sql<Date>`comparing_since`.as('since'), 'comparingAfter as after'])
        .executeTakeFirst();
      if (!row) throw new Error(`the mirror of ${mirror} was never read: nothing can be compared with it`);
      return row;
    },

    async changes(connectionId, mirror, rows) {
      const known = await reads.find(
        connectionId,
        mirror,
        rows.map(({ key }) => key),
      );
      return newestOfEach(rows)
        .map(({ key, row }) => ({ key, before: known.get(key)?.row ?? null, after: row }))
        .filter(({ before, after }) => !sameContent(before, after));
    },

    async take(connectionId, mirror, rows) {
      const newest = newestOfEach(rows);
      for (let start = 0; start < newest.length; start += rowsPerStatement)
        await takeSome(db, connectionId, mirror, newest.slice(start, start + rowsPerStatement));
    },

    async drop(connectionId, mirror, keys) {
      if (keys.length === 0) return;
      await db
        .deleteFrom('mirrorRow')
        .where('connectionId', '=', connectionId)
        .where('mirror', '=', mirror)
        .where('key', '=', sql<string>`any(${keys}::text[])`)
        .execute();
    },

    async compare(connectionId, mirror, rows) {
      const keys = rows.map(({ key }) => key);
      const versions = rows.map(({ sysRevId }) => sysRevId);
      const found = await sql<{ version: string }>`
        with shown as (select * from unnest(${keys}::text[], ${versions}::numeric[]) as s (key, version)),
        seen as (
          update mirror_row m set seen_at = clock_timestamp() from shown
          where m.connection_id = ${connectionId} and m.mirror = ${mirror} and m.key = shown.key
          returning m.key, m.sys_rev_id)
        select version from shown left join seen using (key)
        where seen.sys_rev_id is distinct from version order by version`.execute(db);
      return found.rows.map(({ version }) => version);
    },

    async unseenCount(connectionId, mirror, since) {
      const { rows } = await sql<{ unseen: number; seen: number }>`
        select count(*) filter (where seen_at < ${since}) as unseen,
          count(*) filter (where seen_at >= ${since}) as seen
        from mirror_row where connection_id = ${connectionId} and mirror = ${mirror}`.execute(db);
      return rows[0] ?? { unseen: 0, seen: 0 };
    },

    async unseen<M extends MirrorName>(connectionId: string, mirror: M, since: Date) {
      const rows = await db
        .selectFrom('mirrorRow')
        .select(['key', 'content'])
        .where('connectionId', '=', connectionId)
        .where('mirror', '=', mirror)
        .where('seenAt', '<', since)
        .execute();
      return rows.map(
        ({ key, content }): MirrorChange<M> => ({ key, before: content as ReferenceRows[M], after: null }),
      );
    },
  };
}

async function takeSome(
  db: Db,
  connectionId: string,
  mirror: MirrorName,
  rows: readonly MirrorRow[],
): Promise<void> {
  await db
    .insertInto('mirrorRow')
    .values(
      rows.map(({ key, sysRevId, row }) => ({
        connectionId,
        mirror,
        key,
        sysRevId,
        content: jsonText(row),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['connectionId', 'mirror', 'key'])
        .doUpdateSet((set) => ({
          content: set.ref('excluded.content'),
          sysRevId: set.ref('excluded.sysRevId'),
          seenAt: sql`clock_timestamp()`,
          changedAt: sql`case when mirror_row.content is distinct from excluded.content
            then clock_timestamp() else mirror_row.changed_at end`,
        }))
        .whereRef('excluded.sysRevId', '>=', 'mirrorRow.sysRevId'),
    )
    .execute();
}

/** One statement cannot write a row twice: of one that changed while it was paged, the newest version stays. */
function newestOfEach<M extends MirrorName>(rows: readonly MirrorRow<M>[]): MirrorRow<M>[] {
  const newest = new Map<string, MirrorRow<M>>();
  for (const row of rows) {
    const known = newest.get(row.key);
    if (known === undefined || BigInt(row.sysRevId) >= BigInt(known.sysRevId)) newest.set(row.key, row);
  }
  return [...newest.values()];
}

/** Both came from the same code, as plain values; the order of jsonb's keys is its own. */
function sameContent(before: object | null, after: object): boolean {
  if (before === null) return false;
  const values = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).every(([name, value]) => values.get(name) === value);
}
