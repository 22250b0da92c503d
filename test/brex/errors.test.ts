import { type BrexClient, type BrexError, createBrexClient } from '../../brex';
import { type Answer, type Handler, reset, startBrex, token } from './brex-server';

const get = (client: BrexClient) => client.company();
const post = (client: BrexClient) =>
  client.reportExportResults([{ recordId: 'accr_1', success: { referenceId: 'AP 1042 / B-7' } }]);

async function failureOf(
  call: (client: BrexClient) => Promise<unknown>,
  answer: Answer | Handler,
): Promise<BrexError> {
  const brex = await startBrex(typeof answer === 'function' ? answer : () => answer, { timeoutMs: 400 });
  try {
    return await call(brex.client).then(
      () => Promise.reject(new Error('expected a failure')),
      (error: BrexError) => error,
    );
  } finally {
    await brex.stop();
  }
}

const flat = (type: string, message: string) => ({ type, message });
const v3 = (error_code: string, message: string, details?: unknown) => ({ error_code, message, details });

describe('refusals are told apart by their body (BREX.md 1.4)', () => {
  it.each<[string, number, unknown, string]>([
    ['an empty 401', 401, undefined, 'credentials'],
    ['403 Invalid or Revoked Token', 403, flat('FORBIDDEN', 'Invalid or Revoked Token'), 'credentials'],
    ['403 Expired token', 403, flat('FORBIDDEN', 'Expired token'), 'credentials'],
    [
      '401 PERMISSION_DENIED: Invalid or Revoked Token',
      401,
      flat('UNAUTHORIZED', 'PERMISSION_DENIED: Invalid or Revoked Token'),
      'credentials',
    ],
    [
      'the 401 of the Accounting API',
      401,
      v3('UNAUTHORIZED', 'Authentication credentials are missing or invalid.'),
      'credentials',
    ],
    [
      '401 Only account admin …',
      401,
      flat('UNAUTHORIZED', 'Only account admin, ap clerks and bookkeepers can access contacts'),
      'denied',
    ],
    [
      '401 Must be cash admin …',
      401,
      flat('UNAUTHORIZED', 'Must be cash admin, bookkeeper or user.'),
      'denied',
    ],
    [
      'the 403 of the Accounting API',
      403,
      v3('FORBIDDEN', 'You do not have permission to perform this action.'),
      'denied',
    ],
    [
      '403 of a missing scope',
      403,
      flat('FORBIDDEN', 'Insufficient scope: fields.read is required'),
      'denied',
    ],
    [
      '403 of a token without a scope',
      403,
      flat('FORBIDDEN', 'Token is missing the required scope accounting.record.read'),
      'denied',
    ],
    [
      '403 of a token of too few scopes',
      403,
      v3('FORBIDDEN', 'The provided token has insufficient scopes; expired consents are not counted.'),
      'denied',
    ],
    [
      '401 of a token whose owner has not the role',
      401,
      flat('UNAUTHORIZED', "The token's user is missing a role: account admin"),
      'denied',
    ],
    ['403 invalid_scope', 403, { error: 'insufficient_scope', error_description: 'invalid token' }, 'denied'],
    ['a 403 in unknown words', 403, flat('FORBIDDEN', 'Forbidden'), 'denied'],
    [
      'a 401 of an account without the product',
      401,
      flat('UNAUTHORIZED', 'Brex Cash is not enabled for this account'),
      'denied',
    ],
    [
      'a 401 of an account that does not have it',
      401,
      flat('UNAUTHORIZED', 'Customer does not have a cash account'),
      'denied',
    ],
    ['a 401 in unknown words', 401, flat('UNAUTHORIZED', 'Something new'), 'credentials'],
    [
      'a flat body wrapped in errors',
      401,
      { errors: { type: 'UNAUTHORIZED', message: 'Must be cash admin, bookkeeper or user.' } },
      'denied',
    ],
    [
      'a list of flat bodies',
      403,
      { errors: [{ type: 'FORBIDDEN', message: 'Invalid or Revoked Token' }] },
      'credentials',
    ],
    [
      'a gateway’s flat 403 before the Accounting API',
      403,
      flat('FORBIDDEN', 'PERMISSION_DENIED: Expired token'),
      'credentials',
    ],
    ['409 in flat form', 409, flat('CONFLICT', 'Idempotency-Key was already used'), 'conflict'],
    ['422 in unknown words', 422, v3('SOMETHING_NEW', 'Not like this.'), 'invalid'],
    ['425', 425, undefined, 'transient'],
    ['a 403 in nobody’s words', 403, '<html>blocked</html>', 'denied'],
    [
      'a 403 of a proxy that speaks of tokens',
      403,
      '<main>Request token missing or invalid</main>',
      'denied',
    ],
    ['a 401 page', 401, '<main role="main">You do not have permission</main>', 'credentials'],
    ['400 of a field', 400, flat('BAD_REQUEST', 'company_name is invalid'), 'invalid'],
    ['400 of the Accounting API', 400, v3('INVALID_REQUEST', 'The request is malformed.'), 'invalid'],
    [
      '404 in flat form',
      404,
      { type: 'NOT_FOUND', message: 'Not Found', code: 'USER_NOT_FOUND' },
      'not-found',
    ],
    ['404 of the Accounting API', 404, v3('NOT_FOUND', 'Integration not found.'), 'not-found'],
    ['a 404 without Brex’s words', 404, '<h1>no such page</h1>', 'bad-reply'],
    ['an empty 404 of a gateway', 404, undefined, 'bad-reply'],
    ['429', 429, undefined, 'rate-limited'],
    ['500', 500, v3('INTERNAL_ERROR', 'An unexpected error occurred.'), 'transient'],
    ['a 502 of a proxy', 502, '<html>Bad Gateway</html>', 'transient'],
    ['a redirect', 302, undefined, 'bad-reply'],
  ])('%s', async (_name, status, body, kind) => {
    const error = await failureOf(get, { status, body });
    expect({ kind: error.kind, status: error.status }).toEqual({ kind, status });
  });

  it('carries method, path, code and trace id', async () => {
    const error = await failureOf(get, {
      status: 403,
      body: v3('FORBIDDEN', 'You do not have permission to perform this action.'),
      headers: { 'X-Brex-Trace-Id': '5577006791947779410' },
    });
    expect(error).toMatchObject({
      method: 'GET',
      path: '/v2/company',
      errorCode: 'FORBIDDEN',
      traceId: '5577006791947779410',
    });
    expect(error.message).toBe(
      'GET /v2/company: 403 FORBIDDEN: You do not have permission to perform this action. (Brex trace 5577006791947779410)',
    );
  });

  it.each([
    ['an unknown code', v3('SOMETHING_NEW', 'The ledger is being migrated until Monday.')],
    ['an unknown shape', { reason: 'The ledger is being migrated until Monday.' }],
    ['plain text', 'The ledger is being migrated until Monday.'],
  ])('shows the text of %s whole', async (_name, body) => {
    const error = await failureOf(get, { status: 418, body });
    expect(error).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('The ledger is being migrated until Monday.'),
    });
  });

  it('shows no more of a page than a person reads', async () => {
    const error = await failureOf(get, { status: 403, body: `<html>${'x'.repeat(50_000)}` });
    expect(error.message.length).toBeLessThan(2_200);
  });

  it('takes the older header of the trace id', async () => {
    const error = await failureOf(get, { status: 500, headers: { 'X-Datadog-Trace-Id': '42' } });
    expect(error.traceId).toBe('42');
  });
});

