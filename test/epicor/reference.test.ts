import { type MirrorName, mirrorNames } from '../../accounting/reference-data';
import type { ReferenceRead } from '../../epicor/reference-api';
import { type StartedEpicor, startEpicor } from './epicor-server';

let server: StartedEpicor;
afterEach(() => server.stop());

const everything: ReferenceRead = { after: null, changedSince: null, from: '2026-08-01' };

/** One page, then nothing; and the filters that were asked. */
async function startWith(...rows: object[]): Promise<void> {
  let asked = 0;
  server = await startEpicor(() => {
    asked += 1;
    return { body: { value: asked === 1 ? rows : [] } };
  });
}
const filters = () => server.received.map(({ query }) => query.$filter);

async function read<M extends MirrorName>(mirror: M, read = everything) {
  const pages = [];
  for await (const page of server.epicor.reference.pages(mirror, read)) pages.push(page);
  return pages.flat();
}

describe('the reference data of Epicor', () => {
  it.each(mirrorNames)('is asked for by the names of the contract: %s', async (mirror) => {
    await startWith();
    await expect(read(mirror)).resolves.toEqual([]);
    // `stop` checks every name that was sent
    expect(server.received[0]?.query.$select).toContain('SysRevID');
  });

  it('tells an account by chart and number, whose column carries a 1', async () => {
    await startWith({
      COACode: 'MAIN',
      GLAccount1: '6200|10',
      AccountDesc: 'Travel',
      Active: true,
      EffFrom: '2026-01-01T00:00:00',
      EffTo: null,
      SysRevID: 9_007_199_254_740_993n,
    });
    await expect(read('accounts')).resolves.toEqual([
      {
        key: '["MAIN","6200|10"]',
        sysRevId: '9007199254740993',
        kept: true,
        row: {
          coaCode: 'MAIN',
          account: '6200|10',
          description: 'Travel',
          active: true,
          effectiveFrom: '2026-01-01',
          effectiveTo: null,
        },
      },
    ]);
  });

  it('reads changes by row version, and by the date of change where the table has one', async () => {
    await startWith();
    await read('accounts', { after: '77', changedSince: '2026-10-05', from: '2026-08-01' });
    await read('invoices', { after: '77', changedSince: '2026-10-05', from: '2026-08-01' });
    expect(filters()).toEqual(['SysRevID gt 77', 'ChangeDate ge 2026-10-05T00:00:00Z and SysRevID gt 77']);
  });

  it('does not read documents of long ago', async () => {
    await startWith();
    await read('invoices');
    await read('orders');
    expect(filters()).toEqual([
      'InvoiceDate ge 2026-08-01T00:00:00Z or ChangeDate ge 2026-08-01T00:00:00Z',
      'OpenOrder eq true',
    ]);
  });

  it('keeps no purchase order that is closed or void', async () => {
    const order = { VendorNum: 12, OpenOrder: true, VoidOrder: false };
    await startWith(
      { ...order, PONum: 1, SysRevID: 1 },
      { ...order, PONum: 2, SysRevID: 2, OpenOrder: false },
      { ...order, PONum: 3, SysRevID: 3, VoidOrder: true },
    );
    const orders = await read('orders');
    expect(orders.map(({ row: { poNum }, kept }) => [poNum, kept])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
  });

  it('reads keys and row versions alone where keys are compared', async () => {
    await startWith({ VendorNum: 12, SysRevID: 5 });
    const pages = [];
    for await (const page of server.epicor.reference.keys('vendors', { after: null, from: '2026-08-01' }))
      pages.push(page);
    expect(pages).toEqual([[{ key: '[12]', sysRevId: '5' }]]);
    expect(server.received[0]?.query.$select).toBe('VendorNum,SysRevID');
  });

  it('reads rows by their versions, as many as a URL can name', async () => {
    await startWith();
    await server.epicor.reference.atVersions(
      'terms',
      Array.from({ length: 41 }, (_, index) => String(index + 1)),
    );
    expect(filters()[0]).toMatch(/^SysRevID eq 1 or .* or SysRevID eq 40$/);
    expect(filters()[1]).toBe('SysRevID eq 41');
  });
});

describe('whether Epicor takes a date or an account', () => {
  it('is asked of a new invoice group that is not saved', async () => {
    server = await startEpicor(({ path }) =>
      path.endsWith('GetNewAPInvGrpNoLock')
        ? { body: { parameters: { ds: { APInvGrp: [{ GroupID: '', RowMod: 'A' }] } } } }
        : { body: { parameters: { DateMessage: 'The period is closed.', ds: { APInvGrp: [] } } } },
    );
    await expect(server.epicor.apInvoiceGroups.checkDate('BREX', '2026-01-31')).resolves.toEqual({
      ok: false,
      said: 'The period is closed.',
    });
    expect(server.received.at(-1)?.json).toMatchObject({ GroupID: 'BREX', NewApplyDate: '2026-01-31' });
  });

  it('is asked of the validation that knows dynamic segments', async () => {
    server = await startEpicor(({ json }) =>
      String(json.GLAccount).endsWith('P1')
        ? { body: {} }
        : {
            status: 400,
            body: {
              HttpStatus: 400,
              ErrorMessage: 'No such project.',
              ErrorType: 'Ice.Common.BusinessObjectException',
            },
          },
    );
    const validate = (account: string) => server.epicor.accounts.validate('MAIN', account, '2026-10-05');
    await expect(validate('6200|10|P1')).resolves.toEqual({ ok: true });
    await expect(validate('6200|10|P2')).resolves.toEqual({ ok: false, said: 'No such project.' });
    expect(server.received[0]?.json).toMatchObject({
      COACode: 'MAIN',
      EffectiveDate: '2026-10-05',
      ValidateDynamicSegment: true,
    });
  });
});
