import { type Kysely, sql } from 'kysely';

/** Vendors of Brex and Epicor that are one: which they are, what people decided of them, and what is planned. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table vendor_partner (
      connection_id   text not null references connection (id),
      brex_vendor_id  text not null,
      vendor_num      integer not null,
      rule            text not null,
      -- what Epicor said when it was last carried to Brex, and what Brex showed thereafter
      carried         jsonb not null,
      shown           jsonb not null,
      linked_at       timestamptz not null default now(),
      updated_at      timestamptz not null default now(),
      primary key (connection_id, brex_vendor_id),
      unique (connection_id, vendor_num)
    )`.execute(db);
  await sql`
    create table vendor_pair_rejection (
      connection_id   text not null references connection (id),
      brex_vendor_id  text not null,
      vendor_num      integer not null,
      rejected_by     text not null,
      rejected_at     timestamptz not null default now(),
      primary key (connection_id, brex_vendor_id, vendor_num)
    )`.execute(db);
  await sql`
    create table vendor_creation_approval (
      connection_id   text not null references connection (id),
      brex_vendor_id  text not null,
      approved_by     text not null,
      vendor_id       text,
      -- why Epicor did not create it; null where it was not tried yet
      refused         text,
      approved_at     timestamptz not null default now(),
      primary key (connection_id, brex_vendor_id)
    )`.execute(db);
  await sql`
    create table vendor_alignment (
      connection_id   text primary key references connection (id),
      -- Epicor's vendors as they were read last
      directory       jsonb,
      plan            jsonb,
      plan_digest     text,
      planned_at      timestamptz,
      -- steps of the plan that are carried out; those that were refused, and why
      done            integer not null default 0,
      refusals        jsonb not null default '[]',
      -- when a person first had a plan carried out: from then on runs write by themselves
      applied_at      timestamptz,
      applied_by      text,
      -- why Brex lets us not see or change vendors, at which revision of the connection
      off_reason      text,
      off_revision    integer,
      off_since       timestamptz
    )`.execute(db);
}
