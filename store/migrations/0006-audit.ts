import { type Kysely, sql } from 'kysely';

/**
 * The audit trail: append-only, numbered in the order of writing, each event chained to the one before of its
 * connection by SHA-256, so that a change made behind the database's back shows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_event (
      id                    bigserial primary key,
      connection_id         text not null,
      record_id             text,
      at                    timestamptz not null,
      actor_kind            text not null,
      actor_name            text not null,
      actor_claimed         boolean not null,
      step                  text not null,
      attempt               integer,
      outcome               text not null,
      summary               text not null,
      details               jsonb,
      brex_trace_id         text,
      epicor_correlation_id text,
      workflow_id           text,
      run_id                text,
      hash                  bytea not null
    )`.execute(db);
  await sql`create index audit_event_by_record on audit_event (record_id, id)`.execute(db);
  await sql`create index audit_event_by_connection on audit_event (connection_id, id)`.execute(db);
  await chain(db);
  await sql`
    create trigger audit_event_is_kept before update or delete or truncate on audit_event
    for each statement execute function refuse_change()`.execute(db);
}

async function chain(db: Kysely<unknown>): Promise<void> {
  // a JSON array tells where one value ends and the next begins
  await sql`
    create function audit_hash(previous bytea, e audit_event) returns bytea language sql stable as $$
      select sha256(coalesce(previous, '') || convert_to(jsonb_build_array(
        e.id, e.connection_id, e.record_id, extract(epoch from e.at), e.actor_kind, e.actor_name, e.actor_claimed,
        e.step, e.attempt, e.outcome, e.summary, e.details, e.brex_trace_id, e.epicor_correlation_id,
        e.workflow_id, e.run_id)::text, 'UTF8'))
    $$`.execute(db);
  await sql`
    create function audit_event_before_insert() returns trigger language plpgsql as $$
    declare
      previous bytea;
    begin
      -- one writer at a time per connection, so that number, time and chain agree
      perform pg_advisory_xact_lock(hashtextextended('audit ' || new.connection_id, 0));
      select hash into previous from audit_event where connection_id = new.connection_id order by id desc limit 1;
      new.id := nextval('audit_event_id_seq');
      new.at := clock_timestamp();
      new.hash := audit_hash(previous, new);
      return new;
    end $$`.execute(db);
  await sql`
    create trigger audit_event_before_insert before insert on audit_event
    for each row execute function audit_event_before_insert()`.execute(db);
}
