import { type Running, startSandbox, world } from './harness';

let running: Running;
beforeEach(async () => {
  running = await startSandbox();
});
afterEach(() => running.stop());

const glAccount = world.brex.fields[0]?.brexId ?? '';

describe('fields', () => {
  it('are the coding dimensions of the ERP', async () => {
    const { body } = await running.call('GET', '/v1/fields');
    expect(
      body.items.map((field: Record<string, unknown>) => [field.name, field.remote_id, field.group]),
    ).toEqual([
      ['GL account', 'gl_account', 'ERP'],
      ['Department', 'department', 'ERP'],
      ['Location', 'location', 'ERP'],
      ['Product line', 'product_line', 'ERP'],
    ]);
  });

  it('are read and changed one by one', async () => {
    const changed = await running.call('PUT', `/v1/fields/${glAccount}`, { body: { name: 'Account' } });
    expect(changed.body).toMatchObject({ brex_id: glAccount, name: 'Account', is_disabled: false });
    expect((await running.call('GET', '/v1/fields/ef_nobody')).body.type).toBe('NOT_FOUND');
  });

  it('of group ERP need an active integration', async () => {
    const body = { name: 'Project', group: 'ERP', remote_id: 'project' };
    const refused = await running.call('POST', '/v1/fields', { body, key: 'k1' });
    expect([refused.status, refused.body.message]).toEqual([400, 'integration_id is invalid']);
    const { body: integration } = await running.call('POST', '/v3/accounting/integration', {
      body: { vendor: 'V', vendor_account_id: 'A' },
    });
    const made = await running.call('POST', '/v1/fields', {
      body: { ...body, integration_id: integration.integration_id },
      key: 'k2',
    });
    expect(made.body).toMatchObject({ name: 'Project', remote_id: 'project' });
  });
});

describe('what Brex leaves open about fields', () => {
  const path = `/v1/fields/${glAccount}/values`;
  const twice = { items: [{ value: '6210 Airfare', remote_id: '6210' }] };

  it('is whether they carry their integration', async () => {
    expect((await running.call('GET', `/v1/fields/${glAccount}`)).body).not.toHaveProperty('integration_id');
    running.sandbox.behave({ fieldsTellIntegration: true });
    expect((await running.call('GET', `/v1/fields/${glAccount}`)).body.integration_id).toBeNull();
  });

  it('is whether a value of the same remote id or text is taken again', async () => {
    expect((await running.call('POST', path, { body: twice, key: 'k1' })).status).toBe(200);
    running.sandbox.behave({ duplicateFieldValues: 'refused' });
    const refused = await running.call('POST', path, { body: twice, key: 'k2' });
    expect([refused.status, refused.body.message]).toEqual([
      400,
      'Field value "6210 Airfare" already exists',
    ]);
  });

  it('is not that a value to be changed is named by exactly one id', async () => {
    const item = { remote_id: '6210', value_id: '6210', data: { is_disabled: true } };
    expect((await running.call('PUT', path, { body: { items: [item] } })).status).toBe(400);
  });
});

describe('field values', () => {
  it('are found by their ids and texts', async () => {
    const path = `/v1/fields/${glAccount}/values`;
    const byRemote = await running.call('GET', `${path}?remote_id[]=6210&remote_id[]=6220`);
    expect(byRemote.body.items.map(({ value }: { value: string }) => value)).toEqual([
      '6210 Airfare',
      '6220 Lodging',
    ]);
    const [{ brex_id }] = byRemote.body.items;
    expect((await running.call('GET', `${path}?brex_id[]=${brex_id}`)).body.items).toHaveLength(1);
    expect((await running.call('GET', `${path}?value=6210%20Airfare`)).body.items).toHaveLength(1);
    expect((await running.call('GET', `${path}/${brex_id}`)).body.remote_id).toBe('6210');
  });

  it('include one that stands for no Epicor code', async () => {
    const { body } = await running.call('GET', `/v1/fields/${glAccount}/values?limit=1000`);
    const unmapped = body.items.filter(({ remote_id }: { remote_id: string | null }) => remote_id === null);
    expect(unmapped.map(({ value }: { value: string }) => value)).toEqual(['Employee gifts (new)']);
  });

  it('are made, changed and deleted', async () => {
    const path = `/v1/fields/${glAccount}/values`;
    const made = await running.call('POST', path, {
      key: 'k',
      body: { items: [{ value: '6999 Other', value_id: '6999', remote_id: '6999' }] },
    });
    expect(made.body.items[0]).toMatchObject({ value: '6999 Other', remote_id: '6999', field_id: glAccount });
    const changed = await running.call('PUT', path, {
      body: { items: [{ remote_id: '6999', data: { is_disabled: true } }] },
    });
    expect(changed.body.items[0]).toMatchObject({ value: '6999 Other', is_disabled: true });
    await running.call('DELETE', path, { body: { items: [{ remote_id: '6999' }] } });
    expect((await running.call('GET', `${path}?remote_id[]=6999`)).body.items).toEqual([]);
  });

  it('take ASCII only', async () => {
    const reply = await running.call('POST', `/v1/fields/${glAccount}/values`, {
      key: 'k',
      body: { items: [{ value: 'Büro' }] },
    });
    expect(reply.status).toBe(400);
    expect(reply.body.message).toContain('value is invalid');
  });
});

describe('Idempotency-Key', () => {
  const vendor = { company_name: 'Norris Tooling' };

  it.each(['/v1/vendors', '/v1/fields', `/v1/fields/${glAccount}/values`, '/v1/webhooks'])(
    'is required on POST %s',
    async (path) => {
      const reply = await running.call('POST', path, { body: {} });
      expect([reply.status, reply.body.message]).toEqual([400, 'Idempotency-Key header is required']);
    },
  );

  it('gives the first answer again for the same request', async () => {
    const first = await running.call('POST', '/v1/vendors', { body: vendor, key: 'one' });
    const second = await running.call('POST', '/v1/vendors', { body: vendor, key: 'one' });
    expect(second.body).toEqual(first.body);
    expect((await running.call('GET', '/v1/vendors?name=Norris%20Tooling')).body.items).toHaveLength(1);
  });

  it.each([409, 400] as const)('is refused for another request, with %i by switch', async (status) => {
    running.sandbox.behave({ idempotencyConflict: status });
    await running.call('POST', '/v1/vendors', { body: vendor, key: 'one' });
    const reply = await running.call('POST', '/v1/vendors', { body: { company_name: 'Other' }, key: 'one' });
    expect(reply.status).toBe(status);
  });
});
