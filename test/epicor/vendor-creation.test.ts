import { vendorIds } from '../../epicor/vendor-ids';
import {
  type Answer,
  called,
  errorOf,
  type Received,
  refusal,
  reset,
  type StartedEpicor,
  sentRows,
  startEpicor,
} from './epicor-server';

let server: StartedEpicor;
afterEach(() => server.stop());

const stored = (columns: Record<string, unknown>) => ({
  VendorNum: 7,
  VendorID: 'ALDERTOO',
  Name: 'Alder Tooling, Inc.',
  ExternalId: '',
  Inactive: false,
  ...columns,
});
const listed = (...rows: Record<string, unknown>[]): Answer => ({ body: { value: rows.map(stored) } });
const fresh: Answer = {
  body: {
    parameters: { ds: { Vendor: [{ VendorID: '', CurrencyCode: 'USD', Approved: true, RowMod: 'A' }] } },
  },
};
const saved: Answer = { body: { parameters: { ds: { Vendor: [stored({ ExternalId: 'acme:m1' })] } } } };
const taken: Answer = {
  status: 409,
  body: refusal('A row exists.', 'Ice.Common.DuplicateRecordException'),
};

/** Answers each call by what is left of its list; the last answer stays. */
async function start(answers: Record<string, (Answer | 'lost')[]>): Promise<void> {
  server = await startEpicor((request, response) => {
    const list = answers[called(request)] ?? [];
    const answer = (list.length > 1 ? list.shift() : list[0]) ?? { status: 404 };
    return answer === 'lost' ? reset(response) : answer;
  });
}

const create = (changes: { vendorId?: string } = {}) =>
  server.epicor.vendors.create({
    name: 'Alder Tooling, Inc.',
    marker: 'acme:m1',
    template: { TermsCode: 'N30', GroupCode: 'CARD' },
    ...changes,
  });
const updates = (): Received[] => server.received.filter((request) => called(request) === 'Update');

describe('creating a vendor', () => {
  it("lays the template, the name, an id made of it and the marker over Epicor's defaults", async () => {
    await start({ Vendors: [listed()], GetNewVendor: [fresh], Update: [saved] });
    expect(await create()).toMatchObject({ created: true, vendor: { vendorNum: 7, vendorId: 'ALDERTOO' } });
    expect(sentRows(updates()[0], 'Vendor')).toEqual([
      {
        VendorID: 'ALDERTOO',
        Name: 'Alder Tooling, Inc.',
        ExternalId: 'acme:m1',
        TermsCode: 'N30',
        GroupCode: 'CARD',
        CurrencyCode: 'USD',
        Approved: true,
        RowMod: 'A',
      },
    ]);
  });

  it('takes the next id where the first is another vendor’s', async () => {
    await start({
      Vendors: [listed({ Name: 'Aldertooth GmbH' }), listed()],
      GetNewVendor: [fresh],
      Update: [saved],
    });
    await create();
    expect(sentRows(updates()[0], 'Vendor')).toMatchObject([{ VendorID: 'ALDERT02' }]);
  });

  it('takes a name that differs in case only, as Epicor itself compares it, for the same', async () => {
    await start({ Vendors: [listed({ Name: 'ALDER TOOLING, INC. ' })] });
    expect(await create()).toMatchObject({ created: false, vendor: { vendorNum: 7 } });
  });

  it('does not take an id for taken by a vendor that has another', async () => {
    await start({
      Vendors: [listed({ VendorID: 'ELSE', Name: 'Alder Tooling, Incorporated' })],
      GetNewVendor: [fresh],
      Update: [saved],
    });
    await create();
    expect(sentRows(updates()[0], 'Vendor')).toMatchObject([{ VendorID: 'ALDERTOO' }]);
  });

  it('refuses a wanted id that another vendor has in capitals', async () => {
    await start({ Vendors: [listed({ Name: 'Another', VendorID: 'ALDER' })] });
    expect((await errorOf(create({ vendorId: 'alder' }))).kind).toBe('business');
    expect(updates()).toHaveLength(0);
  });

  it('saves a new row, whatever the reply before made of its mark', async () => {
    await start({
      Vendors: [listed()],
      GetNewVendor: [{ body: { parameters: { ds: { Vendor: [{ VendorID: '' }] } } } }],
      Update: [saved],
    });
    await create();
    expect(sentRows(updates()[0], 'Vendor')).toMatchObject([{ RowMod: 'A' }]);
  });

  it.each([
    ['bears the marker', { Name: 'Renamed since', ExternalId: 'acme:m1' }],
    ['has the name', { ExternalId: '' }],
  ])('creates nothing where one %s', async (_, columns) => {
    await start({ Vendors: [listed(columns)] });
    expect(await create()).toMatchObject({ created: false, vendor: { vendorNum: 7 } });
    expect(server.received).toHaveLength(1);
  });

  it('finds what another attempt created at the same moment', async () => {
    await start({
      Vendors: [listed(), listed({ ExternalId: 'acme:m1' })],
      GetNewVendor: [fresh],
      Update: [taken],
    });
    expect(await create()).toMatchObject({ created: false, vendor: { vendorNum: 7 } });
    expect(updates()).toHaveLength(1);
  });

  it('refuses a wanted id that is another vendor’s, sending nothing', async () => {
    await start({ Vendors: [listed({ Name: 'Another', VendorID: 'ALDER' })] });
    expect(await errorOf(create({ vendorId: 'ALDER' }))).toMatchObject({
      kind: 'business',
      said: 'Vendor ID ALDER belongs to another vendor.',
    });
    expect(updates()).toHaveLength(0);
  });

  it('says that the answer was lost where none came', async () => {
    await start({ Vendors: [listed()], GetNewVendor: [fresh], Update: ['lost'] });
    expect(await errorOf(create())).toMatchObject({ kind: 'lost-answer' });
  });
});

describe('a VendorID made of a name', () => {
  // no server is needed
  beforeEach(() => start({}));

  it.each([
    ['Alder Tooling, Inc.', ['ALDERTOO', 'ALDERT02', 'ALDERT03']],
    ['3M', ['3M', '3M02', '3M03']],
    ['Café Zürich', ['CAFEZURI', 'CAFEZU02', 'CAFEZU03']],
    ['東京', ['VENDOR', 'VENDOR02', 'VENDOR03']],
  ])('%s', (name, first) => {
    expect(vendorIds(name).slice(0, 3)).toEqual(first);
  });
});
