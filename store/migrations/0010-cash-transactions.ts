import { type Kysely, sql } from 'kysely';

/**
 * Cash activity as Brex told it last: Brex gives no single transaction, so that what a run works with is kept here.
 * `version` grows where Brex changed it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table cash_transaction (
      connection_id  text not null references connection (id),
      transaction_id text not null,
      transaction    jsonb not null,
      version        integer not null default 1,
      seen_at        timestamptz not null default now(),
      primary key (connection_id, transaction_id)
    )`.execute(db);
}
