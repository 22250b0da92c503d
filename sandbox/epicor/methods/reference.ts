import type { Method } from './method';
import { getRows } from './reading';

/**
 * GetRows of services that are only read here: each takes one where clause per table of its dataset, of which the
 * first is the one that is filled (EPICOR.md 2.2).
 */
const datasets: Readonly<Record<string, string>> = {
  'Erp.BO.CompanySvc': `Company CompanyAttch AGCompany APSyst ARSyst BMSyst BorderPct CRSyst CSFSyst Currency
    CurrRateGrp EQSyst ExtPRSyst FsSyst GLSyst ISSyst JCSyst MMSyst PDMSyst PECompWhldHist PRSyst TaxSvcConfig XaSyst
    XbSyst EntityGLC`,
  'Erp.BO.GLAccountSvc': 'GLAccount',
  'Erp.BO.CurrencySvc': 'Currency CurrencyAttch EntityGLC',
  'Erp.BO.POSvc': `POHeader POHeaderAttch PODetail PODetailAttch PORel PORelAttch PORelTax PORelTGLC PODetailInsp
    PODetailTax POMisc PODetailMiscTax POHeadMisc POHeaderMiscTax POHeaderTax`,
  'Erp.BO.GLJrnDtlSvc': 'GLJrnDtl GLJrnDtlAttch',
  'Erp.BO.COASvc': 'COA COASegment COASegmentNotCreated',
  'Erp.BO.COASegValuesSvc': 'COASegValues COASegAcct COASegOpt COASegRes',
  'Erp.BO.PurTermsSvc': 'PurTerms PurTermsAttch PurTermsDtl PurTermsSched',
};

/** GetRows by service. */
export const referenceMethods: Readonly<Record<string, Readonly<Record<string, Method>>>> =
  Object.fromEntries(
    Object.entries(datasets).map(([service, text]) => {
      const [main = '', ...others] = text.split(/\s+/);
      return [service, { GetRows: getRows([main, ...others], main, (_context, row) => ({ [main]: [row] })) }];
    }),
  );
