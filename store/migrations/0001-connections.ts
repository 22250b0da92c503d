import { type Kysely, sql } from 'kysely';

/** Connections with their settings, what was learned of them, and their encrypted secrets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table connection (
      id             text primary key,
      settings       jsonb not null,
      learned        jsonb not null default '{}',
      -- compact JWE; the key is never in the database
      secrets        text not null,
      -- one Brex account, one connection
      brex_company_id text unique,
      -- base URL and company: whose documents, vendors and groups these are
      epicor_scope   text not null,
      posting_group  text not null,
      revision       integer not null default 1,
      created_at     timestamptz not null default now(),
      updated_at     timestamptz not null default now(),
      unique (epicor_scope, posting_group)
    )`.execute(db);
}
