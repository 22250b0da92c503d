import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { Client } from 'pg';
import { type Db, openDatabase } from '../../store/database';
import { createTestDatabase } from '../support/database';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Db;
beforeEach(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, { poolSize: 1 });
  await sql`create table penny (id integer, word text)`.execute(db);
  await sql`insert into penny values (1, 'one')`.execute(db);
});
afterEach(async () => {
  await db.destroy();
  await database.drop();
});

const nameOf = (text: string) => createHash('sha256').update(text).digest('base64url');
const pennies = async (on: Pick<Db, 'getExecutor'> = db) =>
  (await sql`select * from penny where id = ${1}`.execute(on as Db)).rows;
const prepared = async () =>
  (await sql<{ text: string }>`select statement as text from pg_prepared_statements`.execute(db)).rows.filter(
    ({ text }) => text.includes('penny'),
  );

describe('a statement with parameters', () => {
  it('is prepared once by a connection that repeats it', async () => {
    await pennies();
    await pennies();
    expect(await prepared()).toEqual([{ text: 'select * from penny where id = $1' }]);
  });

  it('is not prepared where it is a long list', async () => {
    const ids = Array.from({ length: 41 }, (_, id) => sql`${id}`);
    await sql`select * from penny where id in (${sql.join(ids)})`.execute(db);
    expect(await prepared()).toEqual([]);
  });

  it('gives the new columns after its table was changed under a running process', async () => {
    await pennies();
    const migration = new Client({ connectionString: database.url });
    await migration.connect();
    await migration.query(`alter table penny add column worth numeric default 0.01`);
    await migration.end();
    expect(await pennies()).toEqual([{ id: 1, word: 'one', worth: '0.01' }]);
  });

  it('works where a pooler has given the connection to somebody else', async () => {
    await pennies();
    await sql`deallocate all`.execute(db);
    expect(await pennies()).toEqual([{ id: 1, word: 'one' }]);
    expect(await prepared()).toEqual([]);
  });

  it('works where a pooler gives it a connection on which another process has prepared it', async () => {
    const name = nameOf('select * from penny where id = $1');
    await sql.raw(`prepare "${name}" (integer) as select * from penny where id = $1`).execute(db);
    expect(await pennies()).toEqual([{ id: 1, word: 'one' }]);
  });

  it('is named by its content, so that no other process has another statement of that name', async () => {
    await pennies();
    const { rows } = await sql<{ name: string }>`select name from pg_prepared_statements`.execute(db);
    expect(rows).toEqual([{ name: nameOf('select * from penny where id = $1') }]);
  });

  it('is not prepared in a transaction, which a refusal would undo', async () => {
    await pennies();
    await sql`deallocate all`.execute(db);
    const read = await db.transaction().execute(async (begun) => {
      await sql`update penny set word = 'uno'`.execute(begun);
      return pennies(begun);
    });
    expect(read).toEqual([{ id: 1, word: 'uno' }]);
    expect(await prepared()).toEqual([]);
  });

  it('tells an error of its own as it is', async () => {
    await expect(sql`select * from penny where nothing = ${1}`.execute(db)).rejects.toMatchObject({
      code: '42703',
    });
    await expect(sql`select 1 / (id - ${1}) from penny`.execute(db)).rejects.toMatchObject({ code: '22012' });
  });
});
