import { type Kysely, sql } from 'kysely';

/**
 * What no code path can get around: the state machine (rows of `ledger_transition`, kept equal to
 * accounting/ledger-states.ts by every migrate), pinned columns, growing leases, one record per document.
 * Error codes: BK001 transition, BK002 pinned, BK003 document held by another record, BK004 lease, BK005 forbidden.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ledger_transition (
      from_state text not null,
      to_state   text not null,
      primary key (from_state, to_state)
    )`.execute(db);
  await enterAsSeen(db);
  await moveByTheTable(db);
  await linkFreeDocumentsOnly(db);
  await neverDelete(db);
}

async function enterAsSeen(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function ledger_before_insert() returns trigger language plpgsql as $$
    begin
      if new.state <> 'seen' then
        raise exception 'a ledger row begins as seen, not as %', new.state using errcode = 'BK001';
      end if;
      select epicor_scope into new.epicor_scope from connection where id = new.connection_id;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger ledger_before_insert before insert on ledger
    for each row execute function ledger_before_insert()`.execute(db);
}

async function moveByTheTable(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function ledger_before_update() returns trigger language plpgsql as $$
    begin
      if (new.connection_id, new.record_id, new.epicor_scope)
         is distinct from (old.connection_id, old.record_id, old.epicor_scope) then
        raise exception 'a ledger row keeps its connection and record' using errcode = 'BK002';
      end if;
      if new.state <> old.state and not exists (
        select from ledger_transition where from_state = old.state and to_state = new.state
      ) then
        raise exception '% may not follow %', new.state, old.state using errcode = 'BK001';
      end if;
      if old.state in ('writing', 'committed', 'reporting', 'exported', 'linked')
         and (new.digest, new.document_kind, new.vendor_num, new.document_number, new.marker, new.amount, new.currency)
         is distinct from
         (old.digest, old.document_kind, old.vendor_num, old.document_number, old.marker, old.amount, old.currency) then
        raise exception 'what the document is made of is pinned while %', old.state using errcode = 'BK002';
      end if;
      if old.state in ('committed', 'reporting', 'exported', 'linked')
         and new.epicor_key is distinct from old.epicor_key then
        raise exception 'the Epicor document is pinned while %', old.state using errcode = 'BK002';
      end if;
      if new.lease < old.lease then
        raise exception 'lease % follows lease %', new.lease, old.lease using errcode = 'BK004';
      end if;
      if old.state = 'writing' and new.state <> 'writing' then
        new.write_sent_at := null;
      end if;
      if new.state = 'voided' and old.state <> 'voided' then
        new.epicor_key := null; -- proven absent: the number is free again
      end if;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger ledger_before_update before update on ledger
    for each row execute function ledger_before_update()`.execute(db);
}

async function linkFreeDocumentsOnly(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function ledger_before_link() returns trigger language plpgsql as $$
    declare
      holder text;
    begin
      -- two persons may link the same document at the same moment
      perform pg_advisory_xact_lock(hashtextextended(new.epicor_scope || new.epicor_key::text, 0));
      select record_id into holder from ledger
      where epicor_scope = new.epicor_scope and epicor_key = new.epicor_key
        and (connection_id, record_id) <> (new.connection_id, new.record_id)
      limit 1;
      if found then
        raise exception 'the Epicor document is held by record %', holder using errcode = 'BK003';
      end if;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger ledger_before_link before update on ledger
    for each row when (new.state = 'linked' and old.state <> 'linked' and new.epicor_key is not null)
    execute function ledger_before_link()`.execute(db);
}

async function neverDelete(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% of % is forbidden', tg_op, tg_table_name using errcode = 'BK005';
    end $$`.execute(db);
  await sql`
    create trigger ledger_is_kept before delete or truncate on ledger
    for each statement execute function refuse_change()`.execute(db);
}
