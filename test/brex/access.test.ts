import { type BrexError, refreshTokens } from '../../brex';
import { type Answer, type Handler, reset, type StartedBrex, startBrex } from './brex-server';

let brex: StartedBrex;
afterEach(() => brex.stop());

const company = { body: { id: 'cuacc_1' } };
const refused = { status: 403, body: { type: 'FORBIDDEN', message: 'Expired token' } };

describe('a token that Brex refuses', () => {
  const tokens = () => {
    const renewals: string[] = [];
    return {
      renewals,
      source: {
        current: async () => 'old-token',
        renewed: async (old: string) => {
          renewals.push(old);
          return 'new-token';
        },
      },
    };
  };
  const takes =
    (good: string): Handler =>
    ({ headers }) =>
      headers.authorization === `Bearer ${good}` ? company : refused;

  it('is renewed, and the call sent once more', async () => {
    const { source, renewals } = tokens();
    brex = await startBrex(takes('new-token'), { token: source });
    expect(await brex.client.company()).toMatchObject({ id: 'cuacc_1' });
    expect(renewals).toEqual(['old-token']);
  });

  it('is renewed once only: a second refusal is the answer', async () => {
    const { source, renewals } = tokens();
    brex = await startBrex(takes('none'), { token: source });
    await expect(brex.client.company()).rejects.toMatchObject({ kind: 'credentials' });
    expect([renewals.length, brex.received.length]).toEqual([1, 2]);
  });

  it('is not renewed where a role or scope is missing', async () => {
    const { source, renewals } = tokens();
    const denied = { type: 'UNAUTHORIZED', message: 'Must be cash admin, bookkeeper or user.' };
    brex = await startBrex(() => ({ status: 401, body: denied }), { token: source });
    await expect(brex.client.company()).rejects.toMatchObject({ kind: 'denied' });
    expect(renewals).toEqual([]);
  });

  it('is final where it is a user token', async () => {
    brex = await startBrex(() => refused);
    await expect(brex.client.company()).rejects.toMatchObject({ kind: 'credentials' });
    expect(brex.received).toHaveLength(1);
  });
});

describe('the call limit', () => {
  const limiter = (waits: number[] = []) => {
    const pauses: (number | null)[] = [];
    const turns: number[] = [];
    return {
      pauses,
      turns,
      limiter: {
        turn: async () => waits[turns.push(0) - 1] ?? 0,
        refused: async (ms: number | null) => void pauses.push(ms),
      },
    };
  };

  it('pauses everybody for a 429, and sends the call again on its turn', async () => {
    const told = limiter();
    const answers: Answer[] = [
      { status: 429 },
      { status: 429, headers: { 'retry-after': '3' } },
      { body: { updated_accounting_record_ids: ['accr_1'] } },
    ];
    brex = await startBrex(() => answers.shift() ?? { status: 500 }, { limiter: told.limiter });
    await brex.client.reportExportResults([{ recordId: 'accr_1', success: { referenceId: 'AP 1' } }]);
    expect(told.pauses).toEqual([null, 3_000]);
    expect(told.turns).toHaveLength(3);
  });

  it('gives up after five refusals', async () => {
    const told = limiter();
    brex = await startBrex(() => ({ status: 429 }), { limiter: told.limiter });
    await expect(brex.client.company()).rejects.toMatchObject({ kind: 'rate-limited', status: 429 });
    expect([brex.received.length, told.pauses.length]).toEqual([5, 5]);
  });

  it('sends nothing where the wait is long, and says how long', async () => {
    const told = limiter([40_000]);
    brex = await startBrex(() => company, { limiter: told.limiter });
    await expect(brex.client.company()).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 40_000,
      message: expect.stringContaining('in 40 seconds'),
    });
    expect(brex.received).toEqual([]);
  });
});

describe('a refresh of partner OAuth (BREX.md 1.2)', () => {
  const secrets = { clientSecret: 'client-secret-value', refreshToken: 'refresh-token-value' };
  const refresh = () =>
    refreshTokens({ tokenUrl: `${brex.baseUrl}/oauth2/default/v1/token`, clientId: 'partner', ...secrets });
  const start = async (answer: Answer | Handler): Promise<void> => {
    brex = await startBrex(typeof answer === 'function' ? answer : () => answer);
  };
  const failure = () =>
    refresh().then(
      () => Promise.reject(new Error('expected a failure')),
      (error: BrexError) => error,
    );

  it('sends a form with client id and secret in its body, and no Authorization', async () => {
    await start({ body: { access_token: 'a', refresh_token: 'r', expires_in: 1800 } });
    expect(await refresh()).toEqual({ accessToken: 'a', refreshToken: 'r', lifetimeMs: 1_800_000 });
    const [sent] = brex.received;
    expect(sent?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(sent?.headers.authorization).toBeUndefined();
    expect(Object.fromEntries(new URLSearchParams(sent?.body))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'partner',
      client_secret: secrets.clientSecret,
      refresh_token: secrets.refreshToken,
    });
  });

  it('keeps the refresh token where none comes, and an hour where no lifetime comes', async () => {
    await start({ body: { access_token: 'a' } });
    expect(await refresh()).toMatchObject({ refreshToken: secrets.refreshToken, lifetimeMs: 3_600_000 });
  });

  it.each([0, -1, 'soon', null])('takes an hour where the lifetime is %p', async (expires_in) => {
    await start({ body: { access_token: 'a', refresh_token: 'r', expires_in } });
    expect(await refresh()).toEqual({ accessToken: 'a', refreshToken: 'r', lifetimeMs: 3_600_000 });
  });

  it.each<[string, Answer | Handler, string]>([
    ['a refused refresh token', { status: 400, body: { error: 'invalid_grant' } }, 'credentials'],
    ['a refused client', { status: 401, body: { error: 'invalid_client' } }, 'credentials'],
    ['an outage', { status: 503, body: '<html>' }, 'transient'],
    ['a request that took too long', { status: 408 }, 'transient'],
    ['no answer', (_request, response) => reset(response), 'transient'],
    ['too many calls', { status: 429 }, 'rate-limited'],
    ['a page of a proxy', { body: '<html>welcome</html>' }, 'bad-reply'],
  ])('tells %s apart', async (_name, answer, kind) => {
    await start(answer);
    expect((await failure()).kind).toBe(kind);
  });

  it('says what mends a dead refresh token, with what Brex said', async () => {
    await start({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' },
    });
    const { message } = await failure();
    expect(message).toContain('The refresh token is invalid or expired.');
    expect(message).toContain('brex.auth.refreshToken');
    expect(message).toContain('brex-kinetic connect');
  });

  it('says that id and secret are wrong where the client is refused', async () => {
    await start({ status: 401, body: { error: 'invalid_client' } });
    expect((await failure()).message).toContain('brex.auth.clientId and clientSecret');
  });

  it('repeats no secret', async () => {
    await start({
      status: 400,
      body: { error: 'invalid_grant', error_description: `${secrets.refreshToken} ${secrets.clientSecret}` },
    });
    expect((await failure()).message).not.toMatch(/refresh-token-value|client-secret-value/);
  });
});
