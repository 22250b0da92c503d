import { type Kysely, sql } from 'kysely';

/**
 * Mirrors of Epicor's reference data, how far their reading has come, what is to be told to people once, and which
 * causes of waiting have gone. The former mirror of vendors was of the same kind and is read anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop table vendor, vendor_watermark`.execute(db);
  await sql`
    create table mirror_row (
      connection_id text not null references connection (id),
      mirror        text not null,
      key           text not null,
      content       jsonb not null,
      sys_rev_id    numeric(20) not null,
      -- when what we keep of the row last changed
      changed_at    timestamptz not null default clock_timestamp(),
      -- when Epicor last showed the row
      seen_at       timestamptz not null default clock_timestamp(),
      primary key (connection_id, mirror, key)
    )`.execute(db);
  // how far a mirror has been read is the row version of its newest row
  await sql`create index mirror_row_by_version on mirror_row (connection_id, mirror, sys_rev_id)`.execute(db);
  await sql`
    create index mirror_row_by_vendor on mirror_row (connection_id, mirror, (content ->> 'vendorNum'))
    where mirror in ('invoices', 'orders')`.execute(db);
  await sql`
    create table mirror_state (
      connection_id   text not null references connection (id),
      mirror          text not null,
      -- the first load is complete since
      loaded_at       timestamptz,
      polled_at       timestamptz,
      -- a comparison of all keys is under way: since when, and up to which row version it has come
      comparing_since timestamptz,
      comparing_after numeric(20),
      compared_at     timestamptz,
      primary key (connection_id, mirror)
    )`.execute(db);
  await sql`
    create table notice (
      id            bigserial primary key,
      connection_id text not null references connection (id),
      subject       text not null,
      message       text not null,
      details       jsonb,
      raised_at     timestamptz not null default now(),
      settled_at    timestamptz
    )`.execute(db);
  await sql`
    create unique index notice_open on notice (connection_id, subject) where settled_at is null`.execute(db);
  await sql`
    create table cause_gone (
      connection_id text not null references connection (id),
      cause         text not null,
      at            timestamptz not null,
      primary key (connection_id, cause)
    )`.execute(db);
  await sql`alter table parked_cause add column woken_at timestamptz`.execute(db);
  await sql`
    create table bill_status (
      connection_id text not null references connection (id),
      record_id     text not null,
      status        text not null,
      seen_at       timestamptz not null default now(),
      primary key (connection_id, record_id)
    )`.execute(db);
}
