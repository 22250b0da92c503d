import { Migrator, sql } from 'kysely';
import { type LedgerState, ledgerStates, ledgerTransitions } from '../accounting/ledger-states';
import { type Db, openDatabase } from './database';
import { migrations } from './migrations';

/**
 * Brings the database up to date and returns the names of what was applied. Processes that do so at the same
 * time wait for each other.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const db = openDatabase(databaseUrl, { poolSize: 1 });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error) throw explained(error);
    await syncLedgerTransitions(db);
    return results.map(({ migrationName }) => migrationName);
  } finally {
    await db.destroy();
  }
}

function explained(error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.includes('corrupted migrations')) return error;
  return new Error(
    `The database was set up by another version of brex-kinetic (${error.message}). Run the newest version, or name an empty database in DATABASE_URL.`,
    { cause: error },
  );
}

/** The state machine is drawn in accounting/ledger-states.ts; the trigger of the ledger obeys this copy. */
async function syncLedgerTransitions(db: Db): Promise<void> {
  const wanted = ledgerStates.flatMap((fromState) =>
    ledgerTransitions[fromState].map((toState): { fromState: LedgerState; toState: LedgerState } => ({
      fromState,
      toState,
    })),
  );
  await db.transaction().execute(async (transaction) => {
    await sql`lock table ledger_transition in share row exclusive mode`.execute(transaction);
    const present = await transaction.selectFrom('ledgerTransition').selectAll().execute();
    const name = (row: { fromState: string; toState: string }) => `${row.fromState} ${row.toState}`;
    const wantedNames = new Set(wanted.map(name));
    for (const { fromState, toState } of present.filter((row) => !wantedNames.has(name(row)))) {
      await transaction
        .deleteFrom('ledgerTransition')
        .where('fromState', '=', fromState)
        .where('toState', '=', toState)
        .execute();
    }
    await transaction
      .insertInto('ledgerTransition')
      .values(wanted)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}
