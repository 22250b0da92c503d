import { type Kysely, sql } from 'kysely';

/**
 * What last woke a record that waits: Epicor's own answer, or that we know its cause to be gone. Only the former is
 * not asked for again until the record waits for something else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table parked_cause add column woken_by text`.execute(db);
  await sql`update parked_cause set woken_by = 'epicor' where woken_at is not null`.execute(db);
}