describe('refusals of an export report (BREX.md 2.5)', () => {
  it.each<[number, string, string, unknown]>([
    [
      422,
      'ACCOUNTING_RECORD_NOT_READY_FOR_EXPORT',
      'not-ready',
      { not_ready_for_export_accounting_record_ids: ['accr_1'] },
    ],
    [422, 'DUPLICATE_ACCOUNTING_RECORD_IDS', 'duplicate', { duplicate_accounting_record_ids: ['accr_1'] }],
    [404, 'NOT_FOUND', 'not-found', { not_found_export_entry_source_ids: ['accr_1'] }],
  ])('%i %s is %s, with the ids in its details', async (status, code, kind, details) => {
    const error = await failureOf(post, { status, body: v3(code, 'refused', details) });
    expect(error).toMatchObject({ kind, status, errorCode: code, details });
  });

  it.each(['VENDOR_ACCOUNT_ID_MISMATCH', 'ACTIVE_INTEGRATION_EXISTS', 'INTEGRATION_NOT_ACTIVE'])(
    '409 %s is a conflict with details',
    async (code) => {
      const details = { existing_integration_id: 'int_abc123', existing_vendor: 'OTHER' };
      const error = await failureOf(
        (client) => client.createIntegration({ vendor: 'EPICOR', vendorAccountId: 'EPIC06' }),
        { status: 409, body: v3(code, 'Cannot create integration.', details) },
      );
      expect(error).toMatchObject({ kind: 'conflict', errorCode: code, details });
    },
  );
});

