import { type BrexClient, createBrexClient } from '../../brex';
import { sandboxCredentials } from '../../sandbox/world/world';
import { type Running, startSandbox, world } from '../sandbox/brex/harness';

/** Every list of the client against the stand-in, which was built from the contracts and not from the client. */
describe('the client and the stand-in agree on', () => {
  let running: Running;
  let client: BrexClient;

  beforeAll(async () => {
    running = await startSandbox();
    client = createBrexClient({ baseUrl: running.url, token: sandboxCredentials.brexToken });
  });
  afterAll(async () => {
    await client.close();
    await running.stop();
  });
  afterEach(() => running.sandbox.behave({ maxRecordsPerPage: 1000, deniedScopes: [] }));

  async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
    const all: T[] = [];
    for await (const item of items) all.push(item);
    return all;
  }

  it('vendors', async () => {
    const vendors = await client.vendors();
    expect(vendors.map(({ id }) => id)).toEqual(world.brex.vendors.map(({ id }) => id));
    expect(vendors[0]).toEqual({
      id: world.brex.vendors[0]?.id,
      companyName: world.brex.vendors[0]?.companyName,
      email: world.brex.vendors[0]?.email,
      phone: world.brex.vendors[0]?.phone,
    });
  });

  it('cash accounts', async () => {
    expect(await client.cashAccounts()).toMatchObject([
      {
        id: world.brex.cashAccountId,
        primary: true,
        currentBalance: { amount: '248310.67', currency: 'USD' },
      },
      { primary: false, currentBalance: { amount: '75000', currency: 'USD' } },
    ]);
  });

  it('cash transactions, from an instant on', async () => {
    const all = await listed(client.cashTransactions(world.brex.cashAccountId));
    expect(all.map(({ amount }) => amount?.amount)).toEqual(['-18450.22', '212.07', '-15', '38.4']);
    const since = `${all[2]?.postedAtDate}T00:00:00Z`;
    expect(await listed(client.cashTransactions(world.brex.cashAccountId, since))).toEqual(all.slice(2));
  });

  it('a cash account that is none, which is refused and no matter of the token', async () => {
    await expect(listed(client.cashTransactions('cuacc_1'))).rejects.toMatchObject({ kind: 'denied' });
  });

  it('fields and their values', async () => {
    const [field] = await client.fields();
    const [first] = world.brex.fields;
    const values = await client.fieldValues(field?.id ?? '', [first?.values[0]?.brexId ?? '']);
    expect(values).toEqual([
      {
        id: first?.values[0]?.brexId,
        value: first?.values[0]?.value,
        remoteId: first?.values[0]?.remoteId,
        isDisabled: false,
      },
    ]);
  });

  it('records over several pages, where the account gives fewer at once than asked for', async () => {
    const ids = Array.from({ length: 230 }, () => running.sandbox.records.create({}).id);
    running.sandbox.behave({ maxRecordsPerPage: 100 });
    const read = await listed(client.records({ sourceType: 'CARD' }));
    expect(new Set(read.map(({ id }) => id))).toEqual(new Set(ids));
  });

  it('500 ids and more, in parts', async () => {
    const ids = Array.from({ length: 510 }, () => running.sandbox.records.create({}).id);
    expect((await listed(client.records({ ids }))).map(({ id }) => id)).toEqual(ids);
  });

  it('a scope that is missing', async () => {
    running.sandbox.behave({ deniedScopes: ['vendors', 'vendors.readonly'] });
    await expect(client.vendors()).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('Insufficient scope'),
    });
  });

  it('the life of an integration', async () => {
    const made = await client.createIntegration({ vendor: 'EPICOR_KINETIC', vendorAccountId: 'EPIC06' });
    const { integrationId } = made;
    expect(await client.createIntegration({ vendor: 'EPICOR_KINETIC', vendorAccountId: 'EPIC06' })).toEqual(
      made,
    );
    expect(await client.disconnectIntegration(integrationId)).toEqual({ integrationId, status: 'DISABLED' });
    await expect(client.disconnectIntegration(integrationId)).rejects.toMatchObject({
      errorCode: 'INTEGRATION_NOT_ACTIVE',
    });
    expect(await client.reactivateIntegration(integrationId)).toEqual({ integrationId, status: 'ACTIVE' });
    await expect(client.reactivateIntegration(integrationId)).rejects.toMatchObject({
      errorCode: 'ACTIVE_INTEGRATION_EXISTS',
    });
    await expect(client.disconnectIntegration('int_nobody')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(
      client.createIntegration({ vendor: 'EPICOR_KINETIC', vendorAccountId: 'OTHER' }),
    ).rejects.toMatchObject({ errorCode: 'VENDOR_ACCOUNT_ID_MISMATCH' });
  });

  it('the life of a webhook endpoint', async () => {
    const wanted = { url: 'https://gw.example.com/webhooks/brex/acme', eventTypes: ['USER_UPDATED'] };
    const { id } = await client.registerWebhook(wanted);
    expect(await client.webhooks()).toEqual([{ id, ...wanted, status: 'ACTIVE' }]);
    await client.changeWebhook(id, { ...wanted, eventTypes: ['ACCOUNTING_RECORD_READY_FOR_EXPORT'] });
    expect(await client.webhooks()).toMatchObject([{ eventTypes: ['ACCOUNTING_RECORD_READY_FOR_EXPORT'] }]);
    await client.removeWebhook(id);
    expect(await client.webhooks()).toEqual([]);
  });
});
