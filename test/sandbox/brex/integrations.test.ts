import { type Running, startSandbox } from './harness';

let running: Running;
beforeEach(async () => {
  running = await startSandbox();
});
afterEach(() => running.stop());

const create = (vendor = 'BREX_KINETIC', vendor_account_id = 'EPIC06') =>
  running.call('POST', '/v3/accounting/integration', { body: { vendor, vendor_account_id } });
const move = (id: string, verb: string) => running.call('POST', `/v3/accounting/integration/${id}/${verb}`);

describe('an accounting integration', () => {
  it('is created once; the same vendor and account get it back', async () => {
    const first = await create();
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      vendor: 'BREX_KINETIC',
      vendor_account_id: 'EPIC06',
      status: 'ACTIVE',
    });
    expect(first.body.integration_id).toMatch(/^int_/);
    expect((await create()).body).toEqual(first.body);
  });

  it('is refused to another account of the same vendor', async () => {
    const { body } = await create();
    const refused = await create('BREX_KINETIC', 'OTHER');
    expect([refused.status, refused.body.error_code]).toEqual([409, 'VENDOR_ACCOUNT_ID_MISMATCH']);
    expect(refused.body.details.existing_integration_id).toBe(body.integration_id);
  });

  it('is refused to another vendor while one is active', async () => {
    await create();
    const refused = await create('RILLET');
    expect([refused.status, refused.body.error_code]).toEqual([409, 'ACTIVE_INTEGRATION_EXISTS']);
    expect(refused.body.details).toMatchObject({
      existing_vendor: 'BREX_KINETIC',
      requested_vendor: 'RILLET',
    });
  });

  it('is disconnected once, then another vendor may come, then it cannot be reactivated', async () => {
    const { body } = await create();
    expect((await move(body.integration_id, 'disconnect')).body.status).toBe('DISABLED');
    const again = await move(body.integration_id, 'disconnect');
    expect([again.status, again.body.error_code]).toEqual([409, 'INTEGRATION_NOT_ACTIVE']);
    expect((await create('RILLET')).status).toBe(200);
    const late = await move(body.integration_id, 'reactivate');
    expect([late.status, late.body.error_code]).toEqual([409, 'ACTIVE_INTEGRATION_EXISTS']);
  });

  it('is reactivated', async () => {
    const { body } = await create();
    await move(body.integration_id, 'disconnect');
    const reply = await move(body.integration_id, 'reactivate');
    expect([reply.status, reply.body.status]).toEqual([200, 'ACTIVE']);
  });

  it('is 404 where nobody made it', async () => {
    const reply = await move('int_nobody', 'disconnect');
    expect([reply.status, reply.body]).toEqual([
      404,
      { error_code: 'NOT_FOUND', message: 'Integration not found.' },
    ]);
  });

  it('is 400 without a vendor', async () => {
    const reply = await running.call('POST', '/v3/accounting/integration', {
      body: { vendor_account_id: 'x' },
    });
    expect([reply.status, reply.body.error_code]).toEqual([400, 'INVALID_REQUEST']);
  });

  it('also carries the id of the examples, by switch', async () => {
    running.sandbox.behave({ integrationAlsoAsId: true });
    const { body } = await create();
    expect(body.id).toBe(body.integration_id);
  });
});
