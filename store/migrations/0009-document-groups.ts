import { type Kysely, sql } from 'kysely';

/**
 * Groups of documents in Epicor: one open at a time per period (and currency), so that concurrent workers share it,
 * and which record's document was entered in which, so that a sealed group is posted only once nothing is under
 * way in it. Ids come round again once a group was posted; the row keeps its own number.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table document_group (
      id            bigserial primary key,
      connection_id text not null references connection (id),
      kind          text not null,
      group_id      text not null,
      -- calendar/year/suffix/period, and the same for people
      period        text not null,
      period_name   text not null,
      -- '' for invoices, whose group takes every currency
      currency      text not null,
      state         text not null default 'open',
      -- Epicor's group of this id was made by us, or found to be of the period
      confirmed     boolean not null default false,
      -- the group's row version just before it was submitted: a later one shows that Epicor dealt with it
      submitted_rev numeric,
      submitted_at  timestamptz,
      answered      boolean not null default false,
      -- why it is not posted, in a bookkeeper's words
      problem       text,
      opened_at     timestamptz not null default now(),
      sealed_at     timestamptz,
      posted_at     timestamptz,
      constraint document_group_kind check (kind in ('invoice', 'journal')),
      -- taken: Epicor has a group of that id which is not of this period, so it is left alone
      constraint document_group_state check (state in ('open', 'sealed', 'posting', 'posted', 'taken')),
      constraint document_group_submitted check (state <> 'posting' or submitted_at is not null)
    )`.execute(db);
  await sql`
    create unique index document_group_one_open on document_group (connection_id, kind, period, currency)
    where state = 'open'`.execute(db);
  await sql`
    create unique index document_group_one_of_an_id on document_group (connection_id, kind, group_id)
    where state in ('open', 'sealed', 'posting')`.execute(db);
  await sql`alter table ledger add column document_group bigint references document_group (id)`.execute(db);
  await sql`
    create index ledger_by_document_group on ledger (document_group) where document_group is not null`.execute(
    db,
  );
}
