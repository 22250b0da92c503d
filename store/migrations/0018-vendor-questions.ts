import { type Kysely, sql } from 'kysely';

/**
 * Which records wait for a vendor, and what was shown to whoever answers: so that one answer reaches every record of
 * the merchant, and people are reminded. And which vendors a person said a merchant is not.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table vendor_question (
      connection_id text not null,
      record_id     text not null,
      merchant      text not null,
      merchant_keys text[] not null,
      code          text not null,
      question      text not null,
      candidates    jsonb not null,
      asked_at      timestamptz not null default now(),
      reminded_at   timestamptz,
      escalated_at  timestamptz,
      primary key (connection_id, record_id),
      foreign key (connection_id, record_id) references ledger
    )`.execute(db);
  await sql`create index vendor_question_by_merchant on vendor_question using gin (merchant_keys)`.execute(
    db,
  );
  await sql`
    create table vendor_rejection (
      id            bigint generated always as identity primary key,
      connection_id text not null references connection (id),
      merchant_key  text not null,
      vendor_num    integer not null,
      decided_by    text not null,
      note          text,
      decided_at    timestamptz not null default now(),
      revoked_by    text,
      revoked_at    timestamptz
    )`.execute(db);
  await sql`
    create unique index vendor_rejection_current
      on vendor_rejection (connection_id, merchant_key, vendor_num) where revoked_at is null`.execute(db);
  // a step that is tried again is the same decision, not a second one
  await sql`alter table vendor_link add column decision text`.execute(db);
}
