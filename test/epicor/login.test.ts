import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  clientCredentialsLogin,
  createEpicor,
  createEpicorClient,
  type Epicor,
  type EpicorHttp,
} from '../../epicor';
import { createEpicorSandbox, type EpicorSandbox } from '../../sandbox/epicor/sandbox';
import { createWorld, sandboxCredentials } from '../../sandbox/world/world';
import { errorOf } from './epicor-server';

const world = createWorld({ today: '2026-10-20', vendorCount: 300 });
const secret = sandboxCredentials.epicorClientSecret;

/** Client credentials against the stand-in's identity provider (EPICOR.md 1.3, 1.4). */
describe('a login by client credentials', () => {
  let sandbox: EpicorSandbox;
  let url: string;
  let stop: () => Promise<unknown>;
  let opened: EpicorHttp[];

  beforeEach(async () => {
    sandbox = createEpicorSandbox({ seed: world.epicor, today: '2026-10-20' });
    sandbox.behave({ acceptedLogins: ['bearer'] });
    const server = await sandbox.listen();
    url = server.url;
    opened = [];
    stop = async () => {
      await Promise.all(opened.map((http) => http.close()));
      await server.close();
      sandbox.close();
    };
  });
  afterEach(() => stop());

  interface Changes {
    readonly tokenUrl?: string;
    readonly clientId?: string;
    readonly clientSecret?: string;
    readonly scope?: string;
    readonly apiKey?: string;
    readonly timeoutMs?: number;
  }

  function login({ apiKey = sandboxCredentials.epicorApiKey, ...changes }: Changes = {}): Epicor {
    const http = createEpicorClient({
      baseUrl: `${url}/Kinetic`,
      company: 'EPIC06',
      apiKey,
      login: clientCredentialsLogin({
        tokenUrl: `${url}/connect/token`,
        clientId: sandboxCredentials.epicorClientId,
        clientSecret: secret,
        scope: 'epicor_erp',
        ...changes,
      }),
    });
    opened.push(http);
    return createEpicor(http, { coaCode: 'MAIN', bookId: 'MAIN' });
  }

  const tokensAsked = (): number => sandbox.calls.counts().token ?? 0;

  it('gets one token for many calls', async () => {
    const epicor = login();
    await Promise.all([epicor.ping(), epicor.ping(), epicor.currencies.exists('USD')]);
    await epicor.ping();
    expect(tokensAsked()).toBe(1);
  });

  it('gets a new one where its own has ended, without any call being refused', async () => {
    sandbox.behave({ tokenSeconds: 1 });
    const epicor = login();
    await epicor.ping();
    const calls = sandbox.calls.counts()['Erp.BO.CompanySvc/Companies'];
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await epicor.ping();
    expect(tokensAsked()).toBe(2);
    expect(sandbox.calls.counts()['Erp.BO.CompanySvc/Companies']).toBe((calls ?? 0) + 1);
  });

  it('replaces a revoked token once for all calls under way, which then succeed', async () => {
    const epicor = login();
    await epicor.ping();
    sandbox.revokeTokens();
    await Promise.all(Array.from({ length: 8 }, () => epicor.ping()));
    expect(tokensAsked()).toBe(2);
  });

  it('tries a call once more, and no further, where Epicor takes no token', async () => {
    sandbox.behave({ acceptedLogins: ['basic'] });
    const error = await errorOf(login().ping());
    expect(error).toMatchObject({ kind: 'credentials', status: 401, service: 'Erp.BO.CompanySvc' });
    expect(tokensAsked()).toBe(2);
    expect(sandbox.calls.counts()['Erp.BO.CompanySvc/Companies']).toBe(2);
  });

  it('writes once more after a refused login: nothing was done', async () => {
    const epicor = login();
    await epicor.ping();
    sandbox.revokeTokens();
    expect(
      await epicor.apInvoiceGroups.ensure({ groupId: 'BRX2610', applyDate: '2026-10-15' }),
    ).toMatchObject({
      created: true,
    });
  });

  it.each([401, 403] as const)(
    'does not ask for another token where a method is denied with %i',
    async (status) => {
      sandbox.behave({ denied: { 'Erp.BO.Company.GetRows': status } });
      expect((await errorOf(login().ping())).kind).toBe('denied');
      expect(tokensAsked()).toBe(1);
    },
  );

  it('does not ask for another token where the API key is wrong', async () => {
    expect((await errorOf(login({ apiKey: 'wrong' }).ping())).kind).toBe('credentials');
    expect(tokensAsked()).toBe(1);
  });

  it.each([
    ['a wrong secret', { clientSecret: 'not-the-secret' }, 'client brex-kinetic is refused (invalid_client)'],
    ['an unknown client', { clientId: 'stranger' }, 'client stranger is refused'],
    ['a scope that is not granted', { scope: 'everything' }, 'check epicor.auth.scope'],
  ])('is refused for %s, saying what to mend', async (_, changes, words) => {
    const error = await errorOf(login(changes).ping());
    expect(error).toMatchObject({ kind: 'credentials', said: expect.stringContaining(words) });
    expect(JSON.stringify(error) + error.message).not.toContain('not-the-secret');
  });

  it('says that there is no token endpoint at an address without one', async () => {
    const error = await errorOf(login({ tokenUrl: `${url}/oauth/token` }).ping());
    expect(error).toMatchObject({
      kind: 'credentials',
      said: expect.stringContaining('epicor.auth.tokenUrl'),
    });
  });

  it.each([
    ['unauthorized_client', 400],
    ['unsupported_grant_type', 400],
  ])('says that the grant is not allowed: %s', async (error, status) => {
    sandbox.faults.arm({ match: { path: '/connect/token' }, fault: 'status', status, body: { error } });
    expect(await errorOf(login().ping())).toMatchObject({
      kind: 'credentials',
      said: expect.stringContaining('grant type client_credentials'),
    });
  });

  it.each([408, 429, 500, 502, 503])(
    'comes again later where the token endpoint fails with %i',
    async (status) => {
      const headers = { 'retry-after': '7' };
      sandbox.faults.arm({
        match: { path: '/connect/token' },
        fault: 'status',
        status,
        headers,
        body: 'down',
      });
      const epicor = login();
      const write = epicor.apInvoiceGroups.ensure({ groupId: 'BRX2610', applyDate: '2026-10-15' });
      expect(await errorOf(write)).toMatchObject({ kind: 'transient', retryAfterMs: 7000 });
      expect(await epicor.ping()).toMatchObject({ company: 'EPIC06' });
    },
  );

  it('is transient where the token endpoint does not answer or nobody listens', async () => {
    sandbox.faults.arm({ match: { path: '/connect/token' }, fault: 'timeout', delayMs: 5_000 });
    expect((await errorOf(login({ timeoutMs: 200 }).ping())).kind).toBe('transient');
    expect((await errorOf(login({ tokenUrl: await nowhere() }).ping())).kind).toBe('transient');
  });

  it.each(['<html>Sign in</html>', '{}', '{"access_token":""}'])(
    'cannot be read where the token endpoint answers 200 and %s',
    async (body) => {
      sandbox.faults.arm({ match: { path: '/connect/token' }, fault: 'status', status: 200, body });
      expect((await errorOf(login().ping())).kind).toBe('bad-reply');
    },
  );

  it('asks by form for the scope, with the secret in no address', async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (chunk) => bodies.push(`${request.method} ${request.url} ${chunk}`));
      request.on('end', () => response.end('{"access_token":"t","expires_in":"3600"}'));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await clientCredentialsLogin({
      tokenUrl: `http://127.0.0.1:${port}/connect/token`,
      clientId: 'c',
      clientSecret: 's&t',
      scope: 'epicor_erp',
    }).header();
    server.close();
    expect(bodies).toEqual([
      'POST /connect/token grant_type=client_credentials&client_id=c&client_secret=s%26t&scope=epicor_erp',
    ]);
  });
});

/** An address at which nobody listens. */
async function nowhere(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${port}/connect/token`;
}
