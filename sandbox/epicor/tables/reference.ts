import { segmentColumns, table } from './define';

/** Reference data: company, vendors, chart, calendar, currencies, terms, purchase orders (EPICOR.md 5 to 7). */
export const referenceTables = [
  table('Company', {
    key: 'Company',
    text: `Name Address1 City State Zip Country PhoneNum FEIN CalendarID FiscalCalendarID LegalName BaseCurrCode
      ExternalID`,
    integer: 'CurrentFiscalYear CountryNum BitFlag',
    flag: 'HasCurrTrans',
  }),
  table('Vendor', {
    key: 'VendorNum',
    text: `VendorID Name Address1 Address2 Address3 City State ZIP Country TaxPayerID PurPoint TermsCode GroupCode
      FaxNum PhoneNum Comment CurrencyCode TaxRegionCode EMailAddress VendURL ExternalId TIN TINType OrgRegCode
      LegalName AccountRef Code1099ID FormTypeID AccountNum CurrDesc TermsCodeDescription CurrencyCodeCurrDesc
      CurrencyCodeCurrencyID CountryDescription`,
    integer: 'VendorNum CountryNum PMUID PrimPCon BitFlag',
    flag: 'Inactive Print1099 OneCheck PayHold ElecPayment Approved ICVend CPay GlobalVendor',
  }),
  table('GLAccount', {
    key: 'COACode GLAccount',
    text: `COACode GLAccount AccountDesc ${segmentColumns} ParentGLAccount ExtCompID StatisticalDesc
      GLAcctDispGLAcctDisp GLAcctDispAccountDesc GLAcctDispGLShortAcct`,
    integer: 'BitFlag',
    flag: 'PreservDesc PreserveActivation Active MultiCompany GlobalCOA',
    date: 'EffFrom EffTo',
  }),
  table('COA', {
    key: 'COACode',
    text: 'COACode Description SeparatorChar CtrlSegList',
    integer: 'NbrSegments ChartLength BitFlag',
    flag: 'MasterCOA ChartInUse GlobalCOA',
  }),
  table('COASegment', {
    key: 'COACode SegmentNbr',
    text: 'COACode SegmentName Abbreviation RefEntity EntryControl',
    integer: 'SegmentNbr MaxLength MinLength Level DisplayOrder BitFlag',
    flag: 'Dynamic UseRefEntity AllowAlpha SegSelfBal SiteSegment',
  }),
  table('COASegValues', {
    key: 'COACode SegmentNbr SegmentCode',
    text: 'COACode SegmentCode SegmentName SegmentDesc SegmentAbbrev Category NormalBalance SegNbrName',
    integer: 'SegmentNbr Statistical Summarization BitFlag',
    flag: 'ActiveFlag CurrAcct',
    date: 'EffectiveFrom EffectiveTo',
  }),
  table('Currency', {
    key: 'CurrencyCode',
    text: 'CurrencyCode CurrDesc CurrSymbol DocumentDesc CurrName CurrencyID ISOCurrCode',
    integer: 'DecimalsGeneral DecimalsPrice DecimalsCost ISONumber BitFlag',
    flag: 'Inactive MaintRate BaseCurr ReportCurr BookCurr CompanyBase GlobalCurr',
  }),
  table('PurTerms', {
    key: 'TermsCode',
    text: 'TermsCode TermsType Description',
    integer: 'DueDays DiscountDays NumberOfPayments NumberOfDays DueOnDay NumberOfMonths BitFlag',
    decimal: 'DiscountPercent',
    flag: 'SysDefault Monthly PartPayment ReqLOC IsDefault',
  }),
  table('FiscalPer', {
    key: 'FiscalCalendarID FiscalYear FiscalYearSuffix FiscalPeriod',
    text: 'FiscalCalendarID FiscalYearSuffix NoOfDays',
    integer: 'FiscalYear FiscalPeriod BitFlag',
    flag: 'FAClosedPeriod',
    date: 'StartDate EndDate',
  }),
  table('POHeader', {
    key: 'PONum',
    parent: 'VendorNum',
    text: `EntryPerson TermsCode ShipName BuyerID CommentText CurrencyCode VendorRefNum ApprovalStatus POType ChangedBy
      VendorVendorID VendorName`,
    integer: 'PONum VendorNum BitFlag',
    decimal: 'ExchangeRate TotalOrder DocTotalOrder ApprovedAmount',
    flag: 'OpenOrder VoidOrder Approve Confirmed OrderHeld',
    date: 'OrderDate DueDate PromiseDate ApprovedDate ChangeDate',
  }),
  table('PODetail', {
    key: 'PONUM POLine',
    parent: 'PONUM',
    text: 'LineDesc IUM PUM PartNum VenPartNum CommentText ClassID CurrencyCode',
    integer: 'PONUM POLine VendorNum BitFlag',
    decimal: 'UnitCost DocUnitCost OrderQty XOrderQty ExtCost DocExtCost',
    flag: 'OpenLine VoidLine Taxable',
    date: 'DueDate',
  }),
  table('GLBook', {
    key: 'BookID',
    text: 'BookID Description COACode CurrencyCode FiscalCalendarID',
    integer: 'BookType BitFlag',
    flag: 'MainBook Inactive isDefaultBook',
  }),
];
