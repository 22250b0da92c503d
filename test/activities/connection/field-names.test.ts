import pLimit from 'p-limit';
import type { AccountingRecord } from '../../../accounting/accounting-record';
import { FieldNameCache } from '../../../activities/connection/field-names';
import { type Handler, type StartedBrex, startBrex } from '../../brex/brex-server';

let brex: StartedBrex;
let names: FieldNameCache;
async function start(handler: Handler): Promise<void> {
  brex = await startBrex(handler);
  names = new FieldNameCache(brex.client, pLimit(4));
}
afterEach(() => brex.stop());

const account = 'ef_account';
/** A record with one line, coded by these values of one field. */
const coded = (...valueIds: string[]) =>
  ({
    lines: [
      {
        fieldValues: valueIds.map((brexValueId) => ({
          brexFieldId: account,
          remoteFieldId: null,
          brexValueId,
          remoteValueId: null,
        })),
      },
    ],
  }) as unknown as AccountingRecord;

const serving: Handler = ({ path, query }) => {
  const value = (id: string) => ({ brex_id: id, value: `Name of ${id}`, remote_id: null });
  if (path === '/v1/fields')
    return {
      body: { items: [{ brex_id: account, name: 'GL account', remote_id: null }], next_cursor: null },
    };
  const known = query.getAll('brex_id[]').filter((id) => id !== 'efo_deleted');
  return { body: { items: known.map(value), next_cursor: null } };
};

describe('the names of fields and values', () => {
  it('are asked for once for all records that come together', async () => {
    await start(serving);
    const found = await Promise.all([
      names.of(coded('efo_1')),
      names.of(coded('efo_1', 'efo_2')),
      names.of(coded('efo_3')),
    ]);
    expect(found.map(({ values }) => Object.values(values))).toEqual([
      ['Name of efo_1'],
      ['Name of efo_1', 'Name of efo_2'],
      ['Name of efo_3'],
    ]);
    expect(found[0]?.fields).toEqual({ [account]: 'GL account' });
    expect(brex.received.map(({ path }) => path)).toEqual(['/v1/fields', `/v1/fields/${account}/values`]);
  });

  it('are not asked for again', async () => {
    await start(serving);
    await names.of(coded('efo_1'));
    await names.of(coded('efo_1'));
    expect(brex.received).toHaveLength(2);
  });

  it('are absent where Brex no longer has the value', async () => {
    await start(serving);
    expect((await names.of(coded('efo_1', 'efo_deleted'))).values).toEqual({ efo_1: 'Name of efo_1' });
  });

  it('are absent where the token may not read them', async () => {
    await start(() => ({ status: 403, body: { type: 'FORBIDDEN', message: 'You do not have permission' } }));
    expect(await names.of(coded('efo_1'))).toEqual({ fields: {}, values: {} });
  });

  it.each([
    ['an empty 404', { status: 404 }],
    ['a 404 of a proxy', { status: 404, body: '<h1>not here</h1>' }],
    ['a 404 in Brex’s words', { status: 404, body: { type: 'NOT_FOUND', message: 'Not Found' } }],
    ['a 400', { status: 400, body: { type: 'BAD_REQUEST', message: 'field_id is invalid' } }],
  ])('are absent where Brex knows the field by another id and answers %s', async (_, refusal) => {
    await start((request, response) =>
      request.path === '/v1/fields' ? serving(request, response) : refusal,
    );
    expect(await names.of(coded('efo_1'))).toEqual({ fields: { [account]: 'GL account' }, values: {} });
  });

  it('are not asked for with every record where there are none', async () => {
    await start(serving);
    await names.of(coded('efo_deleted'));
    await names.of(coded('efo_deleted'));
    expect(brex.received).toHaveLength(2);
  });

  it('are not asked for with every record where the token may not read them', async () => {
    await start(() => ({ status: 403, body: { type: 'FORBIDDEN', message: 'You do not have permission' } }));
    await names.of(coded('efo_1'));
    await names.of(coded('efo_1'));
    expect(brex.received).toHaveLength(2);
  });

  it('fail for every record that waits for them where Brex is in trouble, and are asked for again', async () => {
    let down = true;
    await start((request, response) =>
      down && request.path !== '/v1/fields' ? { status: 503 } : serving(request, response),
    );
    const first = await Promise.allSettled([names.of(coded('efo_1')), names.of(coded('efo_2'))]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    down = false;
    expect((await names.of(coded('efo_1'))).values).toEqual({ efo_1: 'Name of efo_1' });
  });
});
