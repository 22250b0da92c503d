import { type Kysely, sql } from 'kysely';

/** A decision that contradicts an earlier one settles nothing until it is made a second time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table vendor_link
      add column contradicts  integer,
      add column confirmed_by text,
      add column confirmed_at timestamptz`.execute(db);
}
