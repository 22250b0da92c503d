import { type Kysely, sql } from 'kysely';

/** How far repeated readings have come, which calls are held back, and what parked records wait for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sync_cursor (
      connection_id text not null references connection (id),
      name          text not null,
      value         text not null,
      updated_at    timestamptz not null default now(),
      primary key (connection_id, name)
    )`.execute(db);
  await sql`
    create table connection_hold (
      connection_id text not null references connection (id),
      system        text not null,
      scope         text not null,
      reason        text not null,
      since         timestamptz not null default now(),
      probed_at     timestamptz not null default now(),
      primary key (connection_id, system, scope)
    )`.execute(db);
  await sql`
    create table parked_cause (
      connection_id text not null,
      record_id     text not null,
      cause         text not null,
      workflow_id   text,
      since         timestamptz not null default now(),
      primary key (connection_id, record_id, cause),
      foreign key (connection_id, record_id) references ledger
    )`.execute(db);
  await sql`create index parked_cause_by_cause on parked_cause (connection_id, cause)`.execute(db);
}
