/** An entity set of a service (EPICOR.md 2.7), and how GetRows gives the same rows (2.2, 2.6). */
export interface EntitySet {
  readonly service: string;
  readonly set: string;
  /** The table of the service's data set that holds the rows. */
  readonly table: string;
  /** The other tables: GetRows must be given a where clause for each, "" where it is not meant. */
  readonly otherTables: readonly string[];
  /** Columns that OData names otherwise than the table: one that is called like its table gets a 1. */
  readonly renamed: Readonly<Record<string, string>>;
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

function entitySet(
  service: string,
  set: string,
  table: string,
  otherTables = '',
  renamed: Record<string, string> = {},
): EntitySet {
  return { service, set, table, otherTables: words(otherTables), renamed };
}

export const companies = entitySet(
  'Erp.BO.CompanySvc',
  'Companies',
  'Company',
  `CompanyAttch AGCompany APSyst ARSyst BMSyst BorderPct CRSyst CSFSyst Currency CurrRateGrp EQSyst ExtPRSyst FsSyst
  GLSyst ISSyst JCSyst MMSyst PDMSyst PECompWhldHist PRSyst TaxSvcConfig XaSyst XbSyst EntityGLC`,
  { Company1: 'Company' },
);

export const vendors = entitySet(
  'Erp.BO.VendorSvc',
  'Vendors',
  'Vendor',
  `VendorAttch EntityGLC TaxExempt Partner PEVendWhldHist VendRestriction VendBank VendBankAttch VendCntMain VenMFBill
  VendorPP VenPPMFBill VenPPUPSEmail VendPPRestriction VendCnt VendCntAttch VenUPSEmail VendRemitTo`,
);

export const glAccounts = entitySet('Erp.BO.GLAccountSvc', 'GLAccounts', 'GLAccount', '', {
  GLAccount1: 'GLAccount',
});

export const segments = entitySet('Erp.BO.COASvc', 'COASegments', 'COASegment', 'COA COASegmentNotCreated');

export const segmentValues = entitySet(
  'Erp.BO.COASegValuesSvc',
  'COASegValues',
  'COASegValues',
  'COASegAcct COASegOpt COASegRes',
);

export const currencies = entitySet(
  'Erp.BO.CurrencySvc',
  'Currencies',
  'Currency',
  'CurrencyAttch EntityGLC',
);

export const purchaseTerms = entitySet(
  'Erp.BO.PurTermsSvc',
  'PurTerms',
  'PurTerms',
  'PurTermsAttch PurTermsDtl PurTermsSched',
);

export const purchaseOrders = entitySet(
  'Erp.BO.POSvc',
  'POes',
  'POHeader',
  `POHeaderAttch PODetail PODetailAttch PORel PORelAttch PORelTax PORelTGLC PODetailInsp PODetailTax POMisc
  PODetailMiscTax POHeadMisc POHeaderMiscTax POHeaderTax`,
);

export const apInvoices = entitySet(
  'Erp.BO.APInvoiceSvc',
  'APInvoices',
  'APInvHed',
  `APInvHedAttch APIHAPInvExp APIHAPInvExpTGLC APIHAPInvMsc RcvMisc APIHAPLnTax APInvDtl APInvDtlAttch APInvDtlDEASch
  APInvExp APInvExpTGLC GlbAPIETGLC APInvJob APInvMsc APInvLnMscTax APInvPB APLnTax APInvDtlTGLC APInvHedMscTax
  APInvSched APInvTax PESUNATDtl EntityGLC PEAPInvTax AdditionalForms_ParametersView LegalNumGenOpts SupplierXRef
  TaxConnectStatus`,
);

export const apInvoiceGroups = entitySet('Erp.BO.APInvGrpSvc', 'APInvGrps', 'APInvGrp');

export const journals = entitySet(
  'Erp.BO.GLJournalEntrySvc',
  'GLJournalEntries',
  'GLJrnHed',
  `GLJrnHedAttch GLJrnDtlMnl GLJrnDtlMnlAttch GLJrnDtlMnlDEASch GLJrnDtlMnlTranGLC GlAllocations LegalNumGenOpts`,
);

export const journalGroups = entitySet('Erp.BO.GLJrnGrpSvc', 'GLJrnGrps', 'GLJrnGrp');

/** Posted lines of the general ledger. */
export const postedJournalLines = entitySet('Erp.BO.GLJrnDtlSvc', 'GLJrnDtls', 'GLJrnDtl', 'GLJrnDtlAttch');

export const fiscalPeriods = entitySet(
  'Erp.BO.FiscalCalSvc',
  'FiscalPers',
  'FiscalPer',
  'FiscalCal FiscalYr',
);
