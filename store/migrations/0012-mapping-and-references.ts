import { type Kysely, sql } from 'kysely';

/** The rule table of each import, what Epicor's chart was last read as, and what of it was pushed to Brex. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table mapping_version (
      connection_id text not null references connection (id),
      version       integer not null,
      imported_by   text not null,
      imported_at   timestamptz not null default now(),
      file_digest   text not null,
      rules         jsonb not null,
      primary key (connection_id, version)
    )`.execute(db);
  await sql`
    create table chart_reading (
      connection_id text primary key references connection (id),
      chart         jsonb not null,
      read_at       timestamptz not null default now(),
      pushing_until timestamptz
    )`.execute(db);
  await sql`
    create table pushed_field (
      connection_id text not null references connection (id),
      remote_id     text not null,
      brex_field_id text,
      pushes        integer not null default 0,
      since         timestamptz not null default now(),
      primary key (connection_id, remote_id)
    )`.execute(db);
  await sql`
    create table pushed_value (
      connection_id text not null,
      remote_id     text not null,
      code          text not null,
      value         text not null,
      is_disabled   boolean not null,
      pushed_at     timestamptz not null default now(),
      primary key (connection_id, remote_id, code),
      foreign key (connection_id, remote_id) references pushed_field
    )`.execute(db);
}
