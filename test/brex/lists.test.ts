import type { BrexClient } from '../../brex';
import { allPages } from '../../brex/paging';
import { type Answer, type Handler, recordLike, type StartedBrex, startBrex } from './brex-server';

let brex: StartedBrex;
async function start(handler: Handler): Promise<BrexClient> {
  brex = await startBrex(handler);
  return brex.client;
}
afterEach(() => brex.stop());

async function all<T>(items: AsyncIterable<T> | Promise<readonly T[]>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of Symbol.asyncIterator in items ? items : await items) list.push(item);
  return list;
}

const money = (text: string) => `{"amount":${text},"currency":"USD"}`;
const cashRow = (id: string, amount = money('-15')) =>
  `{"id":"${id}","description":"Fee","amount":${amount},"initiated_at_date":"2026-11-02","posted_at_date":"2026-11-03","type":"FEE","transfer_id":null}`;
const account =
  '{"id":"dpacc_1","name":"Operating","status":"ACTIVE","primary":true,"current_balance":{"amount":24831067,"currency":"USD"},"available_balance":{"amount":700},"account_number":"1","routing_number":"2"}';

/** Every list of Brex, what one item of it looks like on the wire, and the most that may be asked for at once. */
const lists = [
  {
    name: 'records',
    read: (client: BrexClient) => client.records({}),
    item: (id: string) => JSON.stringify(recordLike({ id })),
    limit: '1000',
  },
  {
    name: 'fields',
    read: (client: BrexClient) => client.fields(),
    item: (id: string) => `{"brex_id":"${id}","name":"GL account","remote_id":null}`,
    limit: '1000',
  },
  {
    name: 'field values',
    read: (client: BrexClient) => client.fieldValues('ef_1', ['efo_1']),
    item: (id: string) => `{"brex_id":"${id}","value":"Travel","remote_id":"6200"}`,
    limit: '1000',
  },
  {
    name: 'vendors',
    read: (client: BrexClient) => client.vendors(),
    item: (id: string) => `{"id":"${id}","company_name":"Uline","email":null,"phone":null}`,
    limit: '1000',
  },
  {
    name: 'cash transactions',
    read: (client: BrexClient) => client.cashTransactions('dpacc_1', '2026-11-01T00:00:00Z'),
    item: (id: string) => cashRow(id),
    limit: '1000',
  },
  {
    name: 'webhooks',
    read: (client: BrexClient) => client.webhooks(),
    item: (id: string) => `{"id":"${id}","url":"https://a.example","event_types":[],"status":"ACTIVE"}`,
    limit: '1000',
  },
  {
    name: 'cash accounts',
    read: (client: BrexClient) => client.cashAccounts(),
    item: (id: string) => account.replace('dpacc_1', id),
    // the operation declares no limit
    limit: null,
  },
];

describe.each(lists)('$name', ({ read, item, limit }) => {
  const page = (ids: readonly string[], cursor: string | null): Answer => ({
    body: `{"items":[${ids.map(item).join()}],"next_cursor":${JSON.stringify(cursor)},"has_next_page":${cursor !== null}}`,
  });
  const shifting: Handler = ({ query }) => {
    const cursor = query.get('cursor');
    if (cursor === null) return page(['a', 'b'], 'c1');
    return cursor === 'c1' ? page(['b', 'c'], 'c2') : page([], null);
  };

  it('are read to the last page, each once though pages shift', async () => {
    const client = await start(shifting);
    const items = (await all<{ id: string }>(read(client))).map(({ id }) => id);
    expect(items).toEqual(['a', 'b', 'c']);
    expect(brex.received.map(({ query }) => query.get('cursor'))).toEqual([null, 'c1', 'c2']);
  });

  it(`ask for pages of ${limit ?? 'the size that Brex chooses'}, with the same query each time`, async () => {
    const client = await start(shifting);
    await all<unknown>(read(client));
    const queries = brex.received.map(({ query }) => {
      query.delete('cursor');
      return query.toString();
    });
    expect(brex.received.map(({ query }) => query.get('limit'))).toEqual([limit, limit, limit]);
    expect(new Set(queries).size).toBe(1);
  });

  it('end with an error where a cursor comes a second time', async () => {
    const client = await start(() => page(['a'], 'round'));
    await expect(all<unknown>(read(client))).rejects.toMatchObject({
      kind: 'bad-reply',
      message: expect.stringContaining('same page cursor twice'),
    });
    expect(brex.received).toHaveLength(2);
  });
});

