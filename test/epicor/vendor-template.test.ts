import { vendorTemplate } from '../../accounting/vendor-template';
import { contractFolder, extractOf } from './contract-names';

const there = contractFolder ? it : it.skip;

there('the columns of a vendor template are columns of Vendor', () => {
  const known = extractOf('Erp.BO.VendorSvc')?.schemas.Erp_Tablesets_VendorRow?.fields ?? {};
  const named = Object.keys(vendorTemplate.in.shape);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((column) => !(column in known))).toEqual([]);
});
