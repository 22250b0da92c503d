import { decodeProtectedHeader } from 'jose';
import { MasterKeyError, openStore } from '../../store';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.store.connections.save(settingsOf(), secrets);
  await test.store.connections.save(settingsOf('second'), { ...secrets, epicorApiKey: 'of the second' });
});
afterAll(() => test.close());

const sealedOf = async (id: string): Promise<string> =>
  (await test.sql.query('select secrets from connection where id = $1', [id])).rows[0].secrets;

/** Every row of every table as text. */
async function wholeDatabase(): Promise<string> {
  const { rows: tables } = await test.sql.query(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
  );
  const contents: string[] = [];
  for (const { name } of tables) {
    const { rows } = await test.sql.query(`select t::text as row from ${name} t`);
    contents.push(...rows.map(({ row }) => row));
  }
  return contents.join('\n');
}

describe('secrets at rest', () => {
  it('stand in no column of any table, neither as text nor in base64', async () => {
    const everything = await wholeDatabase();
    expect(everything).toContain('svc-brex');
    for (const secret of [...Object.values(secrets).flat(), 'secret']) {
      expect(everything).not.toContain(secret);
      for (const encoding of ['base64', 'base64url', 'hex'] as const)
        expect(everything).not.toContain(Buffer.from(secret).toString(encoding));
    }
  });

  it('are compact JWE, dir with A256GCM, under a key that is named but not told', async () => {
    const sealed = await sealedOf('acme');
    expect(sealed.split('.')).toHaveLength(5);
    expect(decodeProtectedHeader(sealed)).toEqual({
      alg: 'dir',
      enc: 'A256GCM',
      kid: expect.stringMatching(/^[0-9a-f]{16}$/),
      connection: 'acme',
    });
  });

  it('come back as they were, character by character', async () => {
    await expect(test.store.connections.secrets('acme')).resolves.toEqual(secrets);
  });

  it('look different each time they are stored', async () => {
    const before = await sealedOf('acme');
    await test.store.connections.save(settingsOf(), { ...secrets, brexToken: 'rotated' });
    await test.store.connections.save(settingsOf(), secrets);
    await expect(sealedOf('acme')).resolves.not.toBe(before);
  });
});

describe('secrets that cannot be read', () => {
  async function refusal(): Promise<Error> {
    return test.store.connections.secrets('acme').then(
      () => Promise.reject(new Error('they were read')),
      (error) => error,
    );
  }

  it('name BREX_KINETIC_MASTER_KEY where they were stored with another key', async () => {
    const other = await openStore({ databaseUrl: test.databaseUrl, masterKey: new Uint8Array(32).fill(8) });
    const attempt = other.connections.secrets('acme');
    await expect(attempt).rejects.toBeInstanceOf(MasterKeyError);
    await expect(attempt).rejects.toThrow(/BREX_KINETIC_MASTER_KEY: they were stored with another key/);
    await other.close();
  });

  it('are replaced by applying the connection file under the new key', async () => {
    const other = await openStore({ databaseUrl: test.databaseUrl, masterKey: new Uint8Array(32).fill(8) });
    await other.connections.save(settingsOf(), secrets);
    await expect(other.connections.secrets('acme')).resolves.toEqual(secrets);
    await other.close();
    await test.store.connections.save(settingsOf(), secrets);
  });

  it('are refused where they are those of another connection', async () => {
    const own = await sealedOf('acme');
    await test.sql.query(`update connection set secrets = $1 where id = 'acme'`, [await sealedOf('second')]);
    expect((await refusal()).message).toContain('those of another connection');
    await test.sql.query(`update connection set secrets = $1 where id = 'acme'`, [own]);
  });

  it('are refused where they were changed in the database', async () => {
    const own = await sealedOf('acme');
    const [header, key, iv, text = '', tag] = own.split('.');
    const changed = [header, key, iv, text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`, tag];
    await test.sql.query(`update connection set secrets = $1 where id = 'acme'`, [changed.join('.')]);
    expect(await refusal()).toBeInstanceOf(MasterKeyError);
    await test.sql.query(`update connection set secrets = 'nonsense' where id = 'acme'`);
    expect(await refusal()).toBeInstanceOf(MasterKeyError);
    await test.sql.query(`update connection set secrets = $1 where id = 'acme'`, [own]);
  });

  it('cannot come to be: a key of another length opens no store', async () => {
    await expect(openStore({ databaseUrl: test.databaseUrl, masterKey: new Uint8Array(16) })).rejects.toThrow(
      'BREX_KINETIC_MASTER_KEY must be 32 bytes',
    );
  });
});