it('a list without an end is left at its ten-thousandth page', async () => {
  brex = await startBrex(() => 'handled');
  let pages = 0;
  const endless = allPages('/v1/vendors', async () => ({ items: [], nextCursor: `c${++pages}` }));
  await expect(all(endless)).rejects.toMatchObject({
    kind: 'bad-reply',
    message: expect.stringContaining('more than 10000 pages'),
  });
});

describe('the last page of records', () => {
  it.each([{ has_next_page: false, next_cursor: 'c9' }, { next_cursor: null }, { next_cursor: '' }, {}])(
    'is the one that says %j',
    async (said) => {
      const client = await start(({ query }) =>
        query.get('cursor') === null
          ? { body: { items: [recordLike({ id: 'a' })], next_cursor: 'c1' } }
          : { body: { items: [recordLike({ id: 'b' })], ...said } },
      );
      expect((await all(client.records({}))).map(({ id }) => id)).toEqual(['a', 'b']);
      expect(brex.received).toHaveLength(2);
    },
  );
});

describe('the page size of records, which Brex does not document', () => {
  const limits = () => brex.received.map(({ query }) => query.get('limit'));
  const refusesLarge =
    (message: string): Handler =>
    ({ query }) =>
      query.get('limit') === '100'
        ? { body: { items: [recordLike({})], next_cursor: null, has_next_page: false } }
        : { status: 400, body: { error_code: 'INVALID_REQUEST', message } };

  it.each(['limit must be between 1 and 100', 'The request is malformed or contains invalid data.'])(
    'falls back to the documented default where a larger one is refused with "%s"',
    async (message) => {
      const client = await start(refusesLarge(message));
      expect(await all(client.records({}))).toHaveLength(1);
      expect(limits()).toEqual(['1000', '100']);
    },
  );

  it('is that default from the start where no more records are asked for by their ids', async () => {
    const client = await start(refusesLarge('limit'));
    expect(await all(client.records({ ids: ['accr_abc123'] }))).toHaveLength(1);
    expect(limits()).toEqual(['100']);
  });

  it('does not hide that something else is refused', async () => {
    const client = await start(() => ({
      status: 400,
      body: { error_code: 'INVALID_REQUEST', message: 'source_type must be one of CARD, BILL' },
    }));
    await expect(all(client.records({}))).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('source_type must be'),
    });
    expect(limits()).toEqual(['1000', '100']);
  });
});

