import { type Kysely, sql } from 'kysely';

/** The mirror of Epicor's vendors, and the memory of which vendor a merchant is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table vendor_link (
      id            bigserial primary key,
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
    create unique index vendor_link_current on vendor_link (connection_id, merchant_key)
    where revoked_at is null`.execute(db);
  await sql`
    create table vendor (
      connection_id text not null references connection (id),
      vendor_num    integer not null,
      vendor_id     text not null,
      name          text not null,
      city          text not null,
      state         text not null,
      country       text not null,
      currency      text not null,
      inactive      boolean not null,
      pay_hold      boolean not null,
      sys_rev_id    numeric(20) not null,
      primary key (connection_id, vendor_num)
    )`.execute(db);
  await sql`
    create table vendor_watermark (
      connection_id text primary key references connection (id),
      sys_rev_id    numeric(20) not null,
      refreshed_at  timestamptz not null
    )`.execute(db);
}
