import { type Kysely, sql } from 'kysely';

/** How Brex is reached: tokens that rotate, secrets that sign webhooks, when a token last worked, and the call limit. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // no reference to the connection: `connect` must keep what a refresh gave although it stores no connection yet
  await sql`
    create table brex_token (
      connection_id text not null,
      -- digest of the refresh token of the connection file that the chain began with
      origin        text not null,
      -- compact JWE of the current tokens; null until the first refresh
      tokens        text,
      updated_at    timestamptz not null default now(),
      primary key (connection_id, origin)
    )`.execute(db);
  await sql`
    create table brex_access (
      connection_id      text primary key references connection (id),
      last_used_at       timestamptz,
      -- compact JWE of what GET /v1/webhooks/secrets gave last
      webhook_secrets    text,
      secrets_fetched_at timestamptz
    )`.execute(db);
  await sql`
    create table brex_budget (
      connection_id text primary key,
      -- when the account's call budget is whole again: see store/brex-budget.ts
      whole_at      timestamptz not null,
      paused_until  timestamptz,
      refusals      integer not null default 0
    )`.execute(db);
}
