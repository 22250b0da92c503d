import { type Handler, type StartedBrex, startBrex } from './brex-server';

let brex: StartedBrex;
const start = async (handler: Handler) => {
  brex = await startBrex(handler);
  return brex.client;
};
afterEach(() => brex.stop());

const uline = { id: 'pdcont_1', company_name: 'Uline', email: null, phone: '1', payment_accounts: [] };
const sent = () => ({
  ...brex.received[0],
  body: brex.received[0]?.body ? JSON.parse(brex.received[0].body) : null,
});

describe('a vendor of Brex', () => {
  it('is created with its key and what it has, and read without its payment accounts', async () => {
    const client = await start(() => ({ body: uline }));
    const wanted = { companyName: 'Uline', email: null, phone: '1' };
    expect(await client.createVendor(wanted, 'a-key')).toEqual({
      id: 'pdcont_1',
      companyName: 'Uline',
      email: null,
      phone: '1',
    });
    expect(sent()).toMatchObject({
      method: 'POST',
      path: '/v1/vendors',
      body: { company_name: 'Uline', phone: '1' },
    });
    expect(sent().headers?.['idempotency-key']).toBe('a-key');
  });

  it('is changed by what changes alone: payment accounts are never sent', async () => {
    const client = await start(() => ({ body: uline }));
    await client.changeVendor('pdcont_1', { email: 'ap@uline.example' }, 'a-key');
    expect(sent()).toMatchObject({ method: 'PUT', path: '/v1/vendors/pdcont_1' });
    expect(sent().body).toEqual({ email: 'ap@uline.example' });
    expect(sent().headers?.['idempotency-key']).toBe('a-key');
  });

  it('is asked for by name', async () => {
    const client = await start(() => ({ body: { items: [uline], next_cursor: null } }));
    expect(await client.vendorsNamed('A & B')).toHaveLength(1);
    expect(brex.received[0]?.query.get('name')).toBe('A & B');
  });

  it.each([{ type: 'NOT_FOUND', message: 'Not Found' }, { message: 'Not Found' }, undefined])(
    'is null where Brex knows none of this id, whatever it says: %j',
    async (body) => {
      const client = await start(() => ({ status: 404, body }));
      expect(await client.vendor('pdcont_2')).toBeNull();
    },
  );

  it.each([
    [400, 'invalid'],
    [409, 'conflict'],
  ])('under a name that is taken is refused (%d)', async (status, kind) => {
    const client = await start(() => ({ status, body: { type: 'X', message: 'must be unique' } }));
    await expect(client.createVendor({ companyName: 'Uline' }, 'k')).rejects.toMatchObject({ kind });
  });

  it('may have been created where no answer came', async () => {
    const client = await start(() => ({ status: 502 }));
    await expect(client.createVendor({ companyName: 'Uline' }, 'k')).rejects.toMatchObject({
      kind: 'lost-answer',
    });
  });
});
