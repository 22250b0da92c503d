import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConnectionFileError } from '../../accounting/connection-file';
import { printAudit } from '../../cli/audit';
import { connectFile, NotConnected } from '../../cli/connect';
import { type BrexSandbox, createBrexSandbox } from '../../sandbox/brex/sandbox';
import { createEpicorSandbox, type EpicorSandbox } from '../../sandbox/epicor/sandbox';
import { sandboxConnectionEnvironment } from '../../sandbox/world/connection-environment';
import { createWorld } from '../../sandbox/world/world';
import { ConnectionRefused, loadMasterKey, openStore, type Store } from '../../store';
import { clientCredentials } from '../support/client-credentials';
import { createTestDatabase, type TestDatabase } from '../support/database';

type Environment = Record<string, string | undefined>;

/** `brex-kinetic connect` against the stand-ins: what it finds, what it stores, and what it refuses. */
describe('connect', () => {
  const world = createWorld();
  let brex: BrexSandbox;
  let epicor: EpicorSandbox;
  let urls: { brex: string; epicor: string };
  let closeServers: () => Promise<unknown>;
  let file: string;
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    brex = createBrexSandbox({ world });
    epicor = createEpicorSandbox({ seed: world.epicor });
    const [brexServer, epicorServer] = await Promise.all([brex.listen(), epicor.listen()]);
    urls = { brex: brexServer.url, epicor: `${epicorServer.url}/Kinetic` };
    closeServers = () => Promise.all([brexServer.close(), epicorServer.close()]);
    file = await readFile(join(__dirname, '../../sandbox/connection.yaml'), 'utf8');
  });
  afterAll(async () => {
    await closeServers?.();
    brex?.close();
    epicor?.close();
  });

  beforeEach(async () => {
    database = await createTestDatabase();
    store = await openStore({
      databaseUrl: database.url,
      masterKey: await loadMasterKey(process.env, '.data'),
    });
  });
  afterEach(async () => {
    brex.behave({ token: 'valid', deniedScopes: [] });
    epicor.behave({ denied: {}, acceptedLogins: ['basic', 'bearer'] });
    await store?.close();
    await database?.drop();
  });

  interface Attempt {
    readonly said: string;
    readonly error: Error | null;
  }

  /** Applies the sandbox's file with texts and environment changed; what it said, secrets and all. */
  async function connect(
    changes: Readonly<Record<string, string>> = {},
    environment: Environment = {},
  ): Promise<Attempt> {
    const said: string[] = [];
    const yamlText = Object.entries(changes).reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`the connection file has no "${from}"`);
      return text.replace(from, to);
    }, file);
    const env = { ...sandboxConnectionEnvironment(urls), ...environment };
    try {
      await connectFile({ yamlText, env, store, say: (line) => said.push(line) });
      return { said: said.join('\n'), error: null };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { said: said.join('\n'), error };
    }
  }

  /** Fails unless the attempt was refused after asking, saying `words`, and nothing was stored. */
  async function expectNotConnected(attempt: Attempt, words: RegExp): Promise<void> {
    expect(attempt.error).toBeInstanceOf(NotConnected);
    expect(attempt.said).toMatch(words);
    expect(await store.connections.list()).toEqual([]);
  }

  describe('with a good file', () => {
    it('says what it found in both systems, and stores settings and secrets', async () => {
      const { said, error } = await connect();
      expect(error).toBeNull();
      expect(said).toContain(`✓ Brex: company`);
      expect(said).toContain(world.brex.companyId);
      expect(said).toContain('✓ Epicor: company Tellico Industrial Supply, Inc. (EPIC06)');
      expect(said).toContain('✓ Epicor: posting.accounts.cardLiability 2110|00|000|00');
      expect(said).toContain('✓ Brex integration int_');
      expect(said).toContain('Stored. Webhooks: POST /webhooks/brex/sandbox');
      expect(said).not.toContain('✗');
      const stored = await store.connections.get('sandbox');
      expect(stored?.settings.brex.companyId).toBe(world.brex.companyId);
      expect(await store.connections.secrets('sandbox')).toMatchObject({
        epicorApiKey: sandboxConnectionEnvironment(urls).SANDBOX_EPICOR_API_KEY,
      });
    });

    it('echoes no secret', async () => {
      const { said } = await connect();
      const env = sandboxConnectionEnvironment(urls);
      for (const name of ['BREX_TOKEN', 'WEBHOOK_SECRET', 'EPICOR_API_KEY', 'EPICOR_PASSWORD'])
        expect(said).not.toContain(env[`SANDBOX_${name}`]);
    });

    it('says the second time that nothing changed, and makes no second integration', async () => {
      await connect();
      const { integrationId } = (await store.connections.get('sandbox'))?.learned ?? {};
      const { said } = await connect();
      expect(said).toContain('Nothing changed.');
      expect((await store.connections.get('sandbox'))?.learned.integrationId).toBe(integrationId);
    });

    it('says what changed, and of a secret only its name', async () => {
      await connect();
      const { said } = await connect(
        { 'closedPeriod: park': 'closedPeriod: next-open' },
        { SANDBOX_WEBHOOK_SECRET: 'YW5vdGhlci13ZWJob29rLXNlY3JldC0x' },
      );
      expect(said).toContain('changed posting.closedPeriod: park → next-open');
      expect(said).toContain('changed secrets.webhookSecrets: a secret → another secret');
      expect(said).not.toContain('YW5vdGhlci13ZWJob29rLXNlY3JldC0x');
      expect(said).toContain('Updated.');
    });

    it('fetches the webhook secrets where the file names none', async () => {
      const { said } = await connect({
        'webhookSecrets: ["${SANDBOX_WEBHOOK_SECRET}"]': 'reportBills: auto',
        '\n  reportBills: auto\n': '\n',
      });
      expect(said).toMatch(/✓ \d+ webhook secrets? fetched from Brex/);
      expect((await store.brexAccess.webhookSecrets('sandbox')).length).toBeGreaterThan(0);
    });

    it('makes no integration in preview', async () => {
      const { said } = await connect({ 'mode: live': 'mode: preview' });
      expect(said).toContain('Connection sandbox (preview)');
      expect(said).not.toContain('integration');
      expect((await store.connections.get('sandbox'))?.learned).toEqual({});
    });

    it('notes, without refusing, that merchants cannot be read', async () => {
      brex.behave({ deniedScopes: ['expenses.card.readonly', 'expenses.card'] });
      const { said, error } = await connect();
      expect(error).toBeNull();
      expect(said).toMatch(/! not so: Brex: merchants of card expenses can be read .*Insufficient scope/);
    });

    it('notes, where cash activity is to be imported, that it cannot be read', async () => {
      brex.behave({ deniedScopes: ['accounts.cash.readonly'] });
      const { said, error } = await connect({ 'cashImport: off': 'cashImport: 1d' });
      expect(error).toBeNull();
      expect(said).toMatch(/! not so: Brex: cash accounts can be read .*Insufficient scope/);
    });

    it('advises against settings that leave balances behind', async () => {
      const { said, error } = await connect({
        '  accounts:':
          '  types: { CARD_EXPENSE_POST: { vendor: card-issuer } }\n  cardIssuerVendor: BREX\n  accounts:',
      });
      expect(error).toBeNull();
      expect(said).toMatch(/! posting.types: CARD_EXPENSE_POST leaves payables at the card issuer/);
    });
  });

  describe('refuses, naming what is wrong and storing nothing,', () => {
    it('a Brex token that is not valid', async () => {
      const attempt = await connect({}, { SANDBOX_BREX_TOKEN: 'bxt_not_the_token' });
      await expectNotConnected(attempt, /✗ Brex: .*Invalid or Revoked Token/);
      expect(attempt.said).not.toContain('bxt_not_the_token');
    });

    it('a Brex token that may not read accounting records', async () => {
      brex.behave({ deniedScopes: ['accounting.record.read', 'accounting.record.write'] });
      await expectNotConnected(await connect(), /✗ not so: Brex: accounting records can be read/);
    });

    it('a wrong Epicor password', async () => {
      const attempt = await connect({}, { SANDBOX_EPICOR_PASSWORD: 'not-the-password' });
      await expectNotConnected(attempt, /✗ Epicor: .*Invalid username or password/);
      expect(attempt.said).not.toContain('not-the-password');
    });

    it('a wrong Epicor API key, which Epicor echoes and connect does not', async () => {
      const attempt = await connect({}, { SANDBOX_EPICOR_API_KEY: 'not-the-api-key' });
      await expectNotConnected(attempt, /✗ Epicor: .*Invalid API Key/);
      expect(attempt.said + attempt.error?.message).not.toContain('not-the-api-key');
    });

    describe('of an Epicor that signs in by client credentials', () => {
      beforeEach(() => epicor.behave({ acceptedLogins: ['bearer'] }));

      it('nothing: it is connected, and the client’s secret is stored in place of a password', async () => {
        const { said } = await connect(clientCredentials);
        expect(said).toContain('✓ Epicor: company');
        expect(said).not.toContain('✗');
        const { SANDBOX_EPICOR_CLIENT_SECRET: secret = '' } = sandboxConnectionEnvironment(urls);
        expect(said).not.toContain(secret);
        const stored = await store.connections.secrets('sandbox');
        expect(stored.epicorClientSecret).toBe(secret);
        expect(stored).not.toHaveProperty('epicorPassword');
      });

      it('a password in place of a client, saying what to use', async () => {
        await expectNotConnected(await connect(), /✗ Epicor: .*then use kind: client-credentials/);
      });

      it('a secret that was renewed', async () => {
        const attempt = await connect(clientCredentials, { SANDBOX_EPICOR_CLIENT_SECRET: 'the-old-one' });
        await expectNotConnected(attempt, /✗ Epicor: .*invalid_client.*check epicor\.auth\.clientId/);
        expect(attempt.said).not.toContain('the-old-one');
      });

      it('a client that is no user of Epicor', async () => {
        epicor.behave({ acceptedLogins: ['basic'] });
        const attempt = await connect(clientCredentials);
        await expectNotConnected(
          attempt,
          /✗ Epicor: .*have the client brex-kinetic mapped to an Epicor user/,
        );
      });

      it('a token endpoint that does not exist', async () => {
        const url = `${new URL(urls.epicor).origin}/token`;
        const attempt = await connect(clientCredentials, { SANDBOX_EPICOR_TOKEN_URL: url });
        await expectNotConnected(attempt, /✗ Epicor: .*check epicor\.auth\.tokenUrl/);
      });
    });

    it('a service that the user or the key may not use', async () => {
      epicor.behave({ denied: { 'Erp.BO.Currency.GetRows': 403 } });
      await expectNotConnected(
        await connect(),
        /✗ not so: Epicor: currencies can be read .*access scope of the API key/,
      );
    });

    it('an account of posting.accounts that does not exist', async () => {
      await expectNotConnected(
        await connect({ 'cash: "1090|00|000|00"': 'cash: "1099|00|000|00"' }),
        /✗ Epicor: posting\.accounts\.cash 1099\|00\|000\|00: .*1099\|00\|000\|00/,
      );
    });

    it("a company that is not the token's", async () => {
      await expectNotConnected(
        await connect({ 'reportBills: auto': 'companyId: cuacc_another\n  reportBills: auto' }),
        /✗ Brex: the token belongs to company .* but brex\.companyId is cuacc_another/,
      );
    });

    it('an Epicor that does not answer', async () => {
      await expectNotConnected(
        await connect({}, { SANDBOX_EPICOR_URL: 'http://127.0.0.1:9/Kinetic' }),
        /✗ Epicor: .+/,
      );
    });
  });

  describe('refuses to turn an existing connection to other books:', () => {
    beforeEach(() => connect());

    it.each([
      ['brex.baseUrl', { SANDBOX_BREX_URL: () => urls.brex.replace('127.0.0.1', 'localhost') }],
      ['epicor.baseUrl', { SANDBOX_EPICOR_URL: () => urls.epicor.replace('127.0.0.1', 'localhost') }],
    ] as const)('another %s', async (name, environment) => {
      const before = await store.connections.get('sandbox');
      const changed = Object.fromEntries(Object.entries(environment).map(([key, url]) => [key, url()]));
      const { error } = await connect({}, changed);
      expect(error).toBeInstanceOf(ConnectionRefused);
      expect(error?.message).toContain(name);
      expect(await store.connections.get('sandbox')).toEqual(before);
    });

    it('another Epicor company, which the key may not even use', async () => {
      const before = await store.connections.get('sandbox');
      const { error, said } = await connect({ 'company: EPIC06': 'company: EPIC07' });
      expect(error).toBeInstanceOf(NotConnected);
      expect(said).toContain('Company EPIC07');
      expect(await store.connections.get('sandbox')).toEqual(before);
    });

    it('a second connection on the same Brex account', async () => {
      const { error } = await connect({ 'id: sandbox': 'id: second', 'group: BREX': 'group: BRX2' });
      expect(error).toBeInstanceOf(ConnectionRefused);
      expect(error?.message).toContain('already joined by connection "sandbox"');
      expect(await store.connections.get('second')).toBeNull();
    });
  });

  describe('refuses a bad file before any system is asked:', () => {
    it('an unknown key, with the nearest known one', async () => {
      brex.calls.reset();
      const { error } = await connect({ 'closedPeriod: park': 'closedPeriods: park' });
      expect(error).toBeInstanceOf(ConnectionFileError);
      expect(error?.message).toContain('closedPeriods');
      expect(error?.message).toContain('closedPeriod');
      expect(brex.calls.total()).toBe(0);
    });

    it('a variable that the environment does not have', async () => {
      const { error } = await connect({}, { SANDBOX_EPICOR_PASSWORD: undefined });
      expect(error).toBeInstanceOf(ConnectionFileError);
      expect(error?.message).toContain('SANDBOX_EPICOR_PASSWORD');
    });
  });

  describe('audit', () => {
    it("prints a record's whole story with both systems' trace ids", async () => {
      await connect();
      const key = { connectionId: 'sandbox', recordId: 'accr_1' };
      await store.audit.append({
        ...key,
        actor: { kind: 'gateway', name: 'webhook' },
        step: 'webhook',
        outcome: 'ok',
        summary: 'ready for export',
      });
      await store.audit.append({
        ...key,
        actor: { kind: 'activity', name: 'fetchRecord' },
        step: 'fetchRecord',
        attempt: 2,
        outcome: 'ok',
        summary: 'CARD_EXPENSE_POST',
        details: { digest: 'abc', memo: null },
        brexTraceId: 'trace-1',
        epicorCorrelationId: 'correlation-1',
      });
      await store.audit.append({
        ...key,
        actor: { kind: 'signal', name: 'Dana', claimed: true },
        step: 'skip',
        outcome: 'ok',
        summary: 'Dana decided: skip',
      });
      const lines: string[] = [];
      expect(await printAudit(store, 'accr_1', null, (line) => lines.push(line))).toBe(true);
      const text = lines.join('\n');
      expect(text).toMatch(/webhook +ok +by gateway webhook +ready for export/);
      expect(text).toMatch(/fetchRecord +ok +attempt 2 +CARD_EXPENSE_POST/);
      expect(text).toContain('digest: abc');
      expect(text).not.toContain('memo');
      expect(text).toContain('Brex trace trace-1, Epicor correlation correlation-1');
      expect(text).toMatch(/skip +ok +by signal Dana \(claimed\)/);
    });

    it('says so where there is nothing of a record', async () => {
      const lines: string[] = [];
      expect(await printAudit(store, 'accr_unknown', null, (line) => lines.push(line))).toBe(false);
      expect(lines).toEqual(['There is no audit entry of record accr_unknown.']);
    });
  });
});
