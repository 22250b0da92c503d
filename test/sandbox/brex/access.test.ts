import { type Running, startSandbox } from './harness';

let running: Running;
beforeEach(async () => {
  running = await startSandbox();
});
afterEach(() => running.stop());

describe('access to the stand-in for Brex', () => {
  it.each(['/v2/users/me', '/v3/accounting/records'])(
    'answers 401 with an empty body without a token: %s',
    async (path) => {
      const reply = await running.call('GET', path, { token: null });
      expect(reply.status).toBe(401);
      expect(reply.text).toBe('');
    },
  );

  it.each(['/v2/users/me', '/v3/accounting/records'])(
    'answers a bad token with a flat 403: %s',
    async (path) => {
      const reply = await running.call('GET', path, { token: 'bxt_unknown' });
      expect(reply.status).toBe(403);
      expect(reply.body).toEqual({ type: 'FORBIDDEN', message: 'Invalid or Revoked Token' });
    },
  );

  it('answers an expired token with a flat 403 that says so', async () => {
    running.sandbox.behave({ token: 'expired' });
    const reply = await running.call('GET', '/v2/company');
    expect([reply.status, reply.body]).toEqual([403, { type: 'FORBIDDEN', message: 'Expired token' }]);
  });

  it('answers a missing scope in the shape of the API', async () => {
    running.sandbox.behave({
      deniedScopes: ['companies.readonly', 'accounting.record.read', 'accounting.record.write'],
    });
    const general = await running.call('GET', '/v2/company');
    const accounting = await running.call('GET', '/v3/accounting/records');
    expect([general.status, general.body.type]).toEqual([403, 'FORBIDDEN']);
    expect([accounting.status, accounting.body.error_code]).toEqual([403, 'FORBIDDEN']);
  });

  it('lets either of two scopes open an operation', async () => {
    running.sandbox.behave({ deniedScopes: ['accounting.record.read'] });
    expect((await running.call('GET', '/v3/accounting/records')).status).toBe(200);
  });

  it('refuses a switch that does not exist', () => {
    expect(() => running.sandbox.behave({ typo: true } as never)).toThrow('typo');
  });
});

describe('every answer', () => {
  it('carries a trace id of 19 digits, also refusals and unknown paths', async () => {
    const replies = await Promise.all([
      running.call('GET', '/v2/company'),
      running.call('GET', '/v2/company', { token: null }),
      running.call('GET', '/v9/nothing'),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([200, 401, 404]);
    for (const { headers } of replies) expect(headers.get('x-brex-trace-id')).toMatch(/^\d{19}$/);
  });
});

describe('a path that cannot be decoded', () => {
  it('is refused in the shape of the API', async () => {
    const reply = await running.call('GET', '/v3/accounting/records/%E0%A4%A');
    expect([reply.status, reply.body.error_code]).toEqual([400, 'INVALID_REQUEST']);
  });
});

describe('the rate limit', () => {
  it('answers 429 without Retry-After once the window is full', async () => {
    running.sandbox.behave({ rateLimit: { requests: 2, windowMs: 60_000, retryAfter: false } });
    const statuses = [];
    for (let request = 0; request < 3; request += 1) {
      statuses.push(await running.call('GET', '/v2/company'));
    }
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(statuses[2]?.headers.get('retry-after')).toBeNull();
  });

  it('says in Retry-After how many seconds are left, by switch', async () => {
    running.sandbox.behave({ rateLimit: { requests: 1, windowMs: 60_000, retryAfter: true } });
    await running.call('GET', '/v2/company');
    const refused = await running.call('GET', '/v2/company');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  });

  it('opens again once the window has passed', async () => {
    running.sandbox.behave({ rateLimit: { requests: 1, windowMs: 50, retryAfter: false } });
    await running.call('GET', '/v2/company');
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect((await running.call('GET', '/v2/company')).status).toBe(200);
  });
});

describe('armed faults', () => {
  it('happen to Brex requests as well', async () => {
    running.sandbox.faults.arm({
      match: { path: '/v2/company' },
      fault: 'status',
      status: 502,
      body: '<html>',
    });
    const reply = await running.call('GET', '/v2/company');
    expect([reply.status, reply.text]).toEqual([502, '<html>']);
    expect((await running.call('GET', '/v2/company')).status).toBe(200);
  });

  it('may lose the answer of an export result that was taken', async () => {
    const { id } = running.sandbox.records.create({ status: 'READY_FOR_EXPORT' });
    running.sandbox.faults.arm({ match: { path: 'export-results' }, fault: 'commit-then-drop' });
    const body = { results: [{ accounting_record_id: id, success: { reference_id: 'AP-1' } }] };
    await expect(running.call('POST', '/v3/accounting/records/export-results', { body })).rejects.toThrow();
    expect(running.sandbox.records.get(id).reviewStatus).toBe('EXPORTED');
  });
});

describe('partner OAuth', () => {
  const refresh = async (refresh_token: string, change: Record<string, string> = {}) => {
    const reply = await fetch(`${running.url}/oauth2/default/v1/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'refresh_token', client_id: 'client', client_secret: 'secret', refresh_token },
        ...change,
      }),
    });
    return { status: reply.status, body: (await reply.json()) as Record<string, string> };
  };
  const current = () => running.sandbox.state.refreshToken;
  const company = (token: string | undefined) => running.call('GET', '/v2/company', { token: token ?? '' });

  it('gives an access token that works and a new refresh token that ends the old one', async () => {
    const old = current();
    const { body } = await refresh(old);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect((await company(body.access_token)).status).toBe(200);
    expect(await refresh(old)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await refresh(body.refresh_token ?? '')).status).toBe(200);
  });

  it('ends an access token after its time: 403 Expired token', async () => {
    running.sandbox.behave({ accessTokenSeconds: 0.001 });
    const { body } = await refresh(current());
    await new Promise((resolve) => setTimeout(resolve, 5));
    const reply = await company(body.access_token);
    expect([reply.status, reply.body.message]).toEqual([403, 'Expired token']);
  });

  it('may take a used refresh token for stolen, and end its successors', async () => {
    running.sandbox.behave({ reusedRefreshToken: 'revokes-all' });
    const old = current();
    const { body } = await refresh(old);
    await refresh(old);
    expect((await refresh(body.refresh_token ?? '')).status).toBe(400);
    expect((await company(body.access_token)).status).toBe(403);
  });

  it('may give no new refresh token, and then takes the same one again', async () => {
    running.sandbox.behave({ refreshTokenRotates: false });
    const { body } = await refresh(current());
    expect(body.refresh_token).toBeUndefined();
    expect((await refresh(current())).status).toBe(200);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['a wrong secret', { client_secret: 'other' }, 401, 'invalid_client'],
    ['no client', { client_id: '' }, 401, 'invalid_client'],
    ['another grant', { grant_type: 'client_credentials' }, 400, 'unsupported_grant_type'],
  ])('refuses %s', async (_what, change, status, error) => {
    running.sandbox.behave({ clientSecret: 'secret' });
    expect(await refresh(current(), change)).toMatchObject({ status, body: { error } });
  });

  it('refuses a revoked refresh token', async () => {
    running.sandbox.behave({ refreshToken: 'revoked' });
    expect(await refresh(current())).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('refuses what is no form', async () => {
    const reply = await running.call('POST', '/oauth2/default/v1/token', { body: { grant_type: 'x' } });
    expect([reply.status, reply.body.error]).toEqual([400, 'invalid_request']);
  });
});
