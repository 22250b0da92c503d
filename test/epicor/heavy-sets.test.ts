import { z } from 'zod';
import * as entitySets from '../../epicor/entity-sets';
import { eq } from '../../epicor/filter';
import { readAll } from '../../epicor/odata';
import { called, errorOf, type Received, refusal, type StartedEpicor, startEpicor } from './epicor-server';

let server: StartedEpicor;
afterEach(() => server.stop());

const failure = {
  status: 500,
  body: refusal('We apologize, but an unexpected internal problem occurred.', 'System.Exception'),
};

const vendorRow = (number: number) => ({
  VendorNum: number,
  VendorID: `V${number}`,
  Name: `Vendor ${number}`,
  Country: 'USA',
  CurrencyCode: 'USD',
  Inactive: false,
  PayHold: false,
  SysRevID: number,
});

/** GetRows over vendors whose row version is above the clause's, `size` a page, with what the page says of more. */
function vendorRows(request: Received, count: number, size: number) {
  const after = Number(/SysRevID > (\d+)/.exec(request.query.whereClauseVendor ?? '')?.[1] ?? 0);
  const rows = Array.from({ length: count }, (_, index) => vendorRow(index + 1)).slice(after, after + size);
  return {
    body: { returnObj: { Vendor: rows, VendorPP: [] }, parameters: { morePages: after + size < count } },
  };
}

async function vendorNums(): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { vendorNum } of server.epicor.vendors.changedSince(null)) numbers.push(vendorNum);
  return numbers;
}

/** EPICOR.md 2.6: plain OData reads of some sets fail on big tenants. */
describe('a set that Epicor cannot read by OData', () => {
  it('is read by GetRows, page after page as long as morePages says so', async () => {
    server = await startEpicor((request) =>
      called(request) === 'Vendors' ? failure : vendorRows(request, 250, 100),
    );
    expect(await vendorNums()).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
    expect(server.received.map(called)).toEqual(['Vendors', 'GetRows', 'GetRows', 'GetRows']);
    expect(server.received[2]?.query).toMatchObject({
      whereClauseVendor: 'SysRevID > 100 BY SysRevID',
      whereClauseVendRemitTo: '',
      pageSize: '200',
      absolutePage: '1',
    });
  });

  it('is asked of GetRows at once the next time, and other sets are not', async () => {
    server = await startEpicor((request) => {
      if (called(request) === 'Currencies') return { body: { value: [] } };
      return called(request) === 'Vendors' ? failure : vendorRows(request, 1, 100);
    });
    expect(await server.epicor.vendors.get(1)).toMatchObject({ vendorNum: 1 });
    expect(await server.epicor.vendors.get(1)).toMatchObject({ vendorNum: 1 });
    await server.epicor.currencies.exists('USD');
    expect(server.received.map(called)).toEqual(['Vendors', 'GetRows', 'GetRows', 'Currencies']);
    expect(server.received[1]?.query.whereClauseVendor).toBe('VendorNum = 1');
  });

  it('goes on to the next page where GetRows gives an empty one and has more', async () => {
    server = await startEpicor((request) => {
      if (called(request) === 'Vendors') return failure;
      const empty = request.query.absolutePage === '1';
      const Vendor = empty ? [] : [vendorRow(7)];
      return { body: { returnObj: { Vendor }, parameters: { morePages: empty } } };
    });
    expect(await vendorNums()).toEqual([7]);
    expect(server.received.map((request) => request.query.absolutePage)).toEqual([undefined, '1', '2']);
  });

  it('is read to an empty page where GetRows does not say whether there is more', async () => {
    server = await startEpicor((request) => {
      if (called(request) === 'Vendors') return failure;
      return { body: { returnObj: vendorRows(request, 3, 2).body.returnObj } };
    });
    expect(await vendorNums()).toEqual([1, 2, 3]);
  });

  it('gives accounts under the names of the entity set, though the data set names them otherwise', async () => {
    const row = { GLAccount: '6200|10', AccountDesc: 'Supplies', Active: true, SysRevID: 4 };
    server = await startEpicor((request) => {
      if (called(request) === 'GLAccounts') return failure;
      return { body: { returnObj: { GLAccount: [row] }, parameters: { morePages: false } } };
    });
    const found = await server.epicor.accounts.find('MAIN', ['6200|10', '6200|99']);
    expect([...found.keys()]).toEqual(['6200|10']);
    expect(server.received[1]?.query.whereClauseGLAccount).toBe(
      "COACode = 'MAIN' and (GLAccount = '6200|10' or GLAccount = '6200|99') BY SysRevID",
    );
  });

  it('is not blamed where GetRows fails as well', async () => {
    let down = true;
    server = await startEpicor(() => (down ? failure : { body: { value: [vendorRow(1)] } }));
    expect(await errorOf(server.epicor.vendors.get(1))).toMatchObject({
      kind: 'transient',
      method: 'Vendors',
      status: 500,
    });
    down = false;
    expect(await server.epicor.vendors.get(1)).toMatchObject({ vendorNum: 1 });
    expect(server.received.map(called)).toEqual(['Vendors', 'GetRows', 'Vendors']);
  });

  it.each([502, 503, 504])(
    'is not asked of GetRows where something before Epicor fails with %i',
    async (status) => {
      server = await startEpicor(() => ({ status, body: 'Bad gateway' }));
      await errorOf(server.epicor.vendors.get(1));
      expect(server.received).toHaveLength(1);
    },
  );
});

describe('a read that goes by another column than the row version', () => {
  const select = z.object({ VendorID: z.string() });

  it('asks for what is above the last key, texts quoted', async () => {
    const ids = ["A'1", 'B', 'C'];
    server = await startEpicor((request) => {
      const after = /VendorID gt '(.*)'/.exec(request.query.$filter ?? '')?.[1]?.replace("''", "'") ?? '';
      const value = ids
        .filter((id) => id > after)
        .map((VendorID, index) => ({ VendorID, SysRevID: 9 - index }));
      return { body: { value: value.slice(0, 1) } };
    });
    const found = [];
    const read = { select, filter: eq('Inactive', false), keysetOn: 'VendorID', after: '5' };
    for await (const row of readAll(server.http, entitySets.vendors, read)) found.push(row.VendorID);
    expect(found).toEqual(ids);
    expect(server.received[1]?.query).toMatchObject({
      $filter: "(Inactive eq false and SysRevID gt 5) and VendorID gt 'A''1'",
      $orderby: 'VendorID',
    });
  });

  it('ends with an error where the same page comes again', async () => {
    server = await startEpicor(() => ({ body: { value: [{ VendorID: 'A', SysRevID: 1 }] } }));
    const reading = (async () => {
      for await (const _ of readAll(server.http, entitySets.vendors, { select, keysetOn: 'VendorID' }));
    })();
    expect((await errorOf(reading)).said).toContain('does not advance');
  });
});
