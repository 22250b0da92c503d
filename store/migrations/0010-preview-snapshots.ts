import { type Kysely, sql } from 'kysely';

/**
 * What was read of a record for a preview that a person asked for. Without a key into the ledger: a preview of a
 * record leaves no trace there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table preview_snapshot (
      id            text primary key,
      connection_id text not null references connection (id),
      snapshot      jsonb not null,
      saved_at      timestamptz not null default now()
    )`.execute(db);
  await sql`create index preview_snapshot_by_age on preview_snapshot (saved_at)`.execute(db);
}