describe('cash', () => {
  const reply = (rows: string): Answer => ({ body: `{"items":[${rows}],"next_cursor":null}` });

  it('accounts have exact balances, in dollars where Brex names no currency', async () => {
    const client = await start(() => reply(account));
    expect(await client.cashAccounts()).toEqual([
      {
        id: 'dpacc_1',
        name: 'Operating',
        status: 'ACTIVE',
        primary: true,
        currentBalance: { amount: '248310.67', currency: 'USD' },
        availableBalance: { amount: '7', currency: 'USD' },
      },
    ]);
  });

  it('accounts may leave out what their balances are', async () => {
    const client = await start(() => reply(account.replace('"amount":700', '"currency":null')));
    expect(await client.cashAccounts()).toMatchObject([{ id: 'dpacc_1', availableBalance: null }]);
  });

  it.each([
    ['cents', '{"amount":-1845022,"currency":"USD"}', { amount: '-18450.22', currency: 'USD' }],
    [
      'more than a binary float holds',
      '{"amount":9007199254740993,"currency":"USD"}',
      { amount: '90071992547409.93', currency: 'USD' },
    ],
    ['yen, which have no cents', '{"amount":5000,"currency":"JPY"}', { amount: '5000', currency: 'JPY' }],
    ['dinars of a thousand fils', '{"amount":1234,"currency":"KWD"}', { amount: '1.234', currency: 'KWD' }],
    ['no amount', 'null', null],
    ['money without an amount', '{"currency":"USD"}', null],
    ['a stablecoin', '{"amount":5000,"currency":"USDC"}', { amount: '50', currency: 'USDC' }],
  ])('transactions carry their amount exactly: %s', async (_what, sent, amount) => {
    const client = await start(() => reply(cashRow('dptx_1', sent)));
    expect(await all(client.cashTransactions('dpacc_1'))).toMatchObject([{ id: 'dptx_1', amount }]);
  });

  it('transactions with a broken cent are refused as unreadable', async () => {
    const client = await start(() => reply(cashRow('dptx_1', '{"amount":10.5,"currency":"USD"}')));
    await expect(all(client.cashTransactions('dpacc_1'))).rejects.toMatchObject({
      kind: 'bad-reply',
      message: expect.stringContaining('items.0.amount.amount'),
    });
  });

  it('transactions are asked for by account, and by the first instant where one is given', async () => {
    const client = await start(() => reply(cashRow('dptx_1')));
    await all(client.cashTransactions('dpacc_1', '2026-11-01T00:00:00Z'));
    await all(client.cashTransactions('dpacc_1'));
    expect(brex.received.map(({ path, query }) => [path, query.get('posted_at_start')])).toEqual([
      ['/v2/transactions/cash/dpacc_1', '2026-11-01T00:00:00Z'],
      ['/v2/transactions/cash/dpacc_1', null],
    ]);
  });
});

describe('webhook endpoints', () => {
  const subscription = {
    id: 'wsub_1',
    url: 'https://gw.example.com/webhooks/brex/acme',
    event_types: ['ACCOUNTING_RECORD_READY_FOR_EXPORT'],
    status: 'ACTIVE',
  };
  const wanted = { url: subscription.url, eventTypes: subscription.event_types };

  it('are registered with an idempotency key of their own', async () => {
    const client = await start(() => ({ body: subscription }));
    await client.registerWebhook(wanted);
    await client.registerWebhook(wanted);
    const [first, second] = brex.received;
    expect([first?.method, first?.path]).toEqual(['POST', '/v1/webhooks']);
    expect(JSON.parse(first?.body ?? '')).toEqual({ url: wanted.url, event_types: wanted.eventTypes });
    expect(first?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(first?.headers['idempotency-key']).not.toBe(second?.headers['idempotency-key']);
  });

  it('are changed with url, event types and status, all of which are required', async () => {
    const client = await start(() => ({ body: subscription }));
    expect(await client.changeWebhook('wsub_1', wanted)).toEqual({
      id: 'wsub_1',
      ...wanted,
      status: 'ACTIVE',
    });
    expect([brex.received[0]?.method, brex.received[0]?.path]).toEqual(['PUT', '/v1/webhooks/wsub_1']);
    expect(JSON.parse(brex.received[0]?.body ?? '')).toEqual({
      url: wanted.url,
      event_types: wanted.eventTypes,
      status: 'ACTIVE',
    });
  });

  it('are removed, whatever the body of the answer', async () => {
    const client = await start(() => ({}));
    await expect(client.removeWebhook('wsub_1')).resolves.toBeUndefined();
    expect([brex.received[0]?.method, brex.received[0]?.path]).toEqual(['DELETE', '/v1/webhooks/wsub_1']);
  });
});

describe('the integration', () => {
  it.each([
    ['disconnected', 'disconnect', (client: BrexClient) => client.disconnectIntegration('int_1')],
    ['reactivated', 'reactivate', (client: BrexClient) => client.reactivateIntegration('int_1')],
  ])('is %s without a body, and told by either name of its id', async (_what, verb, move) => {
    const client = await start(() => ({ body: { id: 'int_1', status: 'DISABLED' } }));
    expect(await move(client)).toEqual({ integrationId: 'int_1', status: 'DISABLED' });
    expect(brex.received).toMatchObject([
      { method: 'POST', path: `/v3/accounting/integration/int_1/${verb}`, body: '' },
    ]);
    expect(brex.received[0]?.headers['content-type']).toBeUndefined();
  });
});
