import { type Running, startSandbox, world } from './harness';

let running: Running;
beforeEach(async () => {
  running = await startSandbox();
});
afterEach(() => running.stop());

describe('expenses', () => {
  it('tell the merchant only where it is asked for, as the card network wrote it', async () => {
    const { sourceId } = running.sandbox.records.create({ merchant: 'home-depot-noisy', amount: '35.07' });
    const plain = await running.call('GET', `/v1/expenses/${sourceId}`);
    const expanded = await running.call('GET', `/v1/expenses/${sourceId}?expand[]=merchant`);
    expect(plain.body).not.toHaveProperty('merchant');
    expect(expanded.body.merchant).toEqual({
      raw_descriptor: 'THE HOME DEPOT #0723 KNOXVILLE TN',
      mcc: '5200',
      country: 'USA',
    });
  });

  it('have money as integer cents', async () => {
    const { sourceId } = running.sandbox.records.create({
      amount: '35.07',
      originalAmount: { amount: '47.9', currency: 'CAD' },
    });
    const { body } = await running.call('GET', `/v1/expenses/${sourceId}`);
    expect(body.billing_amount).toEqual({ amount: 3507, currency: 'USD' });
    expect(body.original_amount).toEqual({ amount: 4790, currency: 'CAD' });
  });

  it('also tell a cleaned merchant name, by switch', async () => {
    running.sandbox.behave({ merchantName: true });
    const { sourceId } = running.sandbox.records.create({ merchant: 'home-depot-noisy' });
    const { body } = await running.call('GET', `/v1/expenses/${sourceId}?expand[]=merchant`);
    expect(body.merchant.name).toBe('The Home Depot');
  });

  it('come at most 100 at a time', async () => {
    expect((await running.call('GET', '/v1/expenses?limit=100')).status).toBe(200);
    expect((await running.call('GET', '/v1/expenses?limit=101')).status).toBe(400);
  });

  it('refuse an expansion that does not exist', async () => {
    const reply = await running.call('GET', '/v1/expenses?expand[]=vendor');
    expect([reply.status, reply.body.message]).toEqual([400, 'Unsupported entity expansion']);
  });

  it('are 404 behind a card payment, which has none', async () => {
    const { sourceId } = running.sandbox.records.create({ type: 'CARD_PAYMENT' });
    expect((await running.call('GET', `/v1/expenses/${sourceId}`)).status).toBe(404);
  });

  it('keep up with a changed amount', async () => {
    const { id, sourceId } = running.sandbox.records.create({ amount: '10' });
    running.sandbox.records.recode(id, { amount: '12.34' });
    expect((await running.call('GET', `/v1/expenses/${sourceId}`)).body.billing_amount.amount).toBe(1234);
  });
});

describe('vendors', () => {
  const ach = (account: string) => ({
    details: {
      type: 'ACH',
      routing_number: '021000021',
      account_number: account,
      account_type: 'CHECKING',
      account_class: 'BUSINESS',
    },
  });

  it('keep their payment instruments through a change that names none', async () => {
    const body = { company_name: 'Instrumental Ltd', payment_accounts: [ach('1')] };
    const made = (await running.call('POST', '/v1/vendors', { body, key: 'instruments' })).body;
    const id = made.payment_accounts[0].details.payment_instrument_id;
    expect(id).toMatch(/^pdinstl_/);
    const renamed = await running.call('PUT', `/v1/vendors/${made.id}`, {
      body: { company_name: 'Other Ltd' },
    });
    expect(renamed.body.payment_accounts).toEqual(made.payment_accounts);
    const overwritten = await running.call('PUT', `/v1/vendors/${made.id}`, {
      body: { payment_accounts: [ach('2')] },
    });
    expect(overwritten.body.payment_accounts).toEqual([
      { details: { ...ach('2').details, payment_instrument_id: id } },
    ]);
  });

  it('of a name that is taken are refused with 400 or, by switch, 409', async () => {
    const post = (key: string) =>
      running.call('POST', '/v1/vendors', { body: { company_name: 'Twice Ltd' }, key });
    expect((await post('one')).status).toBe(200);
    expect((await post('two')).status).toBe(400);
    running.sandbox.behave({ takenVendorName: 409 });
    expect((await post('three')).status).toBe(409);
  });

  it('have unique names', async () => {
    const reply = await running.call('POST', '/v1/vendors', {
      key: 'k',
      body: { company_name: world.brex.vendors[0]?.companyName.toLowerCase() },
    });
    expect([reply.status, reply.body.message]).toEqual([400, 'company_name must be unique']);
  });

  it('are changed and deleted', async () => {
    const id = world.brex.vendors[0]?.id;
    const changed = await running.call('PUT', `/v1/vendors/${id}`, { body: { phone: '865-555-0100' } });
    expect(changed.body).toMatchObject({ id, phone: '865-555-0100' });
    expect((await running.call('DELETE', `/v1/vendors/${id}`)).status).toBe(200);
    expect((await running.call('GET', `/v1/vendors/${id}`)).status).toBe(404);
  });
});

describe('the company', () => {
  it('is who the token belongs to', async () => {
    const { body } = await running.call('GET', '/v2/company');
    expect(body).toMatchObject({ id: world.brex.companyId, accountType: 'BREX_CLASSIC' });
    expect((await running.call('GET', '/v2/users/me')).body.email).toBe(
      'marian.whitfield@tellicoindustrial.example',
    );
  });

  it('has cash activity in cents, on its cash account only', async () => {
    const path = `/v2/transactions/cash/${world.brex.cashAccountId}`;
    const all = await running.call('GET', path);
    expect(all.body.items[0]).toMatchObject({
      amount: { amount: -1845022, currency: 'USD' },
      type: 'CARD_COLLECTION',
    });
    const recent = await running.call('GET', `${path}?posted_at_start=2026-11-20T00:00:00Z`);
    expect(recent.body.items.map(({ type }: { type: string }) => type)).toEqual(['INTEREST']);
    expect((await running.call('GET', '/v2/transactions/cash/cuacc_card')).status).toBe(403);
  });
});

describe('the webhook subscription', () => {
  const body = { url: 'https://books.example/hook', event_types: ['ACCOUNTING_RECORD_READY_FOR_EXPORT'] };

  it('is one per customer and can be changed and ended', async () => {
    const made = await running.call('POST', '/v1/webhooks', { key: 'a', body });
    expect(made.body).toMatchObject({ ...body, status: 'ACTIVE' });
    expect((await running.call('POST', '/v1/webhooks', { key: 'b', body })).status).toBe(400);
    const path = `/v1/webhooks/${made.body.id}`;
    const off = await running.call('PUT', path, { body: { ...body, status: 'INACTIVE' } });
    expect(off.body.status).toBe('INACTIVE');
    expect((await running.call('DELETE', path)).status).toBe(200);
    expect((await running.call('GET', '/v1/webhooks')).body.items).toEqual([]);
  });

  it('takes HTTPS only, or its own machine', async () => {
    const plain = { ...body, url: 'http://books.example/hook' };
    expect((await running.call('POST', '/v1/webhooks', { key: 'a', body: plain })).status).toBe(400);
    const local = { ...body, url: 'http://127.0.0.1:3000/webhooks/brex/sandbox' };
    expect((await running.call('POST', '/v1/webhooks', { key: 'b', body: local })).status).toBe(200);
  });

  it('has its secrets as a bare array', async () => {
    const { body: secrets } = await running.call('GET', '/v1/webhooks/secrets');
    expect(secrets).toEqual([{ secret: 'c2FuZGJveC13ZWJob29rLXNlY3JldC0x', status: 'ACTIVE' }]);
  });
});
