import { type Kysely, sql } from 'kysely';

/** A record's version is any number by Brex's contract (BREX.md 2.3): it need not count, nor stay below 2^31. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table ledger
      alter column version type double precision,
      alter column seen_version type double precision`.execute(db);
  await sql`alter table record_snapshot alter column version type double precision`.execute(db);
}
