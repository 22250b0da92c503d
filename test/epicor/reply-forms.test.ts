import { errorOf, type StartedEpicor, startEpicor } from './epicor-server';

let server: StartedEpicor;
afterEach(() => server.stop());

const group = { GroupID: 'BRX', ActiveUserID: '' };
const ensure = () => server.epicor.apInvoiceGroups.ensure({ groupId: 'BRX', applyDate: '2026-10-15' });

describe('the reply of a method', () => {
  it.each([
    ['in parameters', { parameters: { ds: { APInvGrp: [group] } } }],
    [
      'in parameters beside an empty returnObj',
      { returnObj: null, parameters: { ds: { APInvGrp: [group] } } },
    ],
    ['in returnObj', { returnObj: { APInvGrp: [group] } }],
    ['in returnObj beside empty parameters', { returnObj: { APInvGrp: [group] }, parameters: {} }],
  ])('may carry its data set %s', async (_where, reply) => {
    server = await startEpicor((request) => ({ body: request.verb === 'GET' ? { value: [] } : reply }));
    expect(await ensure()).toMatchObject({ created: true });
  });

  it.each([[[]], ['"text"'], [{ parameters: {} }], [{ error: 'odd' }]])(
    'is a bad reply where it carries none: %j',
    async (reply) => {
      server = await startEpicor((request) => ({ body: request.verb === 'GET' ? { value: [] } : reply }));
      expect((await errorOf(ensure())).kind).toBe('bad-reply');
    },
  );

  it('is a lost answer where it carries none after a write', async () => {
    server = await startEpicor(() => ({ body: { parameters: {} } }));
    const draft = { kind: 'ap-invoice', vendorNum: 12, invoiceNum: 'X', remarks: [] } as const;
    const ds = '{"APInvHed":[{"InvoiceNum":"X"}]}';
    const call = server.epicor.apInvoices.saveHeader({ ...draft, ds }, 'BRX');
    expect(await errorOf(call)).toMatchObject({
      kind: 'lost-answer',
      said: expect.stringContaining('lUpdateRan'),
    });
  });
});
