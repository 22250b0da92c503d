import { type Handler, reset, type StartedBrex, startBrex } from './brex-server';

let brex: StartedBrex;
async function start(handler: Handler): Promise<void> {
  brex = await startBrex(handler);
}
afterEach(() => brex.stop());

const sent = (index = 0): unknown => JSON.parse(brex.received[index]?.body ?? 'null');
const field = { brex_id: 'ef_1', name: 'Department', updated_at: '', is_disabled: false };
const value = { brex_id: 'efo_1', field_id: 'ef_1', value: '10 Sales', updated_at: '', is_disabled: false };

/** Writes of the Fields API (BREX.md 1.6, 2.6). */
describe('a new field', () => {
  it('is of group ERP, of our integration, and carries its idempotency key', async () => {
    await start(() => ({ body: field }));
    const made = await brex.client.createField(
      { name: 'Départment', remoteId: 'department', integrationId: 'int_1' },
      'key-1',
    );
    expect(made.id).toBe('ef_1');
    expect(brex.received[0]).toMatchObject({ method: 'POST', path: '/v1/fields' });
    expect(brex.received[0]?.headers['idempotency-key']).toBe('key-1');
    expect(sent()).toEqual({
      name: 'Department',
      group: 'ERP',
      remote_id: 'department',
      integration_id: 'int_1',
    });
  });
});

describe('values', () => {
  it("are created in plain ASCII, with Epicor's code as remote id and value id", async () => {
    await start(() => ({ body: { items: [value] } }));
    await brex.client.createFieldValues('ef_1', [{ code: '10', value: '10 Café – Süd' }], 'key-2');
    expect(brex.received[0]).toMatchObject({ method: 'POST', path: '/v1/fields/ef_1/values' });
    expect(brex.received[0]?.headers['idempotency-key']).toBe('key-2');
    expect(sent()).toEqual({ items: [{ value: '10 Cafe - Sud', value_id: '10', remote_id: '10' }] });
  });

  it("are changed by Brex's own id, and only in what is given", async () => {
    await start(() => ({ body: { items: [value] } }));
    await brex.client.updateFieldValues('ef_1', [
      { id: 'efo_1', value: '10 Sales' },
      { id: 'efo_2', isDisabled: true },
    ]);
    expect(brex.received[0]).toMatchObject({ method: 'PUT', path: '/v1/fields/ef_1/values' });
    expect(sent()).toEqual({
      items: [
        { brex_id: 'efo_1', data: { value: '10 Sales' } },
        { brex_id: 'efo_2', data: { is_disabled: true } },
      ],
    });
  });

  it('that got no answer may have been created', async () => {
    await start((_request, response) => reset(response));
    await expect(
      brex.client.createFieldValues('ef_1', [{ code: '10', value: 'Sales' }], 'key-3'),
    ).rejects.toMatchObject({ kind: 'lost-answer' });
  });
});
