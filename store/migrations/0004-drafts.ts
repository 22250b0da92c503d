import { type Kysely, sql } from 'kysely';

/** What is too large for a workflow's history: what was read of a record, what was planned, Epicor's defaults. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table record_snapshot (
      id            bigserial primary key,
      connection_id text not null,
      record_id     text not null,
      version       integer not null,
      snapshot      jsonb not null,
      saved_at      timestamptz not null default now(),
      foreign key (connection_id, record_id) references ledger
    )`.execute(db);
  await sql`create index record_snapshot_by_record on record_snapshot (connection_id, record_id, id)`.execute(
    db,
  );
  await sql`
    create table document_plan (
      id            bigserial primary key,
      connection_id text not null,
      record_id     text not null,
      plan          jsonb not null,
      saved_at      timestamptz not null default now(),
      foreign key (connection_id, record_id) references ledger
    )`.execute(db);
  await sql`create index document_plan_by_record on document_plan (connection_id, record_id, id)`.execute(db);
  await sql`
    create table document_draft (
      connection_id text not null,
      record_id     text not null,
      draft         jsonb not null,
      saved_at      timestamptz not null default now(),
      primary key (connection_id, record_id),
      foreign key (connection_id, record_id) references ledger
    )`.execute(db);
}
