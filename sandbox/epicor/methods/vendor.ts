import type { Context } from '../context';
import { duplicate, notFound, refuse } from '../errors';
import { blankRow, type Dataset, integer, type Row, text } from '../rows';
import { marked, merged, requireCurrent, withRow } from './datasets';
import { getList } from './lists';
import { type Method, type MethodReply, method, readMethod } from './method';
import { getRows } from './reading';

const table = 'Vendor';

/** Tables of VendorSvc.GetRows, in the order of its parameters. */
const tables = [
  'Vendor',
  'VendorAttch',
  'EntityGLC',
  'TaxExempt',
  'Partner',
  'PEVendWhldHist',
  'VendRestriction',
  'VendBank',
  'VendBankAttch',
  'VendCntMain',
  'VenMFBill',
  'VendorPP',
  'VenPPMFBill',
  'VenPPUPSEmail',
  'VendPPRestriction',
  'VendCnt',
  'VendCntAttch',
  'VenUPSEmail',
  'VendRemitTo',
];

function save(context: Context, ds: Dataset): MethodReply {
  const vendors = context.db.table(table);
  const saved: Row[] = [];
  for (const sent of marked(ds, table, 'A')) {
    const row = checked(context, merged(blankRow(table, { Company: context.company }), sent));
    const highest = vendors.all().reduce((top, vendor) => Math.max(top, integer(vendor, 'VendorNum')), 0);
    saved.push(vendors.insert({ ...row, VendorNum: highest + 1 }));
  }
  for (const sent of marked(ds, table, 'U')) {
    const stored = requireCurrent(context, table, vendors.get(integer(sent, 'VendorNum')), sent);
    saved.push(vendors.update(checked(context, merged(stored, sent, ['VendorNum']))));
  }
  for (const sent of marked(ds, table, 'D')) {
    const stored = requireCurrent(context, table, vendors.get(integer(sent, 'VendorNum')), sent);
    const used = context.db
      .table('APInvHed')
      .all()
      .some((header) => header.VendorNum === stored.VendorNum);
    if (used) throw refuse('Invoices exist for this vendor, it cannot be deleted.', table, 'VendorNum');
    vendors.remove(stored);
  }
  return { parameters: { ds: { [table]: saved } } };
}

/** VendorID and Name are required, the id is unique; terms and currency are blank or valid (EPICOR.md 5). */
function checked(context: Context, row: Row): Row {
  const vendorId = text(row, 'VendorID');
  if (vendorId.trim() === '') throw refuse('Vendor ID is required.', table, 'VendorID');
  if (vendorId.length > 8) throw refuse('Vendor ID may have at most 8 characters.', table, 'VendorID');
  if (text(row, 'Name').trim() === '') throw refuse('Name is required.', table, 'Name');
  const others = context.db.table(table).all();
  if (others.some((vendor) => vendor.VendorID === vendorId && vendor.VendorNum !== row.VendorNum)) {
    throw duplicate(context.behaviour.duplicateStatus, `vendor ${vendorId}`);
  }
  for (const [column, reference] of [
    ['TermsCode', 'PurTerms'],
    ['CurrencyCode', 'Currency'],
  ] as const) {
    const code = text(row, column);
    if (code !== '' && !context.db.table(reference).get(code))
      throw refuse(`${column} is not valid.`, table, column);
  }
  return row;
}

/** Erp.BO.VendorSvc (EPICOR.md 5). */
export const vendorMethods: Readonly<Record<string, Method>> = {
  GetNewVendor: method({ ds: 'ds:Vendor' }, (context, given) => {
    const row = blankRow(table, {
      Company: context.company,
      CurrencyCode: context.baseCurrency,
      Approved: true,
      RowMod: 'A',
    });
    return { parameters: { ds: withRow(given.ds(), table, row) } };
  }),
  Update: method({ ds: 'ds:Vendor' }, (context, given) => save(context, given.ds())),
  GetByVendID: method({ vendorID: 'text' }, (context, given) => {
    const vendor = context.db
      .table(table)
      .all()
      .find((row) => row.VendorID === given.text('vendorID'));
    if (!vendor) throw notFound();
    return { returnObj: { [table]: [vendor] } };
  }),
  GetByID: readMethod({ vendorNum: 'integer' }, (context, given) => {
    const vendor = context.db.table(table).get(given.integer('vendorNum'));
    if (!vendor) throw notFound();
    return { returnObj: { [table]: [vendor] } };
  }),
  GetList: getList(table),
  GetRows: getRows(tables, table, (_context, vendor) => ({ [table]: [vendor] })),
};
