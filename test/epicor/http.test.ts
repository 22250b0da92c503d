import { createServer } from 'node:net';
import { basicLogin, createEpicorClient } from '../../epicor';
import {
  apiKey,
  authorization,
  errorOf,
  password,
  refusal,
  reset,
  type StartedEpicor,
  startEpicor,
} from './epicor-server';

let server: StartedEpicor;
afterEach(() => server.stop());

const read = {
  verb: 'GET',
  service: 'Erp.BO.VendorSvc',
  method: 'Vendors',
  query: { $select: 'Name', $filter: "Name eq 'A B+C'" },
  write: false,
} as const;
const write = {
  verb: 'POST',
  service: 'Erp.BO.APInvoiceSvc',
  method: 'Update',
  body: { ds: {} },
  write: true,
} as const;

describe('a call', () => {
  it('carries login, API key, media type and call settings on a v2 URL with spaces as %20', async () => {
    server = await startEpicor(() => ({ body: { value: [] } }), { plant: 'MfgSys' });
    await server.http.send(read);
    const [request] = server.received;
    expect(request?.path).toBe('/Kinetic/api/v2/odata/EPIC06/Erp.BO.VendorSvc/Vendors');
    expect(request?.rawQuery).toBe("$select=Name&$filter=Name%20eq%20'A%20B%2BC'");
    expect(request?.headers).toMatchObject({
      authorization,
      'x-api-key': apiKey,
      accept: 'application/json',
      callsettings: '{"Company":"EPIC06","Plant":"MfgSys","Language":"","FormatCulture":""}',
    });
  });

  it('sends no call settings and claims no licence where none is set', async () => {
    server = await startEpicor(() => ({ body: { value: [] } }));
    await server.http.send(read);
    expect(server.received[0]?.headers).not.toHaveProperty('callsettings');
    expect(server.received[0]?.headers).not.toHaveProperty('license');
  });

  it('claims the licence type that is set, outside of any session', async () => {
    const license = '00000003-9439-4B30-A6F4-6D2FD4B9FD0F';
    server = await startEpicor(() => ({ body: { value: [] } }), { license });
    await server.http.send(read);
    expect(JSON.parse(String(server.received[0]?.headers.license))).toEqual({
      ClaimedLicense: license,
      SessionID: '',
    });
  });

  it('asks for the login anew each time', async () => {
    let asked = 0;
    server = await startEpicor(() => ({ body: {} }), {
      login: {
        header: async () => {
          asked += 1;
          return `Bearer token-number-${asked}`;
        },
        another: async () => null,
      },
    });
    await server.http.send(read);
    await server.http.send(read);
    expect(server.received.map((request) => request.headers.authorization)).toEqual([
      'Bearer token-number-1',
      'Bearer token-number-2',
    ]);
  });

  it('keeps its connections, and no more than it may', async () => {
    const sockets = new Set<unknown>();
    server = await startEpicor(
      (_request, response) => {
        sockets.add(response.socket);
        return { body: {} };
      },
      { connections: 2 },
    );
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(Array.from({ length: 6 }, () => server.http.send(read)));
    }
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('is told of without query or secret', async () => {
    server = await startEpicor(() => ({ status: 400, body: refusal('No.') }));
    await errorOf(server.http.send(read));
    expect(server.exchanges).toEqual([
      {
        system: 'epicor',
        method: 'GET',
        path: '/Kinetic/api/v2/odata/EPIC06/Erp.BO.VendorSvc/Vendors',
        status: 400,
        ms: expect.any(Number),
        traceId: '11111111-2222-3333-4444-555555555555',
        outcome: 'error',
      },
    ]);
  });
});

describe('a write with a permit', () => {
  const ended = new Error('the lease ran out');

  it('is not sent where the permit ended while it waited for a connection', async () => {
    let permitted = true;
    let answerFirst = () => {};
    server = await startEpicor(
      (request, response) => {
        if (request.verb === 'POST') return { body: {} };
        answerFirst = () => response.writeHead(200).end('{}');
        return 'handled';
      },
      { connections: 1, permit: () => () => (permitted ? null : ended) },
    );
    const first = server.http.send(read);
    const waiting = server.http.send(write);
    await untilReceived(1);
    permitted = false;
    answerFirst();
    await first;
    await expect(waiting).rejects.toBe(ended);
    expect(server.received.map(({ verb }) => verb)).toEqual(['GET']);
  });

  it('goes out while the permit stands, and reads need none', async () => {
    let permitted = true;
    server = await startEpicor(() => ({ body: { saved: true } }), {
      permit: () => () => (permitted ? null : ended),
    });
    expect(await server.http.send(write)).toEqual({ saved: true });
    permitted = false;
    expect(await server.http.send(read)).toEqual({ saved: true });
    await expect(server.http.send(write)).rejects.toBe(ended);
    permitted = true;
    expect(await server.http.send(write)).toEqual({ saved: true });
  });

  async function untilReceived(count: number): Promise<void> {
    while (server.received.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  }
});

describe('an answer that does not come', () => {
  const cutShort = (_request: unknown, response: Parameters<typeof reset>[0]) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"parameters":', () => response.destroy());
    return 'handled' as const;
  };

  it('is lost for a write and transient for a read where the connection is reset', async () => {
    server = await startEpicor((_request, response) => reset(response));
    expect(await errorOf(server.http.send(write))).toMatchObject({ kind: 'lost-answer', status: null });
    expect(await errorOf(server.http.send(read))).toMatchObject({ kind: 'transient', status: null });
    expect(server.exchanges.map((exchange) => exchange.outcome)).toEqual(['lost', 'lost']);
  });

  it('is lost where the connection is reset in the middle of the body', async () => {
    server = await startEpicor(cutShort);
    expect((await errorOf(server.http.send(write))).kind).toBe('lost-answer');
    expect((await errorOf(server.http.send(read))).kind).toBe('transient');
  });

  it('is lost where it takes too long: headers or body', async () => {
    server = await startEpicor(
      (request, response) => {
        if (request.verb === 'POST') response.writeHead(200).write('{');
        return 'handled';
      },
      { timeouts: { headersMs: 200, bodyMs: 200 } },
    );
    expect((await errorOf(server.http.send(write))).kind).toBe('lost-answer');
    expect((await errorOf(server.http.send(read))).kind).toBe('transient');
  });

  it('is lost where the caller breaks off', async () => {
    const controller = new AbortController();
    server = await startEpicor(
      () => {
        controller.abort();
        return 'handled';
      },
      { signal: () => controller.signal },
    );
    expect((await errorOf(server.http.send(write))).kind).toBe('lost-answer');
  });

  it('is transient, also for a write, where nobody listens', async () => {
    server = await startEpicor(() => ({ body: {} }));
    const closed = createServer();
    const port = await new Promise<number>((done) =>
      closed.listen(0, '127.0.0.1', () => done((closed.address() as { port: number }).port)),
    );
    await new Promise((done) => closed.close(done));
    const http = createEpicorClient({
      baseUrl: `http://127.0.0.1:${port}/Kinetic`,
      company: 'EPIC06',
      apiKey,
      login: basicLogin('svc-brex', password),
    });
    expect(await errorOf(http.send(write))).toMatchObject({ kind: 'transient', status: null });
    await http.close();
  });
});

describe('an answer that cannot be read', () => {
  it.each([
    ['a 200 that is not JSON', { status: 200, body: '<html>Welcome</html>' }],
    ['a redirect to a login page', { status: 302, body: '', headers: { location: '/login' } }],
  ])('is lost for a write and a bad reply for a read: %s', async (_name, answer) => {
    server = await startEpicor(() => answer);
    expect((await errorOf(server.http.send(write))).kind).toBe('lost-answer');
    expect((await errorOf(server.http.send(read))).kind).toBe('bad-reply');
  });

  it('is read in spite of a byte order mark', async () => {
    server = await startEpicor(() => ({ body: '\uFEFF{"value":[]}' }));
    expect(await server.http.send(read)).toEqual({ value: [] });
  });

  it('is nothing where a void method answers nothing', async () => {
    server = await startEpicor(() => ({ body: '' }));
    expect(await server.http.send(write)).toEqual({});
  });
});

describe('secrets', () => {
  it('do not come back in a message: key, password, token', async () => {
    const basic = authorization.slice(6);
    const said = `Invalid API Key ${apiKey}.\r\nCompany EPIC06. ${password} ${basic} Bearer abcdefghijklmnop`;
    server = await startEpicor(() => ({
      status: 401,
      body: refusal(said, 'System.UnauthorizedAccessException'),
    }));
    const error = await errorOf(server.http.send(read));
    expect(error.kind).toBe('credentials');
    for (const secret of [apiKey, password, basic, 'abcdefghijklmnop']) {
      expect(error.message).not.toContain(secret);
      expect(error.said).not.toContain(secret);
      expect(JSON.stringify(error)).not.toContain(secret);
    }
    expect(error.message).toContain('Invalid API Key [secret].');
  });
});
