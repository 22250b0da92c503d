import { contractFolder, offences } from './contract-names';

const root = '/Kinetic/api/v2/odata/EPIC06/Erp.BO.APInvoiceSvc';
const there = contractFolder ? it : it.skip;

describe('the check of names against the contract', () => {
  there('knows the names that the contract has', () => {
    const body = JSON.stringify({ ds: { APInvHed: [{ InvoiceNum: 'X' }] }, cGroupID: 'G' });
    expect(offences({ verb: 'POST', path: `${root}/GetNewAPInvHedInvoice`, query: {}, body })).toEqual([]);
  });

  there('finds a wrong service, method, parameter, table and column', () => {
    const wrong = { ds: { APInvHed: [{ InvoiceNumber: 'X' }], APInvHeds: [] }, GroupID: 'G' };
    const at = (path: string) => offences({ verb: 'POST', path, query: {}, body: JSON.stringify(wrong) });
    expect(at('/Kinetic/api/v2/odata/EPIC06/Erp.BO.InvoiceSvc/Update')).toHaveLength(1);
    expect(at(`${root}/ChangeVendorIDEx`)).toEqual([
      'Erp.BO.APInvoiceSvc/ChangeVendorIDEx: no method (POST)',
    ]);
    expect(at(`${root}/GetNewAPInvHedInvoice`)).toEqual([
      'Erp.BO.APInvoiceSvc/GetNewAPInvHedInvoice: parameter cGroupID is missing',
      'Erp.BO.APInvoiceSvc/GetNewAPInvHedInvoice: no parameter GroupID',
      'Erp.BO.APInvoiceSvc/GetNewAPInvHedInvoice: no column APInvHed.InvoiceNumber',
      'Erp.BO.APInvoiceSvc/GetNewAPInvHedInvoice: no table APInvHeds',
    ]);
  });

  there('finds a wrong column of a read, and a read that selects nothing', () => {
    const query = { $filter: "Vendor eq 3 and InvoiceNum eq 'a Vendor''s'" };
    expect(offences({ verb: 'GET', path: `${root}/APInvoices`, query, body: '' })).toEqual([
      'Erp.BO.APInvoiceSvc/APInvoices: nothing is selected',
      'Erp.BO.APInvoiceSvc/APInvoices: no column Vendor in APInvHedRow',
    ]);
  });
});
