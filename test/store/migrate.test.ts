import { Client } from 'pg';
import { ledgerStates, ledgerTransitions } from '../../accounting/ledger-states';
import { migrate } from '../../store';
import { createEmptyDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let sql: Client;
beforeEach(async () => {
  database = await createEmptyDatabase();
  sql = new Client({ connectionString: database.url });
  await sql.connect();
});
afterEach(async () => {
  await sql.end();
  await database.drop();
});

async function tables(): Promise<string[]> {
  const { rows } = await sql.query(
    `select table_name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  return rows.map((row) => row.table_name);
}

async function transitions(): Promise<Set<string>> {
  const { rows } = await sql.query('select * from ledger_transition');
  return new Set(rows.map((row) => `${row.from_state} ${row.to_state}`));
}

const drawn = new Set(ledgerStates.flatMap((from) => ledgerTransitions[from].map((to) => `${from} ${to}`)));

describe('migrating', () => {
  it('sets up an empty database and says what was applied', async () => {
    await expect(migrate(database.url)).resolves.toContain('0002-ledger');
    await expect(tables()).resolves.toEqual(expect.arrayContaining(['audit_event', 'connection', 'ledger']));
  });

  it('applies nothing twice', async () => {
    await migrate(database.url);
    await expect(migrate(database.url)).resolves.toEqual([]);
  });

  it('is done once where several processes do it at the same moment', async () => {
    const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    await expect(transitions()).resolves.toEqual(drawn);
  });

  it('is refused by a database that another version has set up, and says so', async () => {
    await migrate(database.url);
    await sql.query(`insert into kysely_migration values ('0000-of-the-future', '2030-01-01')`);
    await expect(migrate(database.url)).rejects.toThrow(/set up by another version of brex-kinetic/);
  });
});

describe("the ledger's state machine in the database", () => {
  it('is the one of accounting/ledger-states.ts', async () => {
    await migrate(database.url);
    await expect(transitions()).resolves.toEqual(drawn);
  });

  it('is made so again by every migrate', async () => {
    await migrate(database.url);
    await sql.query(`delete from ledger_transition where from_state = 'seen'`);
    await sql.query(`insert into ledger_transition values ('writing', 'seen')`);
    await migrate(database.url);
    await expect(transitions()).resolves.toEqual(drawn);
  });
});