describe('an answer that does not come', () => {
  const ways: [string, Answer | Handler][] = [
    ['a reset connection', (_request, response) => reset(response)],
    ['a silent server', () => 'handled'],
    [
      'an answer cut off in the middle',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"updated_', () => response.destroy());
        return 'handled';
      },
    ],
    ['500', { status: 500, body: v3('INTERNAL_ERROR', 'An unexpected error occurred.') }],
    ['503 of a proxy', { status: 503, body: '<html></html>' }],
  ];

  it.each(ways)('%s is a lost answer after a POST', async (_name, way) => {
    expect((await failureOf(post, way)).kind).toBe('lost-answer');
  });

  it.each(ways)('%s is transient after a GET', async (_name, way) => {
    expect((await failureOf(get, way)).kind).toBe('transient');
  });

  it.each([
    ['HTML', '<html>welcome</html>'],
    ['JSON without the promised field', { ok: true }],
    ['nothing', undefined],
  ])('a 200 with %s is a lost answer after a POST and a bad reply after a GET', async (_name, body) => {
    expect((await failureOf(post, { body })).kind).toBe('lost-answer');
    expect((await failureOf(get, { body })).kind).toBe('bad-reply');
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:1'],
    ['the name does not exist', 'http://brex.invalid'],
  ])('is transient also for a POST where %s, since nothing was sent', async (_name, baseUrl) => {
    const client = createBrexClient({ baseUrl, token });
    await expect(post(client)).rejects.toMatchObject({
      kind: 'transient',
      status: null,
      message: expect.stringContaining('Brex could not be reached'),
    });
    await client.close();
  });
});

describe('Retry-After (BREX.md 1.5)', () => {
  it('is read in seconds', async () => {
    const error = await failureOf(get, { status: 429, headers: { 'Retry-After': '17' } });
    expect(error.retryAfterMs).toBe(17_000);
  });

  it('is read as an HTTP date', async () => {
    const at = new Date(Date.now() + 90_000).toUTCString();
    const error = await failureOf(get, { status: 429, headers: { 'Retry-After': at } });
    expect(error.retryAfterMs).toBeGreaterThan(60_000);
    expect(error.retryAfterMs).toBeLessThanOrEqual(90_000);
  });

  it('is null where Brex sends none, or nothing readable', async () => {
    expect((await failureOf(get, { status: 429 })).retryAfterMs).toBeNull();
    expect(
      (await failureOf(get, { status: 429, headers: { 'Retry-After': 'soon' } })).retryAfterMs,
    ).toBeNull();
  });

  it('is zero for a date that is past, and never more than an hour', async () => {
    const past = await failureOf(get, {
      status: 429,
      headers: { 'Retry-After': 'Fri, 24 Jan 2020 00:00:00 GMT' },
    });
    const far = await failureOf(get, { status: 429, headers: { 'Retry-After': '99999999' } });
    expect([past.retryAfterMs, far.retryAfterMs]).toEqual([0, 3_600_000]);
  });
});

describe('secrets', () => {
  it('are taken out of what Brex echoes', async () => {
    const error = await failureOf(get, {
      status: 400,
      body: v3('INVALID_REQUEST', `Authorization: Bearer ${token} was refused`, {
        sent: [`Bearer ${token}`],
      }),
    });
    expect(error.message).toContain('was refused');
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain(token);
  });

  it('are not quoted where a token cannot be sent at all', async () => {
    const client = createBrexClient({ baseUrl: 'http://127.0.0.1:1', token: 'bxt_secret\nvalue' });
    await expect(get(client)).rejects.toMatchObject({
      kind: 'credentials',
      message: expect.not.stringContaining('secret'),
    });
    await client.close();
  });
});
