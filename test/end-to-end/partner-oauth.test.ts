import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectFile } from '../../cli/connect';
import { openBrex } from '../../clients';
import { sandboxConnectionEnvironment } from '../../sandbox/world/connection-environment';
import { loadMasterKey, openStore, type Store } from '../../store';
import { expectBookedOnce, exportRecord, story, until, untilState } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '27.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '27.00', '2110|00|000|00': '-27.00' };

const userToken = `auth: { kind: user-token, token: "\${SANDBOX_BREX_TOKEN}" }`;
const partner = (refreshToken: string): string =>
  `auth: { kind: partner-oauth, tokenUrl: "\${SANDBOX_BREX_URL}/oauth2/default/v1/token", clientId: partner-1, clientSecret: client-secret-1, refreshToken: "${refreshToken}" }`;
const firstToken = 'sandbox-refresh-token';
const tokenCall = 'POST /oauth2/default/v1/token';

/** A connection by partner OAuth: every refresh ends the refresh token it used, and none may be lost. */
describe('a connection by partner OAuth', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({
      settings: { [userToken]: partner(firstToken) },
      comeBackMs: 1_000,
      brex: { clientSecret: 'client-secret-1', reusedRefreshToken: 'revokes-all' },
    });
  });
  afterAll(() => stack?.stop());
  afterEach(() => {
    stack.brex.faults.clear();
    stack.brex.behave({ accessTokenSeconds: 3_600, refreshToken: 'valid' });
  });

  const refreshes = (): number => stack.brex.calls.counts()[tokenCall] ?? 0;
  const holds = () => stack.store.holds.current(stack.connectionId);

  /** Brex forgets every access token: the next call of each process is refused. */
  function forgetAccessTokens(): void {
    stack.brex.state.grants = [];
  }

  /** Applies the file with another refresh token in it, as a person would. */
  const connectWith = async (refreshToken: string): Promise<void> => {
    const file = await readFile(join(__dirname, '../../sandbox/connection.yaml'), 'utf8');
    await connectFile({
      yamlText: file
        .replace('id: sandbox', `id: ${stack.connectionId}`)
        .replace(userToken, partner(refreshToken))
        .replace('settle: 10s', 'settle: 1s')
        .replace('backfill: 1m', 'backfill: off')
        .replace('tokenWatch: 1d', 'tokenWatch: off'),
      env: sandboxConnectionEnvironment(stack.urls),
      store: stack.store,
      say: () => {},
    });
  };

  /** A process of its own: another pool, nothing remembered. */
  async function otherStore(): Promise<Store> {
    return openStore({
      databaseUrl: stack.databaseUrl,
      masterKey: await loadMasterKey(process.env, '.data'),
    });
  }

  async function clientOf(store: Store) {
    const { connectionId } = stack;
    const settings = (await store.connections.get(connectionId))?.settings;
    if (!settings) throw new Error('the connection is not stored');
    return openBrex({ settings, secrets: await store.connections.secrets(connectionId), store });
  }

  it('books a record, on one refresh that connect and the worker share', async () => {
    expect(refreshes()).toBe(1);
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, booked);
    expect(refreshes()).toBe(1);
    expect(stack.brex.state.usedRefreshTokens).toEqual([firstToken]);
  });

  it('goes on with the rotated token where the same file is applied again', async () => {
    await connectWith(firstToken);
    forgetAccessTokens();
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, booked);
    expect(await holds()).toEqual([]);
  });

  it('renews a token that Brex refuses, within the call that met the refusal', async () => {
    const before = refreshes();
    forgetAccessTokens();
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, booked);
    expect(refreshes()).toBe(before + 1);
    expect((await story(stack, id)).filter((line) => line.includes('failed'))).toEqual([]);
  });

  it('renews before a token expires, and loses no call over it', async () => {
    stack.brex.behave({ accessTokenSeconds: 1 });
    forgetAccessTokens();
    const before = refreshes();
    const store = await otherStore();
    const client = await clientOf(store);
    const refused = stack.brex.faults.list().length;
    const end = Date.now() + 2_500;
    while (Date.now() < end) await client.company();
    await client.close();
    await store.close();
    expect(refused).toBe(0);
    expect(refreshes() - before).toBeGreaterThanOrEqual(3);
    expect(refreshes() - before).toBeLessThanOrEqual(5);
  });

  it('is refreshed once where many calls of two processes are refused at once', async () => {
    const stores = await Promise.all([otherStore(), otherStore()]);
    const clients = await Promise.all(stores.map(clientOf));
    await Promise.all(clients.map((client) => client.company()));
    const before = refreshes();
    forgetAccessTokens();
    const calls = clients.flatMap((client) => Array.from({ length: 10 }, () => client.company()));
    await expect(Promise.all(calls)).resolves.toHaveLength(20);
    expect(refreshes()).toBe(before + 1);
    await Promise.all(clients.map((client) => client.close()));
    await Promise.all(stores.map((store) => store.close()));
  });

  it('tries the same refresh token again where the token endpoint does not answer', async () => {
    forgetAccessTokens();
    stack.brex.faults.arm({ match: { path: '/oauth2', times: 2 }, fault: 'reset' });
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, booked);
    expect(await holds()).toEqual([]);
  });

  it('holds the connection with the remedy where the refresh token is dead, and goes on after connect', async () => {
    stack.brex.behave({ refreshToken: 'revoked' });
    forgetAccessTokens();
    const id = exportRecord(stack, expense);
    await until('Brex is held', async () => (await holds()).some(({ system }) => system === 'brex'));
    const [hold] = await holds();
    expect(hold?.reason).toContain('Brex no longer accepts the refresh token');
    expect(hold?.reason).toContain('brex.auth.refreshToken');
    // a person authorises the connection again, and puts the token that Brex shows into the file
    stack.brex.behave({ refreshToken: 'valid' });
    await connectWith(stack.brex.authorise());
    await expectBookedOnce(stack, id, booked);
    expect(await holds()).toEqual([]);
  });

  it('holds the connection where the answer that bore the next token was lost', async () => {
    forgetAccessTokens();
    stack.brex.faults.arm({ match: { path: '/oauth2' }, fault: 'commit-then-drop' });
    const id = exportRecord(stack, expense);
    await until('Brex is held', async () => (await holds()).some(({ system }) => system === 'brex'));
    await connectWith(stack.brex.authorise());
    await untilState(stack, id, 'exported');
  });

  it('refuses a file whose client secret Brex does not take, and keeps the former one', async () => {
    stack.brex.behave({ clientSecret: 'another-secret' });
    const before = await stack.store.connections.secrets(stack.connectionId);
    await expect(connectWith(stack.brex.authorise())).rejects.toThrow('was not stored');
    stack.brex.behave({ clientSecret: 'client-secret-1' });
    expect(await stack.store.connections.secrets(stack.connectionId)).toEqual(before);
  });

  it('shows no token in the audit trail or the database', async () => {
    const { Client } = await import('pg');
    const sql = new Client({ connectionString: stack.databaseUrl });
    await sql.connect();
    const { rows } = await sql.query(
      'select row_to_json(e)::text as text from audit_event e union all select row_to_json(t)::text from brex_token t',
    );
    await sql.end();
    const text = rows.map((row: { text: string }) => row.text).join('\n');
    const secrets = [
      ...stack.brex.state.usedRefreshTokens,
      stack.brex.state.refreshToken,
      ...stack.brex.state.grants.map(({ token }) => token),
      'client-secret-1',
    ];
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
