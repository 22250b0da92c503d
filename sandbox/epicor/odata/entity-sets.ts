/** An entity set of a service: which table it reads and under which names. */
export interface EntitySet {
  readonly table: string;
  /** Key in the order of EPICOR.md 2.7, without Company. */
  readonly key: readonly string[];
  /** Columns that OData names otherwise: a column called like its table gets a 1 (2.6). */
  readonly rename: Readonly<Record<string, string>>;
}

const set = (table: string, key: string, rename: Record<string, string> = {}): EntitySet => ({
  table,
  key: key.split(' ').filter((column) => column !== ''),
  rename,
});

const journalKey = 'BookID FiscalYear FiscalYearSuffix JournalCode JournalNum';

/** By "service/set", names case-exact. */
export const entitySets: Readonly<Record<string, EntitySet>> = {
  'Erp.BO.CompanySvc/Companies': set('Company', '', { Company: 'Company1' }),
  'Erp.BO.VendorSvc/Vendors': set('Vendor', 'VendorNum'),
  'Erp.BO.GLAccountSvc/GLAccounts': set('GLAccount', 'COACode GLAccount', { GLAccount: 'GLAccount1' }),
  'Erp.BO.COASvc/COAs': set('COA', 'COACode'),
  'Erp.BO.COASvc/COASegments': set('COASegment', 'COACode SegmentNbr'),
  'Erp.BO.COASegValuesSvc/COASegValues': set('COASegValues', 'COACode SegmentNbr SegmentCode'),
  'Erp.BO.CurrencySvc/Currencies': set('Currency', 'CurrencyCode'),
  'Erp.BO.PurTermsSvc/PurTerms': set('PurTerms', 'TermsCode'),
  'Erp.BO.FiscalCalSvc/FiscalPers': set(
    'FiscalPer',
    'FiscalCalendarID FiscalYear FiscalYearSuffix FiscalPeriod',
  ),
  'Erp.BO.POSvc/POes': set('POHeader', 'PONum'),
  'Erp.BO.POSvc/PODetails': set('PODetail', 'PONUM POLine'),
  'Erp.BO.APInvGrpSvc/APInvGrps': set('APInvGrp', 'GroupID'),
  'Erp.BO.APInvoiceSvc/APInvoices': set('APInvHed', 'VendorNum InvoiceNum'),
  'Erp.BO.APInvoiceSvc/APInvDtls': set('APInvDtl', 'VendorNum InvoiceNum InvoiceLine'),
  'Erp.BO.APInvoiceSvc/APInvExps': set('APInvExp', 'VendorNum InvoiceNum InvoiceLine InvExpSeq'),
  'Erp.BO.APInvoiceSvc/APInvExpTGLCs': set(
    'APInvExpTGLC',
    'VendorNum InvoiceNum InvoiceLine InvExpSeq SysRowID',
  ),
  'Erp.BO.APInvoiceSvc/APInvHedAttches': set('APInvHedAttch', 'VendorNum InvoiceNum DrawingSeq'),
  'Erp.BO.APInvoiceSvc/APInvTaxes': set('APInvTax', 'VendorNum InvoiceNum TaxCode RateCode ECAcquisitionSeq'),
  'Erp.BO.GLJrnGrpSvc/GLJrnGrps': set('GLJrnGrp', 'GroupID'),
  'Erp.BO.GLJournalEntrySvc/GLJournalEntries': set('GLJrnHed', `${journalKey} FiscalCalendarID`),
  'Erp.BO.GLJournalEntrySvc/GLJrnDtlMnls': set('GLJrnDtlMnl', `${journalKey} JournalLine FiscalCalendarID`),
  'Erp.BO.GLJrnDtlSvc/GLJrnDtls': set('GLJrnDtl', `${journalKey} JournalLine`),
  'Erp.BO.GLBookSvc/GLBooks': set('GLBook', 'BookID'),
};
