import { BrexError, type Exchange } from '../../brex';
import { type Handler, recordLike, reset, type StartedBrex, startBrex, token } from './brex-server';

let brex: StartedBrex;
async function start(handler: Handler, options = {}): Promise<StartedBrex> {
  brex = await startBrex(handler, options);
  return brex;
}
afterEach(() => brex.stop());

async function idsOf(records: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const record of records) ids.push(record.id);
  return ids;
}

const page = (ids: string[], next_cursor: string | null = null) => ({
  body: { items: ids.map((id) => recordLike({ id })), next_cursor, has_next_page: next_cursor !== null },
});

describe('every call', () => {
  it('carries the bearer token and is reported as an exchange', async () => {
    await start(() => ({
      body: { id: 'cuacc_1', legal_name: 'Northwind Supply, Inc.', accountType: 'BREX_CLASSIC' },
      headers: { 'x-brex-trace-id': '99' },
    }));
    expect(await brex.client.company()).toEqual({ id: 'cuacc_1', legalName: 'Northwind Supply, Inc.' });
    expect(brex.received[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect(brex.exchanges).toEqual<Exchange[]>([
      {
        system: 'brex',
        method: 'GET',
        path: '/v2/company',
        status: 200,
        ms: expect.any(Number) as number,
        traceId: '99',
        outcome: 'ok',
      },
    ]);
  });

  it('asks for a current token each time', async () => {
    const tokens = ['first', 'second'];
    const token = { current: async () => tokens.shift() ?? '', renewed: async () => 'never' };
    await start(() => ({ body: { id: 'cuacc_1' } }), { token });
    await brex.client.company();
    await brex.client.company();
    expect(brex.received.map((request) => request.headers.authorization)).toEqual([
      'Bearer first',
      'Bearer second',
    ]);
  });

  it('reports a change without an answer as lost', async () => {
    await start((_request, response) => reset(response));
    await expect(
      brex.client.reportExportResults([{ recordId: 'accr_1', failure: { message: 'no' } }]),
    ).rejects.toBeInstanceOf(BrexError);
    expect(brex.exchanges).toMatchObject([{ method: 'POST', status: null, outcome: 'lost' }]);
  });

  it('is not disturbed by an observer that fails', async () => {
    await start(() => ({ body: { id: 'cuacc_1' } }), {
      onExchange: () => {
        throw new Error('full disk');
      },
    });
    expect(await brex.client.company()).toEqual({ id: 'cuacc_1', legalName: null });
  });

  it('keeps a path prefix of the base address', async () => {
    await start(() => ({ body: { id: 'cuacc_1' } }));
    const { createBrexClient } = await import('../../brex');
    const prefixed = createBrexClient({ baseUrl: `${brex.baseUrl}/brex/`, token });
    await prefixed.company();
    await prefixed.close();
    expect(brex.received[0]?.path).toBe('/brex/v2/company');
  });
});

describe('one record', () => {
  it('is null where Brex says that there is none', async () => {
    await start(() => ({
      status: 404,
      body: { error_code: 'NOT_FOUND', message: 'The requested accounting record was not found.' },
    }));
    expect(await brex.client.record('accr_gone')).toBeNull();
  });

  it('is an error where a gateway knows no such address: the record may well exist', async () => {
    await start(() => ({ status: 404 }));
    await expect(brex.client.record('accr_1')).rejects.toMatchObject({ kind: 'bad-reply', status: 404 });
  });

  it('is asked for by its id as one segment of the path', async () => {
    await start(() => ({ body: recordLike({ id: 'a/b?c' }) }));
    await brex.client.record('a/b?c');
    expect(brex.received[0]?.path).toBe('/v3/accounting/records/a%2Fb%3Fc');
  });

  it('tells which lines it has as a single entry', async () => {
    await start(() => ({ body: recordLike({}) }));
    const whole = await brex.client.record('accr_1');
    expect(await brex.client.singleEntryLineIds('accr_1')).toEqual(whole?.lines.map(({ id }) => id));
    expect(brex.received.map(({ query }) => query.get('single_entry'))).toEqual([null, 'true']);
  });

  it('in single entry are known by their ids alone, whatever else such a line has', async () => {
    const line_items = [{ id: 'arli_1', amount: { amount: -5, currency: 'USD' } }];
    await start(() => ({ body: recordLike({ line_items }) }));
    expect(await brex.client.singleEntryLineIds('accr_1')).toEqual(['arli_1']);
  });

  it.each(['', '.', '..', 'accr 1', 'accr_1\n'])('refuses %j as an id and sends nothing', async (id) => {
    await start(() => ({ body: recordLike({}) }));
    await expect(brex.client.record(id)).rejects.toMatchObject({ kind: 'invalid', status: null });
    expect(brex.received).toEqual([]);
  });
});

describe('records', () => {
  it('are read page by page with the same filter, each once though pages shift', async () => {
    await start(({ query }) => {
      const cursor = query.get('cursor');
      if (cursor === null) return page(['accr_1', 'accr_2'], 'c1');
      return cursor === 'c1' ? page(['accr_2', 'accr_3'], 'c2') : page(['accr_4']);
    });
    const read = brex.client.records({
      sourceType: 'BILL',
      reviewStatus: 'READY_FOR_EXPORT',
      updatedAfter: '2026-10-01T00:00:00Z',
    });
    expect(await idsOf(read)).toEqual(['accr_1', 'accr_2', 'accr_3', 'accr_4']);
    for (const { query } of brex.received) {
      expect(query.get('source_type')).toBe('BILL');
      expect(query.get('review_status')).toBe('READY_FOR_EXPORT');
      expect(query.get('updated_at[gt]')).toBe('2026-10-01T00:00:00Z');
      expect(query.get('limit')).toBe('1000');
    }
  });

  it('end with an error where a cursor comes a second time', async () => {
    await start(() => page(['accr_1'], 'round'));
    await expect(idsOf(brex.client.records({}))).rejects.toMatchObject({
      kind: 'bad-reply',
      message: expect.stringContaining('same page cursor twice'),
    });
    expect(brex.received).toHaveLength(2);
  });

  it('end where Brex says that there is no next page, though it names a cursor', async () => {
    await start(() => ({ body: { items: [recordLike({})], next_cursor: 'c1', has_next_page: false } }));
    expect(await idsOf(brex.client.records({}))).toEqual(['accr_abc123']);
    expect(brex.received).toHaveLength(1);
  });

  it('are not silently cut short where a next page is announced without a cursor', async () => {
    await start(() => ({ body: { items: [], next_cursor: null, has_next_page: true } }));
    await expect(idsOf(brex.client.records({}))).rejects.toMatchObject({ kind: 'bad-reply' });
  });

  it('of named ids are asked for in parts of at most 500 ids, each id once', async () => {
    await start(({ query }) => page(query.getAll('ids')));
    const ids = Array.from({ length: 501 }, (_, index) => `a${index}`);
    expect(await idsOf(brex.client.records({ ids: [...ids, 'a0'] }))).toEqual(ids);
    expect(brex.received.map(({ query }) => query.getAll('ids').length)).toEqual([500, 1]);
  });

  it('of long ids are asked for in parts whose address a server takes', async () => {
    await start(({ query }) => page(query.getAll('ids')));
    const ids = Array.from({ length: 500 }, (_, index) => `accr_${String(index).padStart(36, '0')}`);
    expect(await idsOf(brex.client.records({ ids }))).toEqual(ids);
  });

  it('of no ids are none, and nothing is asked', async () => {
    await start(() => page(['accr_everything']));
    expect(await idsOf(brex.client.records({ ids: [] }))).toEqual([]);
    expect(brex.received).toEqual([]);
  });

  const oneUnreadable = {
    body: {
      items: [
        recordLike({ id: 'accr_1' }),
        recordLike({ id: 'accr_2', amount: null }),
        recordLike({ id: 'accr_3' }),
      ],
      has_next_page: false,
    },
    headers: { 'x-brex-trace-id': '77' },
  };

  it('end with a bad reply at a record that cannot be read', async () => {
    await start(() => oneUnreadable);
    await expect(idsOf(brex.client.records({}))).rejects.toMatchObject({
      kind: 'bad-reply',
      traceId: '77',
      message: expect.stringContaining('record accr_2: the reply is not as the contract says: amount'),
    });
  });

  it('go on past a record that cannot be read where someone takes it', async () => {
    await start(() => oneUnreadable);
    const unreadable: (string | null)[] = [];
    const read = brex.client.records({ onUnreadable: (id) => unreadable.push(id) });
    expect(await idsOf(read)).toEqual(['accr_1', 'accr_3']);
    expect(unreadable).toEqual(['accr_2']);
  });
});

describe('merchants of a list of expenses', () => {
  const dates = { purchasedFrom: '2026-10-01T00:00:00.000Z', purchasedTo: '2026-10-31T00:00:00.000Z' };

  async function read(most = Number.POSITIVE_INFINITY) {
    const found: [string, string | null][] = [];
    for await (const { expenseId, merchant } of brex.client.cardExpenseMerchants(dates)) {
      found.push([expenseId, merchant?.rawDescriptor ?? null]);
      if (found.length >= most) break;
    }
    return found;
  }

  it('are read in pages of at most a hundred, which is all that Brex gives', async () => {
    await start(({ query }) =>
      query.has('cursor')
        ? { body: { items: [{ id: 'exp_2', merchant: { raw_descriptor: 'ULINE' } }], next_cursor: null } }
        : { body: { items: [{ id: 'exp_1', merchant: { raw_descriptor: 'DELTA' } }], next_cursor: 'c2' } },
    );
    expect(await read()).toEqual([
      ['exp_1', 'DELTA'],
      ['exp_2', 'ULINE'],
    ]);
    expect(brex.received.map(({ query }) => query.toString())).toEqual([
      'expand%5B%5D=merchant&expense_type%5B%5D=CARD&purchased_at_start=2026-10-01T00%3A00%3A00.000Z&purchased_at_end=2026-10-31T00%3A00%3A00.000Z&limit=100',
      'expand%5B%5D=merchant&expense_type%5B%5D=CARD&purchased_at_start=2026-10-01T00%3A00%3A00.000Z&purchased_at_end=2026-10-31T00%3A00%3A00.000Z&limit=100&cursor=c2',
    ]);
  });

  it('are read no further than they are wanted', async () => {
    await start(() => ({ body: { items: [{ id: 'exp_1' }, { id: 'exp_2' }], next_cursor: 'more' } }));
    await read(2);
    expect(brex.received).toHaveLength(1);
  });

  it('are not hidden by an expense that cannot be read', async () => {
    await start(() => ({
      body: {
        items: [
          { id: 'exp_1', merchant: 'DELTA' },
          null,
          { id: 'exp_3', merchant: { raw_descriptor: 'ULINE' } },
        ],
        next_cursor: null,
      },
    }));
    expect(await read()).toEqual([
      ['exp_1', null],
      ['exp_3', 'ULINE'],
    ]);
  });
});

describe('the merchant of an expense', () => {
  it('is read expanded', async () => {
    await start(() => ({
      body: {
        id: 'exp_1',
        updated_at: '2026-01-01T00:00:00Z',
        merchant_id: 'mer_1',
        merchant: { raw_descriptor: 'DELTA AIR 0062341', mcc: '3058', country: 'USA' },
        original_amount: { amount: 41200, currency: 'USD' },
      },
    }));
    expect(await brex.client.expenseMerchant('exp_1')).toEqual({
      id: 'mer_1',
      name: null,
      rawDescriptor: 'DELTA AIR 0062341',
      mcc: '3058',
      country: 'USA',
    });
    expect(brex.received[0]?.query.getAll('expand[]')).toEqual(['merchant']);
  });

  it('is null for an unknown expense and for one without merchant', async () => {
    await start(({ path }) =>
      path.endsWith('exp_1') ? { status: 404 } : { body: { id: 'exp_2', updated_at: '', merchant: null } },
    );
    expect(await brex.client.expenseMerchant('exp_1')).toBeNull();
    expect(await brex.client.expenseMerchant('exp_2')).toBeNull();
  });
});

describe('fields', () => {
  it('are read with all pages, name and remote id being optional', async () => {
    await start(({ query }) =>
      query.get('cursor')
        ? { body: { items: [{ brex_id: 'ef_2', name: null }] } }
        : {
            body: {
              items: [
                {
                  ...{ brex_id: 'ef_1', name: 'GL account', remote_id: 'gl' },
                  ...{ group: 'ERP', integration_id: 'int_1', is_disabled: true },
                },
              ],
              next_cursor: 'c1',
            },
          },
    );
    const told = { group: 'ERP', integrationId: 'int_1', isDisabled: true };
    const untold = { group: null, integrationId: null, isDisabled: false };
    expect(await brex.client.fields()).toEqual([
      { id: 'ef_1', name: 'GL account', remoteId: 'gl', ...told },
      { id: 'ef_2', name: null, remoteId: null, ...untold },
    ]);
    expect(brex.received.map(({ query }) => query.get('limit'))).toEqual(['1000', '1000']);
  });

  it('give the values named by Brex id, in brackets as this API wants it', async () => {
    await start(() => ({ body: { items: [{ brex_id: 'efo_1', value: 'Travel', remote_id: null }] } }));
    expect(await brex.client.fieldValues('ef_1', ['efo_1', 'efo_9', 'efo_1'])).toEqual([
      { id: 'efo_1', value: 'Travel', remoteId: null, isDisabled: false },
    ]);
    expect(brex.received[0]?.path).toBe('/v1/fields/ef_1/values');
    expect(brex.received[0]?.query.getAll('brex_id[]')).toEqual(['efo_1', 'efo_9']);
  });

  it('are not asked for no values', async () => {
    await start(() => ({ body: { items: [{ brex_id: 'efo_1', value: 'Travel' }] } }));
    expect(await brex.client.fieldValues('ef_1', [])).toEqual([]);
    expect(brex.received).toEqual([]);
  });
});

describe('export results', () => {
  it('go out in the shape of the contract and give the updated ids', async () => {
    await start(() => ({ body: { updated_accounting_record_ids: ['accr_1', 'accr_2', 'accr_3'] } }));
    const updated = await brex.client.reportExportResults([
      {
        recordId: 'accr_1',
        success: { referenceId: 'AP 1042 / B-7', deepLinkUrl: 'https://erp.example/#/ap?inv=é 7%20' },
      },
      { recordId: 'accr_2', success: { referenceId: 'GJ 17' } },
      { recordId: 'accr_3', failure: { message: '“Réunion” – no Epicor code → recode it 日' } },
    ]);
    expect(updated).toEqual(['accr_1', 'accr_2', 'accr_3']);
    expect(JSON.parse(brex.received[0]?.body ?? '')).toEqual({
      results: [
        {
          accounting_record_id: 'accr_1',
          success: {
            reference_id: 'AP 1042 / B-7',
            deep_link_url: 'https://erp.example/#/ap?inv=%C3%A9%207%20',
          },
        },
        { accounting_record_id: 'accr_2', success: { reference_id: 'GJ 17' } },
        {
          accounting_record_id: 'accr_3',
          failure: { error_message: '"Reunion" - no Epicor code -> recode it ?' },
        },
      ],
    });
  });

  it('of nothing send nothing', async () => {
    await start(() => ({ status: 400 }));
    expect(await brex.client.reportExportResults([])).toEqual([]);
    expect(brex.received).toEqual([]);
  });
});

describe('the integration', () => {
  it.each(['integration_id', 'id'])('is read by its %s', async (key) => {
    await start(() => ({ body: { [key]: 'int_abc123', vendor: 'EPICOR', status: 'ACTIVE' } }));
    expect(await brex.client.createIntegration({ vendor: 'EPICOR', vendorAccountId: 'EPIC06' })).toEqual({
      integrationId: 'int_abc123',
      status: 'ACTIVE',
    });
    expect(JSON.parse(brex.received[0]?.body ?? '')).toEqual({
      vendor: 'EPICOR',
      vendor_account_id: 'EPIC06',
    });
  });
});

describe('webhook secrets', () => {
  it('are all that still sign: active, soon revoked, and of statuses yet unknown', async () => {
    await start(() => ({
      body: [
        { secret: 'new', status: 'ACTIVE' },
        { secret: 'old', status: 'PENDING_REVOKE' },
        { secret: 'older', status: 'REVOKED' },
        { secret: 'other', status: 'STANDBY' },
      ],
    }));
    expect(await brex.client.webhookSecrets()).toEqual(['new', 'old', 'other']);
  });

  it('do not stand in the error of a reply that cannot be read', async () => {
    await start(() => ({ body: [{ secret: 'whsec_c2VjcmV0', status: 7 }] }));
    await expect(brex.client.webhookSecrets()).rejects.toMatchObject({
      kind: 'bad-reply',
      message: expect.not.stringContaining('c2VjcmV0'),
    });
  });
});
