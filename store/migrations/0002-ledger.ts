import { type Kysely, sql } from 'kysely';

/** The ledger: one row per connection and record. Its rules are in the next migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ledger (
      connection_id   text not null references connection (id),
      record_id       text not null,
      -- the connection's; copied, so that documents are unique over connections to one Epicor company
      epicor_scope    text not null,
      state           text not null default 'seen',
      source          text not null,
      version         integer,
      seen_version    integer,
      last_seen_at    timestamptz not null default now(),
      digest          text,
      record_type     text,
      source_id       text,
      amount          numeric,
      currency        text,
      posting_date    text,
      document_kind   text,
      vendor_num      integer,
      document_number text,
      marker          text,
      epicor_key      jsonb,
      lost_answer     boolean not null default false,
      reason          text,
      exported_at     timestamptz,
      lease           bigint not null default 0,
      lease_owner     text,
      lease_until     timestamptz,
      write_sent_at   timestamptz,
      write_attempts  integer not null default 0,
      created_at      timestamptz not null default now(),
      updated_at      timestamptz not null default now(),
      primary key (connection_id, record_id),
      constraint ledger_write_sent_while_writing check (write_sent_at is null or state = 'writing'),
      constraint ledger_booked_has_document check (
        epicor_key is not null or state not in ('committed', 'reporting', 'exported', 'linked')),
      constraint ledger_writing_is_pinned check (
        state <> 'writing' or (digest is not null and document_kind is not null and marker is not null))
    )`.execute(db);
  await sql`create index ledger_by_state on ledger (connection_id, state, updated_at)`.execute(db);
  await sql`create index ledger_by_source on ledger (connection_id, source_id)`.execute(db);
  // Journals are told apart by their marker: Epicor gives a journal's number again once it is posted.
  await sql`
    create unique index ledger_one_invoice_one_record on ledger (epicor_scope, epicor_key)
    where epicor_key ->> 'kind' = 'ap'`.execute(db);
  await sql`
    create index ledger_by_document on ledger (epicor_scope, epicor_key)
    where epicor_key is not null`.execute(db);
}
